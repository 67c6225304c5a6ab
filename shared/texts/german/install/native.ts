/** German: the browser that starts Pagewire itself. */

import type { NATIVE as English } from "../../english/install/native.ts";

export const NATIVE = {
  "native.installed":
    "Diese Browser dürfen Pagewire ab jetzt starten, mit dem Knopf „Starten“ der Erweiterung: {browsers}.",
  "native.no-browser":
    "Es wurde kein Browser gefunden, der Pagewire starten könnte: einen einmal öffnen, dann `npx pagewire native install` noch einmal ausführen.",
  "native.uninstalled": "Kein Browser darf Pagewire mehr starten.",
  "native.refused": "Das System hat „{command}“ abgelehnt: {reason}",
  "native.not-started":
    "Das Begleitprogramm ist nicht gestartet: `npx pagewire start` in einem Terminal sagt, warum.",
  "native.not-ours": "Das tut dieses Programm nicht.",
} as const satisfies Readonly<Record<keyof typeof English, string>>;
