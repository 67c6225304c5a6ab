/** What Bitstamp says, as it documents it. */

import type { Trade } from "../trades.ts";
import { asks, barsWithin, json, query, type Wire } from "./wire.ts";

const bitstampTrade = ({ id, price, size, timeMs }: Trade, pair = "btcusd") =>
  json({
    event: "trade",
    channel: `live_trades_${pair}`,
    data: {
      id: id * 3,
      timestamp: String(Math.floor(timeMs / 1000)),
      amount: Number(size),
      amount_str: size,
      price: Number(price),
      price_str: price,
      type: 0,
      microtimestamp: String(timeMs * 1000),
    },
  });

export const bitstampWire: Wire = {
  name: "bitstamp",
  symbol: "BTC-USD",
  answer(frame) {
    if (asks(frame, "bts:heartbeat"))
      return [json({ event: "bts:heartbeat", channel: "", data: { status: "success" } })];
    return asks(frame, "bts:subscribe")
      ? [json({ event: "bts:subscription_succeeded", channel: "live_trades_btcusd", data: {} })]
      : [];
  },
  trade: (trade) => [bitstampTrade(trade)],
  beat: () => undefined,
  goodbye: json({ event: "bts:request_reconnect", channel: "", data: {} }),
  refusal: json({
    event: "bts:error",
    channel: "live_trades_btcusd",
    data: { code: null, message: "Bad subscription string." },
  }),
  stranger: bitstampTrade({ id: 1, price: "1", size: "1", timeMs: Date.now(), receivedMs: 0 }, "ethusd"),
  candles(path, trades, nowMs) {
    const asked = query(path);
    const rows = barsWithin(
      trades,
      Number(asked.get("step")),
      Number(asked.get("start")),
      Number(asked.get("end")),
      nowMs,
    );
    const ohlc = rows.map(([t, o, h, l, c, v]) => ({
      timestamp: String(t),
      open: String(o),
      high: String(h),
      low: String(l),
      close: String(c),
      volume: String(v),
    }));
    return json({ data: { pair: "BTC/USD", ohlc: ohlc.slice(0, 1000) } });
  },
};
