/** The languages that are spoken, and which of them a reader is given. */

/** BCP 47 primary tags. English comes first: it is what is spoken where none fits. */
export const LANGUAGE_TAGS = ["en", "de", "fr", "ja", "zh"] as const;
export type LanguageTag = (typeof LANGUAGE_TAGS)[number];

/** Where Chinese is written in traditional letters; `zh` here is written in simplified ones. */
const TRADITIONAL: readonly string[] = ["hant", "tw", "hk", "mo"];

/** The language for a reader's preferences, best first (`["de-CH", "en"]`); English where none fits. */
export function languageFor(preferences: readonly string[]): LanguageTag {
  for (const name of preferences) {
    const [wanted, ...details] = name.toLowerCase().split(/[-_.]/);
    const known = LANGUAGE_TAGS.find((tag) => tag === wanted);
    if (known && !(known === "zh" && isTraditional(details))) return known;
  }
  return LANGUAGE_TAGS[0];
}

function isTraditional(details: readonly string[]): boolean {
  return !details.includes("hans") && details.some((detail) => TRADITIONAL.includes(detail));
}
