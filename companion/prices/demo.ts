/** The simulated market's venue: its words and its candles, in the form any venue's file has. */

import * as v from "valibot";
import { type Bar, DEMO_SYMBOL, isDecimal } from "../../shared/protocol/price.ts";
import { barsFromRows, parseCandleJson } from "./candles.ts";
import { MarketError } from "./market-error.ts";
import type { Venue, VenueEvent } from "./venue.ts";

const LABEL = "Simulated market";
/** The scheme of an address that is answered inside this process. */
export const IN_PROCESS_SCHEME = "demo:";

const decimal = v.pipe(v.string(), v.check(isDecimal));
const tradeFrame = v.object({
  type: v.literal("trade"),
  symbol: v.literal(DEMO_SYMBOL),
  id: v.pipe(v.number(), v.safeInteger()),
  price: decimal,
  size: decimal,
  timeMs: v.number(),
});
const candles = v.array(v.tuple([v.number(), v.number(), v.number(), v.number(), v.number(), v.number()]));

export const demo: Venue = {
  name: "demo",
  label: LABEL,
  simulated: true,
  url: `${IN_PROCESS_SCHEME}//stream`,
  restUrl: `${IN_PROCESS_SCHEME}//candles`,
  subscribe: (symbols) => JSON.stringify({ type: "subscribe", symbols }),
  unsubscribe: (symbols) => JSON.stringify({ type: "unsubscribe", symbols }),
  parse(text): VenueEvent {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      return { kind: "bad", reason: "not_json" };
    }
    const frame = v.safeParse(tradeFrame, value);
    if (!frame.success) return { kind: "bad", reason: "trade_fields" };
    const { symbol, price, size, id, timeMs } = frame.output;
    return { kind: "trade", trade: { symbol, price, size: Number(size), tradeId: id, timeMs } };
  },
  candleResolutions: [1, 60, 3600, 86_400],
  // Fewer than real venues send: a page of days is worked out on the spot, in tens of milliseconds.
  maxCandles: 150,
  candlesUrl(restUrl, range) {
    const url = new URL(restUrl);
    url.searchParams.set("resolution", String(range.resolution));
    url.searchParams.set("from", String(range.fromSeconds));
    url.searchParams.set("to", String(range.toSeconds));
    return url;
  },
  parseCandles(text): readonly Bar[] {
    const rows = v.safeParse(candles, parseCandleJson(text, LABEL));
    if (!rows.success) throw new MarketError("candles_malformed", `${LABEL} answered without candles.`);
    return barsFromRows(rows.output);
  },
};
