/** Japanese: what the doctor finds, and how it is repaired. */

import type { DOCTOR as ENGLISH } from "../english/doctor.ts";

export const DOCTOR = {
  "doctor.home-missing": "{home} はまだありません。最初の起動時に作られます",
  "doctor.home-fix": "表示に従って対処するか、--home で別のフォルダを選んでください。",
  "doctor.private": "鍵と状態のデータを読めるのはご自身だけです",
  "doctor.open": "このパソコンのほかのユーザーが {places} を読み取れます",
  "doctor.open-fix":
    "`npx pagewire stop` の後に `npx pagewire start` を実行すると、ご自身専用になります。誰かに見られた可能性がある場合は、解除してペアリングし直してください。",
  "doctor.open-disk-fix":
    "このディスクはアクセス権を保存できません。ご自身専用でマウントするか（umask=077）、--home で別のデータフォルダを使ってください。",
  "doctor.folders-missing": "まだありません。最初の起動時に作られます",
  "doctor.folders-useless": ".state から Inbox にファイルを移せません（{reason}）",
  "doctor.by-link": "ロックは有効で、ファイルはハードリンクで配置されます",
  "doctor.by-move": "ロックは有効で、ファイルは移動で配置されます（ディスクがハードリンクに未対応）",
  "doctor.by-copy": "ロックは有効で、ファイルはコピーで配置されます（Inbox が別のディスクにあります）",
  "doctor.sending-useless": "送信するファイルを .state に置けません（{reason}）",
  "doctor.kept-by-link": "Outbox の大きなファイルは別名でブラウザを待ち、余分な容量を使いません",
  "doctor.kept-by-copy":
    "Outbox のファイルはブラウザを待つあいだコピーされます（大きなファイルは 2 倍の容量が必要です）",
  "doctor.disk-home-fix":
    "Inbox を書き込み可能にして空き容量を増やすか、--home で別のデータフォルダを使ってください。",
  "doctor.not-shared": "ほかのコンパニオンアプリはこのデータフォルダを使用していません",
  "doctor.shared-fix": "もう一方を停止するか、--home で別のデータフォルダを使ってください。",
  "doctor.no-config": "設定ファイルなし、すべて既定値",
  "doctor.config-fix": "{file} を修正するか、別の場所に移してください。",
  "doctor.cache": "Node が保持するコードを変更できるのはご自身だけです",
  "doctor.cache-fix":
    "そのフォルダを別の場所に移してください。NODE_COMPILE_CACHE で指定している場合は、その設定を解除してください。Pagewire はそのフォルダがなくても動作し、次の起動時に専用のものを作ります。",
  "doctor.node": "Node {version}",
  "doctor.node-fix": "`npm install` を実行してから、`npx pagewire start` で起動してください。",
  "doctor.disk": "空き容量は十分あります",
  "doctor.disk-fix": "データフォルダのあるディスクの空き容量を増やしてください。",
  "doctor.port-ours": "{address} で Pagewire が応答しています",
  "doctor.port-other-home": "別のデータフォルダの Pagewire が {address} で応答しています",
  "doctor.port-other-home-fix":
    "そのデータフォルダを --home で指定するか、`npx pagewire start --port {port}` でこちらを起動してください。",
  "doctor.port-other": "{address} では別のプログラムが応答しています（何も伝えていません）",
  "doctor.port-other-fix":
    "そのプログラムを終了するか、`npx pagewire start --port {port}` を実行してください。",
  "doctor.port-forbidden-fix":
    "`npx pagewire start --port {port}` を実行してください。ブラウザをペアリングしていた場合は、もう一度ペアリングしてください。",
  "doctor.port-silent": "{address} から応答がありません",
  "doctor.port-free": "{address} は空いています",
  "doctor.restart-fix": "`npx pagewire stop` の後に `npx pagewire start` を実行してください。",
  "doctor.not-asked": "このデータフォルダでは調べていません",
  "doctor.not-asked-fix": "先にデータフォルダを直してください。",
  "doctor.not-running": "Pagewire は起動していません",
  "doctor.summary": "{all} 項目中 {failed} 項目に問題があります。矢印の後に対処方法を示しています。",
  "doctor.companion": "バージョン {version} がプロセス {pid} として動作しています",
  "doctor.versions": "コンパニオンアプリは {running}、このコマンドは {command} です",
  "doctor.versions-fix":
    "`npx pagewire stop` の後に `npx pagewire start` を実行し、拡張機能を再読み込みしてください。",
  "doctor.paired": "ペアリング済み {paired}、接続中 {connected}、解除済み {revoked}",
  "doctor.revoked-fix":
    "ペアリングが解除されています。もう一度ペアリングするには、`npx pagewire pair` を実行し、そのブラウザでリンクを開いてください。",
  "doctor.pair-fix": "`npx pagewire pair` を実行し、拡張機能を入れたブラウザでリンクを開いてください。",
  "doctor.start-fix": "`npx pagewire start` を実行してください。",
  "doctor.start-later-fix": "先に上の問題を直してから、`npx pagewire start` を実行してください。",
  "doctor.marks": "受信したファイルに入手元の情報を付けています",
  "doctor.no-marks":
    "このシステムでは受信したファイルに入手元の情報を付けられません。入手元は `npx pagewire inbox` で確認できます",
  "doctor.built": "{time} に {folder} にビルド済み",
  "doctor.not-built": "拡張機能がビルドされていません",
  "doctor.build-fix":
    "`npm run build` を実行してから、chrome://extensions で .output/chrome-mv3 フォルダを読み込んでください。",
} as const satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
