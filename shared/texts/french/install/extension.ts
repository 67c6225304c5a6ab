/** French: where the extension lies, and how it is loaded. */

import type { EXTENSION as English } from "../../english/install/extension.ts";

export const EXTENSION = {
  "extension.how":
    "Ouvrez la page des extensions du navigateur (chrome://extensions, edge://extensions), activez le « Mode développeur », cliquez sur « Charger l’extension non empaquetée » et choisissez ce dossier. Exécutez ensuite `npx pagewire pair`.",
  "extension.not-built": "L’extension n’est pas encore construite : exécutez `npm run build`.",
  "extension.firefox-how":
    "Ouvrez {page} dans Firefox, cliquez sur « Charger un module complémentaire temporaire… » et choisissez manifest.json dans ce dossier ; il reste jusqu’à la fermeture de Firefox. Exécutez ensuite `npx pagewire pair`.",
  "extension.firefox-not-built":
    "L’extension pour Firefox n’est pas encore construite : exécutez `npm run build:firefox`.",
} as const satisfies Readonly<Record<keyof typeof English, string>>;
