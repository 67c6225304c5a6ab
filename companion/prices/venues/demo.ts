/** The simulated market's venue: its words and its candles, in the form any venue's file has. */

import * as v from "valibot";
import { type Bar, DEMO_SYMBOL, isDecimal } from "../../../shared/protocol/price.ts";
import { barsFromRows, jsonOf, noCandles } from "./candle-rows.ts";
import { DemoFeed, demoCandles } from "./demo-exchange.ts";
import type { Venue } from "./venue.ts";

const LABEL = "Simulated market";

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
  isSimulated: true,
  trades: (symbol) => symbol === DEMO_SYMBOL,
  connect: () => (events, clock) => new DemoFeed(events, clock),
  subscribe: (symbols) => [JSON.stringify({ type: "subscribe", symbols })],
  unsubscribe: (symbols) => [JSON.stringify({ type: "unsubscribe", symbols })],
  parse(text) {
    const frame = v.safeParse(tradeFrame, jsonOf(text));
    if (!frame.success) return [{ kind: "bad", reason: "trade_fields" }];
    const { symbol, price, size, id, timeMs } = frame.output;
    return [{ kind: "trade", trade: { symbol, price, size: Number(size), tradeId: id, timeMs } }];
  },
  staleAfterMs: 5_000,
  hasContiguousIds: true,
  texts: () => (path, _signal, clock) => Promise.resolve(demoCandles(path, clock.wallMs())),
  restPauseMs: 0,
  candleResolutions: [1, 60, 300, 900, 3600, 14_400, 86_400],
  // Fewer than real venues send: a page of days is worked out on the spot, in tens of milliseconds.
  maxCandles: 150,
  candlesPath: ({ resolution, fromSeconds, toSeconds }) =>
    `/candles?resolution=${resolution}&from=${fromSeconds}&to=${toSeconds}`,
  parseCandles(text): readonly Bar[] {
    const rows = v.safeParse(candles, jsonOf(text));
    if (!rows.success) throw noCandles(LABEL, text);
    return barsFromRows(rows.output);
  },
  parseSymbols: () => [DEMO_SYMBOL],
};
