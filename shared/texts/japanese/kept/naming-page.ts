/** Japanese: the settings of names and folders. */

import type { NAMING_PAGE as ENGLISH } from "../../english/kept/naming-page.ts";

export const NAMING_PAGE = {
  "naming.title": "名前とフォルダ",
  "naming.about":
    "送信したものがパソコンでどう名付けられ、整理されるか。接続しているすべてのブラウザーに共通です。",
  "naming.template": "規則",
  "naming.guide":
    "スラッシュで Inbox 内のフォルダを区切ります。項目の後に縦線を付けると変換できます。{length} は長さの制限、{form} は日付の書式、{instead} は不明なときの代わりです。",
  "naming.fields": "項目を挿入",
  "naming.save": "この規則を使う",
  "naming.reset": "元に戻す",
  "naming.saved": "これ以降に届くものに適用されます。",
  "naming.preview": "最近の画像の名前はこうなります",
  "naming.example": "画像の名前の例",
  "naming.offline":
    "規則はパソコンに保存されています。コンパニオンアプリに接続すると、ここで確認、変更できます。",
  "naming.json": "それぞれに JSON ファイルを添える",
  "naming.json-about": "入手元の記録（プログラム用）: {name}",
  "naming.xmp": "それぞれに XMP ファイルを添える",
  "naming.xmp-about": "入手元、タイトル、説明、タグ（写真管理ソフト用）: {name}",
} as const satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
