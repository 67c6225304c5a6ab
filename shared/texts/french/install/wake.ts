/** French: the button that starts Pagewire from the browser. */

import type { WAKE as English } from "../../english/install/wake.ts";

export const WAKE = {
  "wake.start": "Démarrer",
  "wake.pair": "Associer sans terminal",
  "wake.starting": "Démarrage…",
  "wake.missing":
    "Ce navigateur ne peut pas encore le démarrer : exécutez une fois `npx pagewire native install` dans un terminal.",
} as const satisfies Readonly<Record<keyof typeof English, string>>;
