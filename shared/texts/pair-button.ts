/** What the companion's pairing button says in each language: the extension must know it whichever of them the companion speaks. */

import type { LanguageTag } from "./language-tags.ts";

export const PAIR_BUTTON = {
  en: "Pair this browser",
  de: "Diesen Browser koppeln",
  fr: "Associer ce navigateur",
  ja: "このブラウザをペアリング",
  zh: "配对此浏览器",
} as const satisfies Readonly<Record<LanguageTag, string>>;
