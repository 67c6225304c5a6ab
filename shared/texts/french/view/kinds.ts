/** French: what kind of file something is, in words. */

import type { KINDS as ENGLISH } from "../../english/view/kinds.ts";

export const KINDS = {
  "kind.image": "Image {format}",
  "kind.video": "Vidéo {format}",
  "kind.sound": "Audio {format}",
  "kind.archive": "Archive {format}",
  "kind.disk": "Image disque",
  "kind.pdf": "Document PDF",
  "kind.word": "Document Word",
  "kind.writing": "Document texte",
  "kind.workbook": "Classeur Excel",
  "kind.spreadsheet": "Feuille de calcul",
  "kind.slides": "Présentation PowerPoint",
  "kind.presentation": "Présentation",
  "kind.postscript": "Document PostScript",
  "kind.book": "Livre numérique",
  "kind.table": "Tableau {format}",
  "kind.json": "Données JSON",
  "kind.data": "Données {format}",
  "kind.page": "Page web",
  "kind.markdown": "Texte Markdown",
  "kind.subtitles": "Sous-titres",
  "kind.log": "Journal",
  "kind.text": "Texte",
  "kind.code": "Code {format}",
  "kind.program": "Programme",
  "kind.font": "Police",
  "kind.other": "Fichier {format}",
  "kind.unknown": "Fichier",
} as const satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
