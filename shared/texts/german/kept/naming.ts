/** German: the rule by which received files are named. */

import type { NAMING as ENGLISH } from "../../english/kept/naming.ts";

export const NAMING = {
  "template.long": "Die Regel hat mehr als {most} Zeichen: kürzer fassen.",
  "template.text-long":
    "Der feste Text des Namens hat mehr als {most} Zeichen: kürzer fassen, damit die Felder Platz haben.",
  "template.open": "{brace} ist nicht geschlossen: das Feld mit einer Klammer beenden.",
  "template.unopened": "{brace} schließt nichts: entfernen oder davor ein Feld beginnen.",
  "template.deep": "Das sind mehr als {most} Ordner: weniger verwenden.",
  "template.number-in-folder": "{field} steht einmal und nur im Namen: an anderer Stelle entfernen.",
  "template.empty-folder":
    "Ein Ordner hat keinen Namen: den Schrägstrich entfernen oder davor einen Namen schreiben.",
  "template.no-name": "Die Datei hat keinen Namen: mit einem Feld wie {field} enden.",
  "template.dots": "Ein Name kann nicht mit einem Punkt beginnen: den Punkt entfernen.",
  "template.character": "{character} kann in einem Namen nicht stehen: entfernen.",
  "template.unseen": "In der Regel steht ein unsichtbares Zeichen: entfernen.",
  "template.field": "{field} ist kein Feld: eines von diesen verwenden: {fields}.",
  "template.length": "Eine Länge ist eine Zahl von 1 bis {most}: ändern.",
  "template.filter":
    "{filter} ist keine bekannte Änderung: eine Länge wie 60, lower, upper, dashes oder else mit einem Text schreiben.",
  "template.date-filter":
    "{filter} ist keine Form eines Datums: eine wie YYYY-MM schreiben, aus YYYY, MM, DD, hh, mm und ss.",
} as const satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
