/** What Coinbase says, as it documents it. */

import type { Trade } from "../trades.ts";
import { asks, barsWithin, iso, json, query, type Wire } from "./wire.ts";

const coinbaseTrade = (trade: Trade, type = "match", product_id = "BTC-USD") =>
  json({
    type,
    trade_id: trade.id,
    side: "sell",
    size: trade.size,
    price: trade.price,
    product_id,
    sequence: trade.id * 7,
    time: iso(trade.timeMs),
  });

export const coinbaseWire: Wire = {
  name: "coinbase",
  symbol: "BTC-USD",
  answer(frame, last) {
    if (!asks(frame, '"subscribe"')) return [];
    const newest = last.at(-1);
    return [
      json({ type: "subscriptions", channels: [] }),
      ...(newest ? [coinbaseTrade(newest, "last_match")] : []),
    ];
  },
  trade: (trade) => [coinbaseTrade(trade)],
  beat: (last, nowMs) =>
    json({
      type: "heartbeat",
      sequence: 90,
      last_trade_id: last?.id ?? 0,
      product_id: "BTC-USD",
      time: iso(nowMs),
    }),
  goodbye: undefined,
  refusal: json({ type: "error", message: "Failed to subscribe", reason: "BTC-USD is not a valid product" }),
  stranger: coinbaseTrade(
    { id: 1, price: "1", size: "1", timeMs: Date.now(), receivedMs: 0 },
    "match",
    "ETH-USD",
  ),
  candles(path, trades, nowMs) {
    const asked = query(path);
    const seconds = (name: string) => Date.parse(asked.get(name) ?? "") / 1000;
    const rows = barsWithin(
      trades,
      Number(asked.get("granularity")),
      seconds("start"),
      seconds("end"),
      nowMs,
    );
    return json(
      rows
        .map(([t, o, h, l, c, v]) => [t, l, h, o, c, v])
        .reverse()
        .slice(0, 300),
    );
  },
};
