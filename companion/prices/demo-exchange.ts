/** The simulated market as an exchange inside this process: a stream and a page of candles, without a network. */

import { barStart, DEMO_SYMBOL, RESOLUTIONS, utcSeconds } from "../../shared/protocol/price.ts";
import { type Clock, every } from "./clock.ts";
import { demoBar, demoTrade, demoTradeId } from "./demo-market.ts";
import type { FeedSocket, FeedSocketEvents } from "./feed-socket.ts";
import { DEMO_CATCH_UP_TRADES, DEMO_TRADE_INTERVAL_MS } from "./limits.ts";
import { MarketError } from "./market-error.ts";

/** Opens the simulated stream: after a subscription it tells every trade as its time comes. */
export function openDemoFeed(clock: Clock, events: FeedSocketEvents): FeedSocket {
  let stopTrading: (() => void) | undefined;
  let told = 0;

  function tellTrades(): void {
    const newest = demoTradeId(clock.wallMs());
    // A clock set back tells nothing until it is past the last trade again.
    const from = Math.max(told + 1, newest - DEMO_CATCH_UP_TRADES + 1);
    for (let id = from; id <= newest && stopTrading !== undefined; id++) {
      told = id;
      events.text(JSON.stringify({ type: "trade", symbol: DEMO_SYMBOL, ...demoTrade(id) }));
    }
  }

  const cancelOpening = clock.after(0, () => events.opened());
  return {
    send(text) {
      const subscribe = text.includes('"subscribe"');
      if (subscribe && stopTrading === undefined) {
        told = demoTradeId(clock.wallMs()) - 1;
        stopTrading = every(clock, DEMO_TRADE_INTERVAL_MS, tellTrades);
      } else if (!subscribe) {
        stopTrading?.();
        stopTrading = undefined;
      }
    },
    close() {
      cancelOpening();
      stopTrading?.();
      stopTrading = undefined;
    },
  };
}

/** Answers a candle request's address the way a venue's REST interface would: with a text. */
export function demoCandles(url: URL, nowMs: number): string {
  const resolution = RESOLUTIONS.find((item) => String(item) === url.searchParams.get("resolution"));
  const from = Number(url.searchParams.get("from"));
  const to = Number(url.searchParams.get("to"));
  if (resolution === undefined || !Number.isSafeInteger(from) || !Number.isSafeInteger(to)) {
    throw new MarketError("candles_unavailable", "The simulated market was asked for impossible candles.");
  }
  const lastId = demoTradeId(nowMs);
  const last = Math.min(to, barStart(nowMs, resolution));
  const bars = [];
  for (let start = from; start <= last; start += resolution) {
    bars.push(demoBar(utcSeconds(start), resolution, lastId));
  }
  return JSON.stringify(bars);
}
