/** French: the browser that starts Pagewire itself. */

import type { NATIVE as English } from "../../english/install/native.ts";

export const NATIVE = {
  "native.installed":
    "Ces navigateurs peuvent désormais démarrer Pagewire, avec le bouton « Démarrer » de l’extension : {browsers}.",
  "native.no-browser":
    "Aucun navigateur capable de démarrer Pagewire n’a été trouvé : ouvrez-en un une fois, puis réexécutez `npx pagewire native install`.",
  "native.uninstalled": "Plus aucun navigateur ne peut démarrer Pagewire.",
  "native.refused": "Le système a refusé « {command} » : {reason}",
  "native.not-started": "Le compagnon n’a pas démarré : `npx pagewire start` dans un terminal dit pourquoi.",
  "native.not-ours": "Ce programme ne fait pas cela.",
} as const satisfies Readonly<Record<keyof typeof English, string>>;
