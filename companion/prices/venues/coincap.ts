/**
 * CoinCap, version 3, with the user's own key: prices without time, size or number, and the history of its REST interface.
 * https://pro.coincap.io/api-docs
 */

import * as v from "valibot";
import type { Bar } from "../../../shared/protocol/price.ts";
import { webFeed } from "../web/web-feed.ts";
import { webTexts } from "../web/web-texts.ts";
import { candlesIn, exactJsonOf, field, halvesOf, plainDecimal } from "./frame-fields.ts";
import type { CandleRange, Venue, VenueEvent } from "./venue.ts";

const LABEL = "CoinCap";
/** What it calls a coin is no ticker; of thousands, the ones that most people mean. */
const SLUGS: Readonly<Record<string, string>> = {
  BTC: "bitcoin",
  ETH: "ethereum",
  USDT: "tether",
  BNB: "binance-coin",
  SOL: "solana",
  XRP: "xrp",
  USDC: "usd-coin",
  DOGE: "dogecoin",
  ADA: "cardano",
  TRX: "tron",
  AVAX: "avalanche",
  SHIB: "shiba-inu",
  TON: "toncoin",
  LINK: "chainlink",
  DOT: "polkadot",
  BCH: "bitcoin-cash",
  NEAR: "near-protocol",
  LTC: "litecoin",
  UNI: "uniswap",
  ATOM: "cosmos",
  XLM: "stellar",
  XMR: "monero",
  ETC: "ethereum-classic",
  FIL: "filecoin",
  ALGO: "algorand",
  XTZ: "tezos",
  AAVE: "aave",
  EOS: "eos",
  ZEC: "zcash",
  DASH: "dash",
};
const COINS = new Map(Object.entries(SLUGS).map(([coin, slug]) => [slug, coin]));
const INTERVALS: Readonly<Record<number, string>> = {
  60: "m1",
  300: "m5",
  900: "m15",
  3600: "h1",
  86400: "d1",
};

const prices = v.record(v.string(), v.string());

/** Without a key it only says that it needs one; no key is ever logged, and none is kept beside the settings. */
export function coincap(key: string | undefined): Venue {
  return {
    name: "coincap",
    label: LABEL,
    isSimulated: false,
    trades: (symbol) => key !== undefined && slugOf(symbol) !== undefined,
    connect: (address = "wss://wss.coincap.io/prices") =>
      webFeed((symbols) => {
        const url = new URL(address);
        url.searchParams.set("assets", symbols.map((symbol) => slugOf(symbol) ?? symbol).join(","));
        url.searchParams.set("apiKey", key ?? "");
        return url.href;
      }),
    inAddress: true,
    subscribe: () => [],
    unsubscribe: () => [],
    parse,
    // Only what changes is told, and nothing else is said.
    staleAfterMs: 30_000,
    silentAfterMs: 60_000,
    hasContiguousIds: false,
    texts: (address = "https://rest.coincap.io") =>
      webTexts(address, { headers: { authorization: `Bearer ${key ?? ""}` } }),
    // 600 calls a minute, each paid for.
    restPauseMs: 1_000,
    candleResolutions: [60, 300, 900, 3600, 86_400],
    maxCandles: 1000,
    candlesPath,
    parseCandles,
    parseSymbols: () => (key === undefined ? [] : Object.keys(SLUGS).map((coin) => `${coin}-USD`)),
  };
}

function slugOf(symbol: string): string | undefined {
  const [coin, quote] = halvesOf(symbol);
  return quote === "USD" && Object.hasOwn(SLUGS, coin) ? SLUGS[coin] : undefined;
}

function parse(text: string): readonly VenueEvent[] {
  // No JSON, and no status of HTTP either.
  if (text.startsWith("Unauthorized")) return [{ kind: "unauthorized" }];
  const frame = v.safeParse(prices, exactJsonOf(text));
  if (!frame.success) return [{ kind: "bad", reason: "price_fields" }];
  return Object.entries(frame.output).map(([slug, told]): VenueEvent => {
    const coin = COINS.get(slug);
    const price = plainDecimal(told);
    if (price === undefined) return { kind: "bad", reason: "price_form" };
    if (coin === undefined) return { kind: "ignored" };
    return {
      kind: "trade",
      trade: { symbol: `${coin}-USD`, price, size: 0, tradeId: undefined, timeMs: undefined },
    };
  });
}

function candlesPath({ symbol, resolution, fromSeconds, toSeconds }: CandleRange): string {
  const query = new URLSearchParams({
    interval: INTERVALS[resolution] ?? "m1",
    start: String(fromSeconds * 1000),
    end: String((toSeconds + resolution) * 1000 - 1),
  });
  return `/v3/assets/${slugOf(symbol) ?? ""}/history?${query}`;
}

/** One price a time: a bar without height. */
function parseCandles(text: string): readonly Bar[] {
  return candlesIn(
    text,
    LABEL,
    (body) => field(body, "data"),
    (item) => {
      const price = Number(field(item, "priceUsd"));
      return [Math.floor(Number(field(item, "time")) / 1000), price, price, price, price, 0];
    },
  );
}
