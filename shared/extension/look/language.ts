/** Speaks the reader's language: the one they chose in the settings, else the browser's. */

import { type LanguageTag, languageFor } from "../../texts/language-tags.ts";
import { language, speak } from "../../texts/text.ts";
import type { Settings } from "../store/settings.ts";

/** Where the build puts a language's texts: pages and the worker load them, so that no program carries any. */
function catalogueAddress(tag: LanguageTag): string {
  return chrome.runtime.getURL(`/texts/${tag}.json`);
}

/** From now on texts are in the reader's language; in English where it can't be loaded. */
export async function speakReadersLanguage({ language }: Pick<Settings, "language">): Promise<void> {
  const tag = language ?? languageFor(navigator.languages);
  const [english, catalogue] = await Promise.all([loaded("en"), tag === "en" ? {} : loaded(tag)]);
  speak(catalogue ? tag : "en", catalogue ?? {}, english);
}

/** How times are written: as in the reader's region where that speaks the language of the texts, else as the language has it. */
export function readersLocale(preferences: readonly string[] = navigator.languages): string {
  const spoken = language();
  return preferences.find((name) => name.toLowerCase().split("-")[0] === spoken) ?? spoken;
}

async function loaded(tag: LanguageTag): Promise<Record<string, string> | undefined> {
  try {
    const response = await fetch(catalogueAddress(tag));
    const catalogue: unknown = await response.json();
    return isCatalogue(catalogue) ? catalogue : undefined;
  } catch {
    return undefined;
  }
}

/** By hand: a schema for this alone would be a quarter of a kilobyte in each program. */
function isCatalogue(value: unknown): value is Record<string, string> {
  return (
    typeof value === "object" &&
    value !== null &&
    Object.values(value).every((text: unknown) => typeof text === "string")
  );
}
