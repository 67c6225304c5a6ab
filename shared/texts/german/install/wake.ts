/** German: the button that starts Pagewire from the browser. */

import type { WAKE as English } from "../../english/install/wake.ts";

export const WAKE = {
  "wake.start": "Starten",
  "wake.pair": "Ohne Terminal koppeln",
  "wake.starting": "Wird gestartet …",
  "wake.missing":
    "Dieser Browser kann es noch nicht starten: einmal `npx pagewire native install` in einem Terminal ausführen.",
} as const satisfies Readonly<Record<keyof typeof English, string>>;
