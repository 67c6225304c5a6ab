/** Japanese: what a command says that works with a companion on another computer. */

import type { FAR as English } from "../../english/terminal/far.ts";

export const FAR = {
  "uploads.not-announced": "このファイルの宛先が指定されていません。もう一度送信してください。",
  "uploads.taken": "この ID は別のファイルで使われています。新しい ID で送信してください。",
  "far.both-needed": "PAGEWIRE_URL と PAGEWIRE_TOKEN は両方とも設定するか、両方とも外してください。",
  "far.url-wrong":
    "{url} は転送ポートのアドレスではありません。このパソコンの ws://127.0.0.1:8737 のような形で指定してください。",
  "far.two-homes":
    "--home はこのパソコンの、PAGEWIRE_URL は別のパソコンのコンパニオンアプリを指します。どちらかを外してください。",
  "far.no-answer":
    "{url} から応答がありません。ポートを転送する接続が開いていて、接続先でコンパニオンアプリが動作しているか確認してください。",
  "far.stranger":
    "{url} で応答しているのは Pagewire のコンパニオンアプリではありません。ポートの転送先を確認してください。",
  "far.token-refused":
    "{url} のコンパニオンアプリはこのトークンを受け付けません。解除されたか、別のコンパニオンアプリのものです。接続先で `npx pagewire token --name NAME` を実行して新しく作成するか、`npx pagewire ssh` で接続し直してください。",
  "far.token-elsewhere":
    "このトークンは {topic} に使えません。`npx pagewire token --name NAME --topics {topic}` で作成してください。",
  "far.older": "{url} のコンパニオンアプリは古いバージョンで、この操作に対応していません。更新してください。",
  "far.lost": "{url} への接続が切れ、再接続できませんでした。接続が戻ってからもう一度実行してください。",
  "far.note-unreadable": "{file} を読み取れません。削除するか、`npx pagewire ssh` で接続し直してください。",
  "far.status":
    "{url} でコンパニオンアプリが動作しています。バージョン {version}、接続中のブラウザとスクリプト: {connected}。",
  "far.sending": "{name} を送信中",
  "far.sending-of": "{name} を送信中（{index} / {count}）",
  "far.getting": "{name} を取得中",
  "far.changed": "{name} は転送中に変更されました。もう一度取得してください。",
} as const satisfies Readonly<Record<keyof typeof English, string>>;
