/** Which span of time is in view: one press chooses it, and the bars that suit it. */

import { text } from "../../../shared/texts/text.ts";
import type { Panel } from "../panel.ts";
import { RANGES } from "../ranges.ts";

export function Ranges({ panel }: { readonly panel: Panel }) {
  const picked = panel.range.value?.name;
  return (
    <fieldset class="ranges">
      <legend class="unseen">{text("chart.range")}</legend>
      {RANGES.map((range) => (
        <label key={range.name} class="range">
          <input
            type="radio"
            name="range"
            class="unseen"
            checked={range.name === picked}
            onChange={() => panel.pickRange(range)}
            // Picked again it brings the span back that was moved away.
            onClick={() => range.name === picked && panel.pickRange(range)}
          />
          <span class="range-name">{text(`chart.range-${range.name}`)}</span>
        </label>
      ))}
    </fieldset>
  );
}
