/** The simulated market as an exchange inside this process: a stream and a page of candles, without a network. */

import { barStart, DEMO_SYMBOL, RESOLUTIONS, utcSeconds } from "../../../shared/protocol/price.ts";
import { message } from "../../../shared/texts/message.ts";
import { type Clock, every } from "../clock.ts";
import { DEMO_CATCH_UP_TRADES, DEMO_TRADE_INTERVAL_MS } from "../limits.ts";
import { MarketError } from "../market-error.ts";
import type { FeedEvents, FeedSocket } from "../web/connections.ts";
import { demoBar, demoTrade, demoTradeId } from "./demo-market.ts";

/** The simulated stream: after a subscription it tells every trade as its time comes. */
export class DemoFeed implements FeedSocket {
  readonly #events: FeedEvents;
  readonly #clock: Clock;
  readonly #cancelOpening: () => void;
  #stopTrading: (() => void) | undefined;
  #lastToldId = 0;

  constructor(events: FeedEvents, clock: Clock) {
    this.#events = events;
    this.#clock = clock;
    this.#cancelOpening = clock.after(0, () => events.opened());
  }

  send(text: string): void {
    if (!text.includes('"subscribe"')) return this.#stop();
    if (this.#stopTrading) return;
    this.#lastToldId = demoTradeId(this.#clock.wallMs()) - 1;
    this.#stopTrading = every(this.#clock, DEMO_TRADE_INTERVAL_MS, () => this.#tellTrades());
  }

  close(): void {
    this.#cancelOpening();
    this.#stop();
  }

  #stop(): void {
    this.#stopTrading?.();
    this.#stopTrading = undefined;
  }

  #tellTrades(): void {
    const newest = demoTradeId(this.#clock.wallMs());
    // A clock set back tells nothing until it is past the last trade again.
    const from = Math.max(this.#lastToldId + 1, newest - DEMO_CATCH_UP_TRADES + 1);
    for (let id = from; id <= newest && this.#stopTrading; id++) {
      this.#lastToldId = id;
      this.#events.text(JSON.stringify({ type: "trade", symbol: DEMO_SYMBOL, ...demoTrade(id) }));
    }
  }
}

/** Answers a candle request's path the way a venue's REST interface would: with a text. */
export function demoCandles(path: string, nowMs: number): string {
  const query = new URLSearchParams(path.slice(path.indexOf("?")));
  const resolution = RESOLUTIONS.find((item) => String(item) === query.get("resolution"));
  const from = Number(query.get("from"));
  const to = Number(query.get("to"));
  if (resolution === undefined || !Number.isSafeInteger(from) || !Number.isSafeInteger(to)) {
    throw new MarketError("candles_unavailable", message("market.candles-impossible"));
  }
  const lastId = demoTradeId(nowMs);
  const last = Math.min(to, barStart(nowMs, resolution));
  const bars = [];
  for (let start = from; start <= last; start += resolution) {
    bars.push(demoBar(utcSeconds(start), resolution, lastId));
  }
  return JSON.stringify(bars);
}
