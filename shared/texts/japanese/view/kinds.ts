/** Japanese: what kind of file something is, in words. */

import type { KINDS as ENGLISH } from "../../english/view/kinds.ts";

export const KINDS = {
  "kind.image": "{format} 画像",
  "kind.video": "{format} 動画",
  "kind.sound": "{format} 音声",
  "kind.archive": "{format} アーカイブ",
  "kind.disk": "ディスクイメージ",
  "kind.pdf": "PDF 文書",
  "kind.word": "Word 文書",
  "kind.writing": "テキスト文書",
  "kind.workbook": "Excel ブック",
  "kind.spreadsheet": "スプレッドシート",
  "kind.slides": "PowerPoint プレゼンテーション",
  "kind.presentation": "プレゼンテーション",
  "kind.postscript": "PostScript 文書",
  "kind.book": "電子書籍",
  "kind.table": "{format} 表",
  "kind.json": "JSON データ",
  "kind.data": "{format} データ",
  "kind.page": "ウェブページ",
  "kind.markdown": "Markdown テキスト",
  "kind.subtitles": "字幕",
  "kind.log": "ログ",
  "kind.text": "テキスト",
  "kind.code": "{format} コード",
  "kind.program": "プログラム",
  "kind.font": "フォント",
  "kind.other": "{format} ファイル",
  "kind.unknown": "ファイル",
} as const satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
