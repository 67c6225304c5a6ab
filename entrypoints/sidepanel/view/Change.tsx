/** A change in percent: its direction is a colour, a sign, and a word for those who see neither. */

import type { PriceChange } from "../../../shared/extension/prices/figures.ts";
import { text } from "../../../shared/texts/text.ts";

const ARROWS = { up: "▲", down: "▼", none: "" };

export function Change({ change: { direction, percent } }: { readonly change: PriceChange }) {
  return (
    <span class="change" data-direction={direction}>
      <span aria-hidden="true">{ARROWS[direction]} </span>
      <span class="unseen">{text(`panel.change-${direction}`)}</span>
      {percent}
    </span>
  );
}
