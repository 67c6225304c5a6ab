/** German: what kind of file something is, in words. */

import type { KINDS as ENGLISH } from "../../english/view/kinds.ts";

export const KINDS = {
  "kind.image": "{format}-Bild",
  "kind.video": "{format}-Video",
  "kind.sound": "{format}-Audio",
  "kind.archive": "{format}-Archiv",
  "kind.disk": "Datenträgerabbild",
  "kind.pdf": "PDF-Dokument",
  "kind.word": "Word-Dokument",
  "kind.writing": "Textdokument",
  "kind.workbook": "Excel-Arbeitsmappe",
  "kind.spreadsheet": "Tabellendokument",
  "kind.slides": "PowerPoint-Präsentation",
  "kind.presentation": "Präsentation",
  "kind.postscript": "PostScript-Dokument",
  "kind.book": "E-Book",
  "kind.table": "{format}-Tabelle",
  "kind.json": "JSON-Daten",
  "kind.data": "{format}-Daten",
  "kind.page": "Webseite",
  "kind.markdown": "Markdown-Text",
  "kind.subtitles": "Untertitel",
  "kind.log": "Protokoll",
  "kind.text": "Text",
  "kind.code": "{format}-Code",
  "kind.program": "Programm",
  "kind.font": "Schriftart",
  "kind.other": "{format}-Datei",
  "kind.unknown": "Datei",
} as const satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
