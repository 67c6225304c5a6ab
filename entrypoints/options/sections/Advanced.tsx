/** What few people need: how files travel, the settings as a file, and a report for somebody who helps. */

import { text } from "../../../shared/texts/text.ts";
import { Section } from "../controls/Section.tsx";
import type { SettingsProps } from "../controls/use-settings.ts";
import { FileCarrier } from "./FileCarrier.tsx";
import { type KnownFacts, Report } from "./Report.tsx";
import { SettingsFile } from "./SettingsFile.tsx";

export function Advanced({ known, ...settings }: SettingsProps & { readonly known: KnownFacts }) {
  return (
    <Section id="advanced" title={text("settings.advanced")}>
      <details>
        <summary>{text("settings.advanced-about")}</summary>
        <div class="parts">
          <FileCarrier {...settings} />
          <SettingsFile />
          <Report known={known} />
        </div>
      </details>
    </Section>
  );
}
