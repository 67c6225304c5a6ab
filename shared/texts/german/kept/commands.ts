/** German: the commands that search and edit what was received. */

import type { KEPT_COMMANDS as ENGLISH } from "../../english/kept/commands.ts";

export const KEPT_COMMANDS = {
  "edit.nothing": "Es gibt nichts zu ändern: --name, --tag, --note oder --folder angeben.",
  "bin.nothing": "Der Papierkorb ist leer.",
  "bin.explained":
    "`npx pagewire undo ID` holt eine Datei aus dem Papierkorb; nach sieben Tagen wird sie endgültig entfernt.",
  "bin.since": "Im Papierkorb seit",
  "search.nothing": "Nichts gefunden: weniger Wörter versuchen.",
  "search.not-ready":
    "Was eine ältere Version empfangen hat, ist noch nicht durchsuchbar: einmal `npx pagewire start` ausführen.",
  "search.date": "ein Datum wie 2026-11-28, oder mit Uhrzeit 2026-11-28T09:30",
} as const satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
