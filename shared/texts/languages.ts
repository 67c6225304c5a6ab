/** The catalogues, each loaded when it is first asked for: a translation is one folder, its tag, and one line here. */

import { ENGLISH } from "./english/index.ts";
import type { LanguageTag } from "./language-tags.ts";
import type { Catalogue } from "./text.ts";

export const LANGUAGES: Readonly<Record<LanguageTag, () => Promise<Catalogue>>> = {
  en: () => Promise.resolve(ENGLISH),
  de: async () => (await import("./german/index.ts")).GERMAN,
  fr: async () => (await import("./french/index.ts")).FRENCH,
  ja: async () => (await import("./japanese/index.ts")).JAPANESE,
  zh: async () => (await import("./chinese/index.ts")).CHINESE,
};
