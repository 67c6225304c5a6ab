/** German: what can be done with a sent file in the popup. */

import type { AFTER as ENGLISH } from "../../english/kept/after.ts";

export const AFTER = {
  "after.edit": "Umbenennen, verschlagworten, verschieben …",
  "after.bin": "Rückgängig: in den Papierkorb",
  "after.take-out": "Aus dem Papierkorb holen",
  "after.binned": "Im Papierkorb",
  "after.in-bin": "{name} ist für sieben Tage im Papierkorb.",
  "after.taken-out": "{name} ist wieder in der Inbox.",
  "after.dialog": "Diese Datei bearbeiten",
  "after.name": "Name",
  "after.folder": "Ordner in der Inbox",
  "after.tags": "Schlagwörter, mit Kommas getrennt",
  "after.note": "Notiz",
  "after.found": "In der Inbox auf dem Computer gefunden",
  "after.refused": "Das Begleitprogramm kann das nicht: aktualisieren, dann noch einmal versuchen.",
} as const satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
