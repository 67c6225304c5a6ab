/** German: what is done with received files after they came. */

import type { RECEIVED as ENGLISH } from "../../english/kept/received.ts";

export const RECEIVED = {
  "kept.unknown": "Keine empfangene Datei hat die ID {id}: `npx pagewire inbox` listet sie auf.",
  "kept.several": "Mit {id} können mehrere empfangene Dateien gemeint sein: Geben Sie mehr davon ein.",
  "kept.in-bin": "{name} ist im Papierkorb: zuerst mit undo herausholen.",
  "kept.moved":
    "{name} ist nicht mehr dort, wo die Datei empfangen wurde ({path}): Sie wurde von Hand verschoben oder entfernt und bleibt unangetastet.",
  "kept.changed":
    "{name} wurde seit dem Empfang geändert und bleibt unangetastet. Von Hand verschieben oder entfernen.",
  "kept.no-name": "Der neue Name ist leer: einen eingeben.",
  "kept.outside": "{folder} liegt nicht in der Inbox: einen Ordner darin nennen, etwa 2026/Katzen.",
  "kept.deep": "Das sind mehr als {most} Ordner ineinander: weniger verwenden.",
  "kept.not-moved":
    "{name} konnte nicht verschoben werden: Der neue Name wurde im selben Moment vergeben. Noch einmal versuchen.",
  "kept.not-binned": "{name} konnte nicht in den Papierkorb gelegt werden: noch einmal versuchen.",
  "kept.not-taken-out":
    "{name} ist nicht mehr im Papierkorb oder hat in der Inbox keinen Platz: Es wurde nichts geändert.",
} as const satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
