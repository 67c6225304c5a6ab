/** Japanese: the connection between browser and companion, and the proof that opens it. */

import type { CONNECTION as ENGLISH } from "../english/connection.ts";

export const CONNECTION = {
  "connection.state-connected": "接続済み",
  "connection.state-connecting": "接続しています",
  "connection.state-not-running": "停止中",
  "connection.state-not-paired": "未ペアリング",
  "connection.state-refused": "拒否されました",

  "standing.nothing-answers": "{address} から応答がありません。コンパニオンアプリを起動してください:",
  "connection.try-now": "今すぐ試す",
  "connection.pair":
    "このパソコンで `npx pagewire pair` を実行し、表示されたリンクをこのブラウザで開いてください。",
  "connection.unseen": "先に新しいコンパニオンアプリを確認してください。確認するまで何も送信されません。",
  "connection.polling":
    "ロングポーリングで接続しています。WebSocket を使えないため、ファイルの転送に時間がかかります。",
  "connection.other-program":
    "{address} では別のプログラムが応答しています。それを終了してから `npx pagewire start` を実行してください。",
  "connection.silent":
    "コンパニオンアプリは起動していますが、認証に応答しませんでした。もう一度試しています。",
  "connection.overdue": "コンパニオンアプリが応答しなくなりました。応答が戻ると、続きから再開します。",
  "connection.nothing-answers": "{address} から応答がありません。`npx pagewire start` を実行してください。",
  "connection.not-connected": "コンパニオンアプリに接続していません。",
  "connection.closed": "コンパニオンアプリが接続を閉じました。",

  "proof.unreachable": "コンパニオンアプリが応答しません。`npx pagewire start` で起動してください。",
  "proof.broken-off": "コンパニオンアプリが認証を中断しました。もう一度お試しください。",
  "proof.other-companion":
    "このブラウザとペアリングしたものとは別のコンパニオンアプリが応答しています。`npx pagewire pair` を実行し、リンクを開いてください。",
  "proof.not-proven":
    "応答した相手が、このブラウザとペアリングしたコンパニオンアプリであることを確認できませんでした。`npx pagewire pair` を実行し、リンクを開いてください。",
  "proof.no-companion": "応答した相手はコンパニオンアプリではありません。",
  "proof.version":
    "コンパニオンアプリと拡張機能のバージョンが異なります。両方を更新してから、拡張機能を再読み込みしてください。",
  "proof.version-companion":
    "コンパニオンアプリがこの拡張機能には古すぎます。このパソコンの Pagewire を更新し、もう一度起動してください。",
  "proof.version-extension":
    "この拡張機能はコンパニオンアプリには古すぎます。拡張機能を更新し、再読み込みしてください。",
  "proof.not-paired":
    "このブラウザはペアリングされていません。`npx pagewire pair` を実行し、リンクを開いてください。",
  "proof.revoked":
    "このブラウザのペアリングは解除されました。もう一度ペアリングするには、`npx pagewire pair` を実行し、リンクを開いてください。",
  "store.unusable":
    "ブラウザに保存した Pagewire のデータを開けません。ブラウザを再起動し、それでも直らない場合は初期化してください。初期化すると、受信してまだ保存していないファイルは失われます。",
  "store.lost":
    "ブラウザに保存した Pagewire のデータ（ペアリングとリスト）が失われました。このブラウザをもう一度ペアリングするには、`npx pagewire pair` を実行し、リンクを開いてください。",
  "store.click-lost": "今クリックしたものは保存できませんでした。あとでもう一度送信してください。",
  "store.no-place":
    "ブラウザに初期化のための空きがありません。拡張機能をブラウザから削除し、もう一度読み込んでください。",
  "store.begin-anew": "初期化",
  "store.anew":
    "初期化しました。このブラウザをもう一度ペアリングするには、`npx pagewire pair` を実行し、リンクを開いてください。",
  "store.anew-paired": "初期化しました。このブラウザのペアリングはそのままです。",
  "proof.twin":
    "このブラウザと同じ鍵を持つ別のブラウザが接続しています（プロファイルをコピーした場合など）。このブラウザをペアリングし直すには、`npx pagewire pair` を実行し、リンクをここで開いてください。",
  "proof.wrong-proof":
    "認証に失敗しました。このブラウザをもう一度ペアリングするには、`npx pagewire pair` を実行し、リンクを開いてください。",
  "proof.link-unknown":
    "このリンクは、起動中のコンパニオンアプリのものではありません。`npx pagewire pair` で新しいリンクを作ってください。",
  "proof.link-unknown-here":
    "このリンクはここでは使えません。`npx pagewire pair` で新しいリンクを作ってください。",
  "proof.link-used": "このリンクは使用済みです。`npx pagewire pair` で新しいリンクを作ってください。",
  "proof.link-expired": "このリンクは期限切れです。`npx pagewire pair` で新しいリンクを作ってください。",
  "proof.busy": "認証中の接続が多すぎます。しばらくしてからもう一度お試しください。",
} as const satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
