/** The last price, large, and how it changed over a span that is named; grey and said to be old when it is not live. */

import { changeBetween, NO_PRICE, shownPrice, shownSpan } from "../../../shared/extension/prices/figures.ts";
import { earlierPrice, type PriceView } from "../../../shared/extension/prices/price-view.ts";
import { text } from "../../../shared/texts/text.ts";
import { Change } from "./Change.tsx";

export function LastPrice(props: {
  readonly view: PriceView;
  readonly decimals: number;
  readonly isLive: boolean;
  /** The market whose price it is, where that is not the one that was picked. */
  readonly standIn: string | undefined;
}) {
  const { view, decimals, standIn } = props;
  const isLive = props.isLive && standIn === undefined;
  const price = view.price ?? view.bars.at(-1)?.[4];
  const earlier = earlierPrice(view);
  const change = price !== undefined && earlier && changeBetween(earlier.price, Number(price), decimals);
  return (
    <div class="last" data-live={isLive}>
      {standIn !== undefined && <span class="stand-in">{standIn}</span>}
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls; this group only names a text. */}
      <div class="last-price" role="group" aria-label={text("panel.last-price")}>
        {price === undefined ? NO_PRICE : shownPrice(price, decimals)}
      </div>
      <p class="last-facts">
        {change && (
          <>
            <Change change={change} />
            <span class="amount">{change.amount}</span>
            <span class="span">{shownSpan(earlier.spanSeconds)}</span>
          </>
        )}
        {price !== undefined && !props.isLive && <strong class="last-old">{text("panel.not-live")}</strong>}
      </p>
    </div>
  );
}
