/** Which price the panel begins with. */

import { useEffect, useState } from "preact/hooks";
import { isSymbol } from "../../../shared/protocol/price.ts";
import { text } from "../../../shared/texts/text.ts";
import { Section } from "../controls/Section.tsx";
import type { SettingsProps } from "../controls/use-settings.ts";

export function Prices({ settings, change }: SettingsProps) {
  const known = settings.symbol ?? "";
  const [typed, setTyped] = useState(known);
  const [said, setSaid] = useState("");
  useEffect(() => setTyped(known), [known]);
  const wanted = typed.trim().toUpperCase();
  const save = (event: SubmitEvent): void => {
    event.preventDefault();
    if (wanted !== "" && !isSymbol(wanted)) return setSaid(text("settings.symbol-wrong"));
    change({ symbol: wanted === "" ? undefined : wanted });
    setTyped(wanted);
    setSaid(text("settings.saved"));
  };
  return (
    <Section id="prices" title={text("settings.prices")} about={text("settings.prices-about")}>
      <form class="line" onSubmit={save}>
        <label class="choice">
          <span>{text("settings.symbol")}</span>
          <input
            type="text"
            value={typed}
            autocomplete="off"
            spellcheck={false}
            onInput={(event) => {
              setTyped(event.currentTarget.value);
              setSaid("");
            }}
          />
        </label>
        {wanted !== known && (
          <button type="submit" class="primary">
            {text("action.save")}
          </button>
        )}
        <span class="small muted" aria-live="polite">
          {said}
        </span>
      </form>
    </Section>
  );
}
