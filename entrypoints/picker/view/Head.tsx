/** The page's head: whose pictures these are, and of which pages. */

import { shownName } from "../../../shared/extension/look/shown-text.ts";
import type { PlainTextCode } from "../../../shared/texts/message.ts";
import { text } from "../../../shared/texts/text.ts";
import { SCOPES, type Scope } from "../page/scope.ts";
import type { Picker } from "../picker.ts";

const NAMES: Readonly<Record<Scope, PlainTextCode>> = {
  page: "picker.scope-page",
  selection: "picker.scope-selection",
  window: "picker.scope-window",
};

export interface HeadProps {
  readonly picker: Picker;
  readonly hasSelection: boolean;
  readonly count: number;
}

export function Head({ picker, hasSelection, count }: HeadProps) {
  const [first] = picker.list.all;
  const title = first?.shownIn.title.trim() ?? "";
  return (
    <header class="head">
      <img src="/icon/128.png" alt="" width="28" height="28" />
      <div class="titles">
        <h1>{text("picker.heading")}</h1>
        {title !== "" && picker.scope !== "window" && (
          <bdi class="of" title={title}>
            {shownName(title)}
          </bdi>
        )}
      </div>
      <div class="scopes" role="radiogroup" aria-label={text("picker.scope")}>
        {SCOPES.map((scope) => (
          <label key={scope} class="scope">
            <input
              type="radio"
              name="scope"
              checked={picker.scope === scope}
              disabled={scope === "selection" && !hasSelection}
              onChange={() => picker.show(scope)}
            />
            <span class="name">{text(NAMES[scope])}</span>
          </label>
        ))}
      </div>
      <progress class="reading" hidden={!picker.state.isReading} aria-label={text("picker.reading")} />
      <span class="unseen" role="status">
        {picker.state.isReading ? text("picker.reading") : text("picker.found", { count })}
      </span>
    </header>
  );
}
