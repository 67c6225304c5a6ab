/** What OKX says, as it documents it. */

import type { Trade } from "../trades.ts";
import { asks, barsWithin, json, query, type Wire } from "./wire.ts";

const okxTrade = ({ id, price, size, timeMs }: Trade, instId = "BTC-USDT") =>
  json({
    arg: { channel: "trades", instId },
    data: [{ instId, tradeId: String(id), px: price, sz: size, side: "buy", ts: String(timeMs), count: "1" }],
  });

export const okxWire: Wire = {
  name: "okx",
  symbol: "BTC-USDT",
  answer(frame) {
    if (frame === "ping") return ["pong"];
    return asks(frame, '"subscribe"')
      ? [json({ event: "subscribe", arg: { channel: "trades", instId: "BTC-USDT" }, connId: "1" })]
      : [];
  },
  trade: (trade) => [okxTrade(trade)],
  beat: (last, nowMs) =>
    last &&
    json({
      arg: { channel: "tickers", instId: "BTC-USDT" },
      data: [{ instType: "SPOT", instId: "BTC-USDT", last: last.price, ts: String(nowMs) }],
    }),
  goodbye: json({
    event: "notice",
    code: "64008",
    msg: "The connection will soon be closed for a service upgrade.",
  }),
  refusal: json({
    event: "error",
    code: "60018",
    msg: "Subscribe failed, wrong URL or channel:trades,instId:BTC-USDT doesn't exist.",
  }),
  stranger: okxTrade({ id: 1, price: "1", size: "1", timeMs: Date.now(), receivedMs: 0 }, "ETH-USDT"),
  candles(path, trades, nowMs) {
    const asked = query(path);
    const lengths: Record<string, number> = {
      "1s": 1,
      "1m": 60,
      "5m": 300,
      "15m": 900,
      "1H": 3600,
      "4H": 14_400,
    };
    const resolution = lengths[asked.get("bar") ?? ""] ?? 86_400;
    const [after, before] = ["after", "before"].map((name) => Number(asked.get(name)) / 1000);
    const rows = barsWithin(trades, resolution, before ?? 0, after ?? 0, nowMs);
    const newestFirst = [...rows].reverse().slice(0, 300);
    return json({
      code: "0",
      msg: "",
      data: newestFirst.map(([t, o, h, l, c, v]) => [
        String(t * 1000),
        ...[o, h, l, c, v].map(String),
        "0",
        "0",
        t + resolution <= nowMs / 1000 ? "1" : "0",
      ]),
    });
  },
};
