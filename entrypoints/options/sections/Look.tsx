/** Light or dark, and in which language. */

import { THEMES, writeSettings } from "../../../shared/extension/store/settings.ts";
import { LANGUAGE_TAGS, type LanguageTag } from "../../../shared/texts/language-tags.ts";
import { text } from "../../../shared/texts/text.ts";
import { Choice } from "../controls/Choice.tsx";
import { Section } from "../controls/Section.tsx";
import type { SettingsProps } from "../controls/use-settings.ts";

const SYSTEM = "system";

export function Look({ settings, change }: SettingsProps) {
  // Texts are chosen when a page begins: it begins anew.
  const speak = (language: LanguageTag | undefined): void =>
    void writeSettings({ language }).then(() => location.reload());
  return (
    <Section id="look" title={text("settings.look")}>
      <Choice
        label={text("settings.theme")}
        value={settings.theme ?? SYSTEM}
        options={[
          { value: SYSTEM, label: text("settings.as-system") },
          ...THEMES.map((theme) => ({ value: theme, label: text(`settings.theme-${theme}`) })),
        ]}
        onChoose={(theme) => change({ theme: theme === SYSTEM ? undefined : theme })}
      />
      <Choice
        label={text("settings.language")}
        value={settings.language ?? SYSTEM}
        options={[
          { value: SYSTEM, label: text("settings.as-browser") },
          ...LANGUAGE_TAGS.map((tag) => ({ value: tag, label: ownName(tag) })),
        ]}
        onChoose={(language) => speak(language === SYSTEM ? undefined : language)}
      />
    </Section>
  );
}

/** What a language calls itself: those who look for it may read no other. */
function ownName(tag: LanguageTag): string {
  return new Intl.DisplayNames([tag], { type: "language" }).of(tag) ?? tag;
}
