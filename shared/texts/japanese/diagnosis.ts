/** Japanese: what is wrong between this browser and the companion, and what to do about it. */

import type { DIAGNOSIS as ENGLISH } from "../english/diagnosis.ts";

export const DIAGNOSIS = {
  "diagnosis.pair": "`npx pagewire pair` を実行し、表示されたリンクをこのブラウザで開いてください。",
  "diagnosis.site-access":
    "chrome://extensions を開き、Pagewire の「詳細」を押して、「サイトへのアクセス」を「すべてのサイト」にするか、アドレス 127.0.0.1 をオンにしてください。",
  "diagnosis.local-access":
    "ブラウザのプライバシー設定で、Pagewire にローカル ネットワークへのアクセスを許可するか、このブラウザの管理者にお問い合わせください。",
  "diagnosis.doctor": "詳しくは `npx pagewire doctor` で確認できます。",
  "diagnosis.polling":
    "このパソコンの何かが WebSocket を遮断しているため、ファイルの転送に時間がかかります。",
  "diagnosis.polling-fix": "プロキシやウイルス対策ソフトで、{address} への WebSocket を許可してください。",
  "diagnosis.not-running": "{address} から応答がありません。コンパニオンアプリが起動していません。",
  "diagnosis.not-running-fix":
    "Pagewire フォルダで `npx pagewire start` を実行してください。別のポートで起動している場合は、ペアリングし直してください。",
  "diagnosis.other-program":
    "{address} では別のプログラムが応答しています。最初のあいさつ以外は何も送信していません。",
  "diagnosis.other-program-fix":
    "そのプログラムを終了してから `npx pagewire start` を実行するか、--port を指定してコンパニオンアプリを起動し、ペアリングし直してください。",
  "diagnosis.cut": "{address} にコンパニオンアプリはありますが、このブラウザからの通信が届いていません。",
  "diagnosis.cut-fix":
    "このパソコン内の通信を制限するプロキシ、ウイルス対策ソフト、ポリシーがないか確認してください。そのほかは `npx pagewire doctor` で調べられます。",
  "diagnosis.blocked": "ブラウザが、Pagewire からこのパソコンへの接続を許可していません。",
  "diagnosis.not-paired": "このブラウザにはまだコンパニオンアプリがありません。",
  "diagnosis.twin":
    "このブラウザと同じ鍵を持つ別のブラウザが接続しています（プロファイルをコピーした場合など）。",
  "diagnosis.revoked": "ペアリングが解除されたため、コンパニオンアプリはこのブラウザを信頼していません。",
  "diagnosis.version": "コンパニオンアプリと拡張機能のバージョンが異なります。",
  "diagnosis.version-fix":
    "Pagewire フォルダで `npm run build` を実行してコンパニオンアプリを起動し直し、chrome://extensions で拡張機能を再読み込みしてください。",
  "diagnosis.other-companion": "{address} では、これまでとは別のコンパニオンアプリが動いています。",
  "diagnosis.other-companion-fix":
    "このブラウザとペアリングしたときのデータフォルダを --home で指定して起動するか、新しいほうとペアリングしてください。{pair}",
  "diagnosis.not-proven":
    "{address} で応答した相手がコンパニオンアプリであることを確認できませんでした。最初のあいさつ以外は何も送信していません。",
  "diagnosis.not-proven-fix":
    "どのプログラムがポートを使っているか調べてください。鍵が変わったコンパニオンアプリの場合: {pair}",
} as const satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
