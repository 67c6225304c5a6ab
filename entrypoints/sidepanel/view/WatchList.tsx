/** The symbols that the user follows beside the one in the chart; each has a live watch of its own. */

import {
  changeBetween,
  NO_PRICE,
  priceDecimals,
  shownAge,
  shownPrice,
  shownSpan,
} from "../../../shared/extension/prices/figures.ts";
import { priceAgeMs } from "../../../shared/extension/prices/price-age.ts";
import { earlierPrice } from "../../../shared/extension/prices/price-view.ts";
import type { PriceWatch } from "../../../shared/extension/prices/price-watch.ts";
import { text } from "../../../shared/texts/text.ts";
import type { Panel } from "../panel.ts";
import { Change } from "./Change.tsx";
import { useNow } from "./now.ts";
import { usePaced } from "./paced-view.ts";

export function WatchList(props: {
  readonly panel: Panel;
  readonly isConnected: boolean;
  /** The symbol in the chart. */
  readonly shown: string;
}) {
  const { panel, isConnected, shown } = props;
  const listed = panel.listed.value;
  if (listed.length === 0) return null;
  return (
    <nav class="watches" aria-label={text("panel.watch-list")}>
      <ul onWheel={scrollSideways}>
        {listed.map((watch) => (
          <li key={watch.view.peek().symbol}>
            <Row panel={panel} watch={watch} isConnected={isConnected} shown={shown} />
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** A row that goes on beyond the edge is reached by any wheel. */
function scrollSideways({ currentTarget, deltaY }: WheelEvent & { currentTarget: Element }): void {
  currentTarget.scrollLeft += deltaY;
}

/** Drawn anew for its own price alone: what it is given stays the same objects. */
function Row(props: {
  readonly panel: Panel;
  readonly watch: PriceWatch;
  readonly isConnected: boolean;
  readonly shown: string;
}) {
  const view = usePaced(props.watch.view);
  const now = useNow(view.tradedMs !== undefined);
  const { symbol, status } = view;
  const decimals = priceDecimals(symbol, view.decimals);
  const price = view.price ?? view.bars.at(-1)?.[4];
  const isLive = props.isConnected && status.state === "live" && view.price !== undefined;
  const earlier = earlierPrice(view);
  const change = price !== undefined && earlier && changeBetween(earlier.price, Number(price), decimals);
  return (
    <button
      type="button"
      class="watch"
      data-live={isLive}
      aria-current={symbol === props.shown}
      onClick={() => props.panel.pickSymbol(symbol)}
    >
      <span class="watch-name">{symbol}</span>
      <span class="watch-price">{price === undefined ? NO_PRICE : shownPrice(price, decimals)}</span>
      {change && (
        <>
          <Change change={change} />
          <span class="watch-span">{shownSpan(earlier.spanSeconds)}</span>
        </>
      )}
      {view.tradedMs !== undefined && (
        <span class="watch-age">{text("watch.age", { span: shownAge(priceAgeMs(view.tradedMs, now)) })}</span>
      )}
      {view.isSimulated && <span class="watch-note">{text("panel.simulated")}</span>}
      {!isLive && price !== undefined && <span class="unseen">{text("panel.not-live")}</span>}
    </button>
  );
}
