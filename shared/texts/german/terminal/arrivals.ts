/** German: what came, as the commands of a terminal say it. */

import type { ARRIVALS as English } from "../../english/terminal/arrivals.ts";

export const ARRIVALS = {
  "option.seconds": "Es muss eine Zahl von Sekunden sein, höchstens {most}.",
  "arrived.no-such": "Keine empfangene Datei hat die ID {id}: `npx pagewire inbox` listet sie auf.",
  "arrived.several": "{id} kann mehrere Dateien meinen: {candidates}. Bitte mehr von der ID angeben.",
  "arrived.no-type": "{type} ist kein Medientyp: bitte einen wie image, image/* oder image/png angeben.",
  "arrived.vanished": "{name} ist nicht mehr im Posteingang: Die Datei wurde verschoben oder entfernt.",
  "arrived.unreadable": "{name} ist nicht lesbar: {reason}.",

  "latest.nothing": "Es wurde noch nichts empfangen.",
  "latest.none-of-type": "Von diesem Typ wurde noch nichts empfangen.",
  "latest.gone": "{name} ist nicht mehr im Posteingang und wird übergangen.",
  "wait.over": "Innerhalb von {seconds} s kam nichts.",

  "get.json-to-stdout":
    "Auf der Standardausgabe steht entweder die Datei oder ihr JSON: bitte --json weglassen oder mit --to einen Ordner angeben.",
  "get.no-folder": "Den Ordner {folder} gibt es nicht: bitte anlegen oder einen anderen angeben.",
  "get.not-written": "{folder} nimmt die Datei nicht an: {reason}.",
  "get.changed": "{name} wurde nach dem Empfang geändert: Dies ist die Datei in ihrer jetzigen Form.",
  "open.failed": "Kein Programm öffnet {name}: {reason}.",
  "rm.removed": "{name} ({size}) entfernt.",
  "rm.removed-from": "{name} ({size}) entfernt; die Datei kam von {url}.",
  "rm.not-removed": "{name} lässt sich nicht entfernen: {reason}.",
  "completion.shells": "Vervollständigung gibt es für {shells}: bitte eine davon nennen.",
} as const satisfies Readonly<Record<keyof typeof English, string>>;
