/** Japanese: the button that starts Pagewire from the browser. */

import type { WAKE as English } from "../../english/install/wake.ts";

export const WAKE = {
  "wake.start": "起動する",
  "wake.pair": "ターミナルなしでペアリング",
  "wake.starting": "起動中…",
  "wake.missing":
    "このブラウザからはまだ起動できません。ターミナルで一度 `npx pagewire native install` を実行してください。",
} as const satisfies Readonly<Record<keyof typeof English, string>>;
