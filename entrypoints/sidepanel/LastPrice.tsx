/** The last price, large; greyed and said to be old whenever the feed is not live. */

import type { Bar } from "../../shared/protocol/price.ts";
import { describeChange } from "./figures.ts";
import type { PriceView } from "./price-watch.ts";
import { TradeAge } from "./TradeAge.tsx";

export function LastPrice(props: { readonly view: PriceView; readonly firstInView: Bar | undefined }) {
  const { view, firstInView } = props;
  const { decimals, bars, tradedMs, arrivedMs } = view;
  const price = view.price ?? bars.at(-1)?.[4].toFixed(decimals);
  const live = view.status.state === "live" && view.price !== undefined;
  const change =
    price === undefined || firstInView === undefined
      ? undefined
      : describeChange(firstInView[1], Number(price), decimals);
  return (
    <div class="last" data-live={live}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls; this group only names a text. */}
      <div class="last-price" role="group" aria-label="Last price">
        {price ?? "–"}
      </div>
      <p class="last-facts">
        {live || price === undefined ? null : <strong class="last-old">Not live</strong>}
        {change === undefined ? null : (
          <span class="change" data-direction={change.direction} title="Since the first bar in view">
            {change.text}
          </span>
        )}
        {tradedMs === undefined || arrivedMs === undefined ? null : (
          <TradeAge tradedMs={tradedMs} arrivedMs={arrivedMs} />
        )}
      </p>
    </div>
  );
}
