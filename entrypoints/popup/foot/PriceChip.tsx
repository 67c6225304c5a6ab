/** A live price in passing: the symbol, what it costs, and which way that went; how far and since when is its tooltip. */

import type { PassingPrice } from "../../../shared/extension/prices/follow-price.ts";
import { text } from "../../../shared/texts/text.ts";

const ARROWS = { up: "▲", down: "▼", none: "" };

export function PriceChip({
  price: { symbol, price, change, isSimulated },
}: {
  readonly price: PassingPrice;
}) {
  return (
    <span class="price-chip">
      <span>
        {symbol} <b>{price}</b>
      </span>
      {isSimulated ? (
        <span class="price-note" title={text("panel.simulated")}>
          {text("panel.simulated")}
        </span>
      ) : (
        change && (
          <span
            class="price-change"
            data-direction={change.direction}
            title={`${change.percent} · ${change.span}`}
          >
            <span aria-hidden="true">{ARROWS[change.direction]}</span>
            <span class="unseen">
              {text(`panel.change-${change.direction}`)} {change.percent} {change.span}
            </span>
          </span>
        )
      )}
    </span>
  );
}
