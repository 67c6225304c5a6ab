/** German: the settings of names and folders. */

import type { NAMING_PAGE as ENGLISH } from "../../english/kept/naming-page.ts";

export const NAMING_PAGE = {
  "naming.title": "Namen und Ordner",
  "naming.about": "Wie Gesendetes auf dem Computer benannt und abgelegt wird, von jedem gekoppelten Browser.",
  "naming.template": "Regel",
  "naming.guide":
    "Ein Schrägstrich beginnt einen Ordner in der Inbox. Ein Strich hinter einem Feld ändert es: {length} kürzt, {form} ist eine Form des Datums, {instead} steht für Unbekanntes.",
  "naming.fields": "Ein Feld einfügen",
  "naming.save": "Diese Regel verwenden",
  "naming.reset": "Zurücksetzen",
  "naming.saved": "Ab jetzt wird so benannt.",
  "naming.preview": "So würden die letzten Bilder heißen",
  "naming.example": "So würde zum Beispiel ein Bild heißen",
  "naming.offline":
    "Die Regel liegt auf dem Computer: Sobald das Begleitprogramm verbunden ist, lässt sie sich hier sehen und ändern.",
  "naming.json": "Neben jeder eine JSON-Datei",
  "naming.json-about": "Woher sie kam, für Programme: {name}",
  "naming.xmp": "Neben jeder eine XMP-Datei",
  "naming.xmp-about": "Quelle, Titel, Beschreibung und Schlagwörter, für Fotoverwaltungen: {name}",
} as const satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
