/** Japanese: the rule by which received files are named. */

import type { NAMING as ENGLISH } from "../../english/kept/naming.ts";

export const NAMING = {
  "template.long": "規則が {most} 文字を超えています。短くしてください。",
  "template.text-long": "名前の固定部分が {most} 文字を超えています。項目が入るように短くしてください。",
  "template.open": "{brace} が閉じられていません。項目の最後に括弧を付けてください。",
  "template.unopened": "{brace} に対応する括弧がありません。削除するか、その前で項目を始めてください。",
  "template.deep": "フォルダが {most} 個を超えています。減らしてください。",
  "template.number-in-folder": "{field} は名前の中で 1 回だけ使えます。ほかの場所から削除してください。",
  "template.empty-folder":
    "名前のないフォルダがあります。スラッシュを削除するか、その前に名前を書いてください。",
  "template.no-name": "ファイルの名前がありません。{field} のような項目で終えてください。",
  "template.dots": "名前の先頭にピリオドは使えません。削除してください。",
  "template.character": "{character} は名前に使えません。削除してください。",
  "template.unseen": "規則に目に見えない文字が入っています。削除してください。",
  "template.field": "{field} という項目はありません。使えるのは {fields} です。",
  "template.length": "長さは 1 から {most} までの数です。変更してください。",
  "template.filter":
    "{filter} という変換はありません。60 のような長さ、lower、upper、dashes、または else と文字列を指定してください。",
  "template.date-filter":
    "{filter} は日付の書式ではありません。YYYY、MM、DD、hh、mm、ss を使って、YYYY-MM のように書いてください。",
} as const satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
