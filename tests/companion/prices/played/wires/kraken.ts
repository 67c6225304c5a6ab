/** What Kraken says, as it documents it. */

import type { Trade } from "../trades.ts";
import { asks, barsWithin, iso, json, query, type Wire } from "./wire.ts";

/** Its prices are JSON numbers, written as the venue writes them. */
const krakenTrades = (trades: readonly Trade[], type: string, symbol = "BTC/USD") =>
  `{"channel":"trade","type":"${type}","data":[${trades
    .map(
      ({ id, price, size, timeMs }) =>
        `{"symbol":"${symbol}","side":"buy","price":${price},"qty":${size},"ord_type":"limit","trade_id":${id},"timestamp":"${iso(timeMs)}"}`,
    )
    .join(",")}]}`;

export const krakenWire: Wire = {
  name: "kraken",
  symbol: "BTC-USD",
  answer(frame, last, nowMs) {
    if (asks(frame, '"ping"')) return [json({ method: "pong", time_in: iso(nowMs), time_out: iso(nowMs) })];
    if (!asks(frame, '"subscribe"')) return [];
    const ack = json({ method: "subscribe", result: { channel: "trade", symbol: "BTC/USD" }, success: true });
    const isTrade = asks(frame, '"trade"');
    return isTrade && last.length > 0 ? [ack, krakenTrades(last.slice(-50), "snapshot")] : [ack];
  },
  trade: (trade) => [krakenTrades([trade], "update")],
  beat: (last) =>
    last
      ? `{"channel":"ticker","type":"update","data":[{"symbol":"BTC/USD","bid":1,"ask":2,"last":${last.price},"timestamp":"${iso(last.timeMs)}"}]}`
      : json({ channel: "heartbeat" }),
  goodbye: json({ channel: "status", type: "update", data: [{ system: "maintenance", api_version: "v2" }] }),
  refusal: json({
    error: "Currency pair not supported BTC/USD",
    method: "subscribe",
    success: false,
    symbol: "BTC/USD",
  }),
  stranger: krakenTrades(
    [{ id: 1, price: "1", size: "1", timeMs: Date.now(), receivedMs: 0 }],
    "update",
    "ETH/USD",
  ),
  candles(path, trades, nowMs) {
    const asked = query(path);
    const resolution = Number(asked.get("interval")) * 60;
    const since = Number(asked.get("since"));
    const rows = barsWithin(trades, resolution, since + 1, nowMs / 1000, nowMs).slice(-720);
    return json({
      error: [],
      result: {
        "BTC/USD": rows.map(([t, o, h, l, c, v]) => [
          t,
          String(o),
          String(h),
          String(l),
          String(c),
          "0",
          String(v),
          1,
        ]),
        last: 1,
      },
    });
  },
};
