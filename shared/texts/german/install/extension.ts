/** German: where the extension lies, and how it is loaded. */

import type { EXTENSION as English } from "../../english/install/extension.ts";

export const EXTENSION = {
  "extension.how":
    "Die Erweiterungsseite des Browsers öffnen (chrome://extensions, edge://extensions), den „Entwicklermodus“ einschalten, auf „Entpackte Erweiterung laden“ klicken und diesen Ordner wählen. Danach `npx pagewire pair` ausführen.",
  "extension.not-built": "Die Erweiterung ist noch nicht gebaut: `npm run build` ausführen.",
  "extension.firefox-how":
    "In Firefox {page} öffnen, auf „Temporäres Add-on laden…“ klicken und manifest.json in diesem Ordner wählen; es bleibt, bis Firefox beendet wird. Danach `npx pagewire pair` ausführen.",
  "extension.firefox-not-built":
    "Die Erweiterung für Firefox ist noch nicht gebaut: `npm run build:firefox` ausführen.",
} as const satisfies Readonly<Record<keyof typeof English, string>>;
