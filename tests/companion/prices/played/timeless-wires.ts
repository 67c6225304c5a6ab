/** What is said by those who tell no more than a price, or what a stream of the user's own may look like. */

import { ownStream } from "../../../../companion/prices/venues/own-stream.ts";
import type { RESOLUTIONS } from "../../../../shared/protocol/price.ts";
import { simpleBars } from "./trades.ts";
import type { Wire } from "./wires/wire.ts";

const SILENT = {
  answer: () => [],
  beat: () => undefined,
  goodbye: undefined,
  refusal: undefined,
} as const;
const LENGTHS: Readonly<Record<string, (typeof RESOLUTIONS)[number]>> = {
  m1: 60,
  m5: 300,
  m15: 900,
  h1: 3600,
  d1: 86_400,
};

/** One price a time in its history: the last of each bar. */
export const coincapWire: Wire = {
  ...SILENT,
  name: "coincap",
  symbol: "BTC-USD",
  trade: ({ price }) => [JSON.stringify({ bitcoin: price })],
  stranger: '{"some-coin":"200.00"}',
  candles(path, trades, nowMs) {
    const asked = new URLSearchParams(path.slice(path.indexOf("?")));
    const [from = 0, to = 0] = ["start", "end"].map((name) => Number(asked.get(name)));
    const heard = trades.filter(({ timeMs }) => timeMs <= nowMs);
    const data = simpleBars(heard, LENGTHS[asked.get("interval") ?? ""] ?? 60)
      .filter(([time]) => time * 1000 >= from && time * 1000 <= to)
      .map(([time, , , , close]) => ({ priceUsd: `${close}0000000000`, time: time * 1000 }));
    return JSON.stringify({ data, timestamp: nowMs });
  },
};

const OWN = { ...SILENT, symbol: "BTC-USD", candles: () => "" } as const;

/** A map of names to prices, and nothing beside. */
export const priceMap = {
  wire: {
    ...OWN,
    name: "price-map",
    trade: ({ price }) => [JSON.stringify({ bitcoin: price })],
    stranger: '{"ethereum":"200.00"}',
  } satisfies Wire as Wire,
  venue: ownStream({
    name: "price-map",
    url: "ws://127.0.0.1:9/prices?assets={symbol}",
    symbols: { "BTC-USD": "bitcoin" },
    price: "{symbol}",
  }),
};

/** A list of trades with all that one can tell of them. */
export const tradeList = {
  wire: {
    ...OWN,
    name: "trade-list",
    trade: ({ id, price, size, timeMs }) => [
      `{"of":{"trades":[{"i":"${id}","s":"XBT","p":${price},"q":"${size}","at":${timeMs * 1000}}]}}`,
    ],
    stranger: '{"of":{"trades":[{"i":1,"s":"ETH","p":2,"q":"3","at":1790000000}]}}',
  } satisfies Wire as Wire,
  venue: ownStream({
    name: "trade-list",
    url: "ws://127.0.0.1:9/",
    symbols: { "BTC-USD": "XBT", "LTC-USD": "LTC" },
    subscribe: { want: "{symbol}" },
    items: "of.trades",
    ...{ price: "p", size: "q", time: "at", id: "i", symbol: "s" },
  }),
};
