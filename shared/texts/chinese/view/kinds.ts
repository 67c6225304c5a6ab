/** Chinese: what kind of file something is, in words. */

import type { KINDS as ENGLISH } from "../../english/view/kinds.ts";

export const KINDS = {
  "kind.image": "{format} 图片",
  "kind.video": "{format} 视频",
  "kind.sound": "{format} 音频",
  "kind.archive": "{format} 压缩包",
  "kind.disk": "磁盘映像",
  "kind.pdf": "PDF 文档",
  "kind.word": "Word 文档",
  "kind.writing": "文本文档",
  "kind.workbook": "Excel 工作簿",
  "kind.spreadsheet": "电子表格",
  "kind.slides": "PowerPoint 演示文稿",
  "kind.presentation": "演示文稿",
  "kind.postscript": "PostScript 文档",
  "kind.book": "电子书",
  "kind.table": "{format} 表格",
  "kind.json": "JSON 数据",
  "kind.data": "{format} 数据",
  "kind.page": "网页",
  "kind.markdown": "Markdown 文本",
  "kind.subtitles": "字幕",
  "kind.log": "日志",
  "kind.text": "文本",
  "kind.code": "{format} 代码",
  "kind.program": "程序",
  "kind.font": "字体",
  "kind.other": "{format} 文件",
  "kind.unknown": "文件",
} as const satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
