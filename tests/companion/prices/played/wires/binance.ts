/** What Binance says, as it documents it. */

import type { Trade } from "../trades.ts";
import { asks, barsWithin, json, query, type Wire } from "./wire.ts";

const binanceTrade = (trade: Trade, pair = "BTCUSDT") =>
  json({
    stream: `${pair.toLowerCase()}@trade`,
    data: {
      e: "trade",
      E: trade.timeMs + 1,
      s: pair,
      t: trade.id,
      p: trade.price,
      q: trade.size,
      T: trade.timeMs,
      m: true,
      M: true,
    },
  });

/** The pair of a coin with USDT. */
export const binanceWireOf = (coin: string): Wire => ({
  name: "binance",
  symbol: `${coin}-USDT`,
  answer: (frame) => (asks(frame, "SUBSCRIBE") ? [json({ result: null, id: 1 })] : []),
  trade: (trade) => [binanceTrade(trade, `${coin}USDT`)],
  beat: (last, nowMs) =>
    last &&
    json({
      stream: `${coin.toLowerCase()}usdt@ticker`,
      data: { e: "24hrTicker", E: nowMs, s: `${coin}USDT`, c: last.price, L: last.id, F: 1, n: last.id },
    }),
  goodbye: json({ stream: "!serverShutdown", data: { e: "serverShutdown", E: 1 } }),
  refusal: undefined,
  stranger: binanceTrade({ id: 1, price: "1", size: "1", timeMs: Date.now(), receivedMs: 0 }, "SOLUSDT"),
  candles(path, trades, nowMs) {
    const asked = query(path);
    const lengths: Record<string, number> = {
      "1s": 1,
      "1m": 60,
      "5m": 300,
      "15m": 900,
      "1h": 3600,
      "4h": 14_400,
    };
    const resolution = lengths[asked.get("interval") ?? ""] ?? 86_400;
    const [from, to] = ["startTime", "endTime"].map((name) => Number(asked.get(name)) / 1000);
    const rows = barsWithin(trades, resolution, from ?? 0, to ?? 0, nowMs).slice(0, 1000);
    return json(
      rows.map(([t, o, h, l, c, v]) => [
        ...[t * 1000, String(o), String(h), String(l), String(c), String(v)],
        ...[(t + resolution) * 1000 - 1, "0", 1, "0", "0", "0"],
      ]),
    );
  },
});
