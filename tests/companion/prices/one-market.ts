/** A market with a database of its own, and somebody who listens to it. */

import { DatabaseSync } from "node:sqlite";
import { systemClock } from "../../../companion/prices/clock.ts";
import type { SeriesHistory } from "../../../companion/prices/feed/symbol-feed.ts";
import { Market } from "../../../companion/prices/market.ts";
import type { PriceSettings } from "../../../companion/prices/settings/price-settings.ts";
import type { Bar, FeedStatus, Tick } from "../../../shared/protocol/price.ts";

/** Whoever asks for one closes it. */
export function marketOf(settings: PriceSettings) {
  const database = new DatabaseSync(":memory:");
  const market = new Market({ database, settings, log: () => undefined, clock: systemClock });
  const close = async (): Promise<void> => {
    await market.close();
    database.close();
  };
  return { market, close };
}

/** Writes down all that it is told. */
export function ears() {
  const ticks: Tick[] = [];
  const statuses: FeedStatus[] = [];
  const barLists: (readonly Bar[])[] = [];
  const told: SeriesHistory[] = [];
  return {
    ...{ ticks, statuses, barLists, told },
    tick: (tick: Tick) => ticks.push(tick),
    status: (status: FeedStatus) => statuses.push(status),
    bars: (bars: readonly Bar[]) => void barLists.push(bars),
    series: (history: SeriesHistory) => void told.push(history),
  };
}

export const HOLDER = { client: "one", isOwner: false, displaced: () => undefined };
