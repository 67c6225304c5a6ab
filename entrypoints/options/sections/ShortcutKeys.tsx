/** The keys that open the popup. */

import { openShortcuts, useShortcut } from "../../../shared/extension/shortcut.ts";
import { text } from "../../../shared/texts/text.ts";
import { Section } from "../controls/Section.tsx";

export function ShortcutKeys() {
  const keys = useShortcut();
  return (
    <Section id="keys" title={text("settings.keys")}>
      <div class="line">
        {keys === undefined ? null : keys === "" ? (
          <span>{text("settings.no-keys")}</span>
        ) : (
          <>
            <span>{text("settings.popup-keys")}</span>
            <kbd>{keys}</kbd>
          </>
        )}
        <button type="button" onClick={openShortcuts}>
          {text("settings.change-keys")}
        </button>
      </div>
    </Section>
  );
}
