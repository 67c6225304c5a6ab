/** The language of what the background says in badges, notifications and pages' scripts. */

import { speakReadersLanguage } from "../../shared/extension/look/language.ts";
import { onSettings, readSettings } from "../../shared/extension/store/settings.ts";
import type { LanguageTag } from "../../shared/texts/language-tags.ts";
import { type Catalogue, language, spokenCatalogue } from "../../shared/texts/text.ts";

/** Speaks as the settings say from now on; the returned function tells the texts once they are known. */
export function speakAsSet(): () => Promise<{ tag: LanguageTag; catalogue: Partial<Catalogue> }> {
  const take = (): Promise<void> =>
    readSettings()
      .catch(() => ({}))
      .then(speakReadersLanguage);
  let taken = take();
  onSettings(() => {
    taken = taken.then(take);
  });
  return async () => {
    await taken;
    return { tag: language(), catalogue: spokenCatalogue() };
  };
}
