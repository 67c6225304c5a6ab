/** Japanese: what is done with received files after they came. */

import type { RECEIVED as ENGLISH } from "../../english/kept/received.ts";

export const RECEIVED = {
  "kept.unknown": "ID が {id} の受信ファイルはありません。`npx pagewire inbox` で一覧を確認してください。",
  "kept.several": "{id} に当てはまる受信ファイルが複数あります。もう少し長く入力してください。",
  "kept.in-bin": "{name} はごみ箱にあります。先に undo で取り出してください。",
  "kept.moved":
    "{name} は受信した場所 {path} にありません。手動で移動または削除されたため、何も変更しません。",
  "kept.changed": "{name} は受信後に変更されているため、何も変更しません。手動で移動または削除してください。",
  "kept.no-name": "新しい名前が空です。入力してください。",
  "kept.outside":
    "{folder} は Inbox の中にありません。2026/cats のように、その中のフォルダを指定してください。",
  "kept.deep": "フォルダの階層が {most} を超えています。減らしてください。",
  "kept.not-moved":
    "{name} を移動できませんでした。新しい名前がちょうど使われました。もう一度お試しください。",
  "kept.not-binned": "{name} をごみ箱に入れられませんでした。もう一度お試しください。",
  "kept.not-taken-out": "{name} はごみ箱にないか、Inbox に置く場所がありません。何も変更していません。",
} as const satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
