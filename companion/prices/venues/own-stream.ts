/** A stream that the user's settings describe: anything that speaks JSON over a WebSocket. */

import * as v from "valibot";
import { isSymbol } from "../../../shared/protocol/price.ts";
import { message } from "../../../shared/texts/message.ts";
import { text as said } from "../../../shared/texts/text.ts";
import { MarketError } from "../market-error.ts";
import { webFeed } from "../web/web-feed.ts";
import { webTexts } from "../web/web-texts.ts";
import { epochMs, exactJsonOf, field, isoMs, plainDecimal } from "./frame-fields.ts";
import type { ToldTrade, Venue, VenueEvent } from "./venue.ts";

const MAX_PATH_NAMES = 8;
/** Of a message that holds a list, how many items are looked at. */
const MAX_ITEMS = 1000;
const DEFAULT_STALE_S = 30;

const path = v.pipe(
  v.string(),
  v.check(
    (written) => {
      const names = written.split(".");
      return names.length <= MAX_PATH_NAMES && names.every((name) => name !== "");
    },
    () => said("venue.path-form", { most: MAX_PATH_NAMES }),
  ),
);

/** `"{symbol}"` in the address, in what is sent and in a path stands for the venue's own name of a symbol. */
export const OwnStreamSchema = v.strictObject({
  name: v.pipe(
    v.string(),
    v.regex(/^[a-z][a-z0-9-]{0,31}$/, () => said("venue.name-form")),
  ),
  label: v.optional(v.pipe(v.string(), v.minLength(1), v.maxBytes(64))),
  url: v.pipe(
    v.string(),
    v.check(
      (address) => /^wss?:\/\//.test(address) && URL.canParse(address),
      () => said("config.socket-address"),
    ),
  ),
  /** Our symbols, each with the stream's own name for it. */
  symbols: v.pipe(
    v.record(v.string(), v.pipe(v.string(), v.minLength(1), v.maxBytes(64))),
    v.check(
      (symbols) =>
        Object.keys(symbols).length > 0 &&
        Object.keys(symbols).every((symbol) => isSymbol(symbol) && symbol.includes("-")),
      () => said("venue.symbol-list"),
    ),
  ),
  /** Sent for each symbol; any JSON. */
  subscribe: v.optional(v.unknown()),
  unsubscribe: v.optional(v.unknown()),
  /** Where a message holds a list of what the other paths are found in. */
  items: v.optional(path),
  price: path,
  time: v.optional(path),
  size: v.optional(path),
  id: v.optional(path),
  /** Where a message says its symbol, in the stream's own name. */
  symbol: v.optional(path),
  staleAfterSeconds: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(86_400))),
});
export type OwnStream = v.InferOutput<typeof OwnStreamSchema>;

/** The venue that the settings describe. It has no candles: its bars are what was heard. */
export function ownStream(stream: OwnStream): Venue {
  const names = new Map(Object.entries(stream.symbols));
  const inAddress = stream.subscribe === undefined;
  const frames = (template: unknown, symbols: readonly string[]): string[] =>
    template === undefined
      ? []
      : symbols.map((symbol) => JSON.stringify(filled(template, names.get(symbol) ?? symbol)));
  return {
    name: stream.name,
    label: stream.label ?? stream.name,
    isSimulated: false,
    trades: (symbol) => names.has(symbol),
    connect: (address = stream.url) =>
      webFeed((symbols) =>
        address.replaceAll(
          /\{symbol\}|%7Bsymbol%7D/g,
          encodeURIComponent(symbols.map((symbol) => names.get(symbol) ?? symbol).join(",")),
        ),
      ),
    ...(inAddress && { inAddress }),
    subscribe: (symbols) => frames(stream.subscribe, symbols),
    unsubscribe: (symbols) => frames(stream.unsubscribe, symbols),
    parse: (text) => parse(text, stream, names),
    staleAfterMs: (stream.staleAfterSeconds ?? DEFAULT_STALE_S) * 1000,
    silentAfterMs: (stream.staleAfterSeconds ?? DEFAULT_STALE_S) * 2000,
    hasContiguousIds: false,
    texts: (address = "http://127.0.0.1") => webTexts(address),
    restPauseMs: 1_000,
    candleResolutions: [],
    maxCandles: 1,
    candlesPath: () => "/",
    parseCandles: () => {
      throw new MarketError("candles_malformed", message("market.no-candles", { venue: stream.name }));
    },
    parseSymbols: () => [...names.keys()],
  };
}

function parse(text: string, stream: OwnStream, names: ReadonlyMap<string, string>): readonly VenueEvent[] {
  const value = exactJsonOf(text);
  if (value === undefined) return [{ kind: "bad", reason: "not_json" }];
  const list = stream.items === undefined ? [value] : at(value, stream.items);
  if (!Array.isArray(list)) return [{ kind: "bad", reason: "no_match" }];
  const trades = list.slice(0, MAX_ITEMS).flatMap((item) => tradesIn(item, stream, names));
  // One that fits none of the paths: an acknowledgement, or the wrong paths.
  return trades.length > 0
    ? trades.map((trade) => ({ kind: "trade", trade }))
    : [{ kind: "bad", reason: "no_match" }];
}

/** Without a path to the symbol each of them is tried: its name stands in the path, or there is only one. */
function tradesIn(item: unknown, stream: OwnStream, names: ReadonlyMap<string, string>): ToldTrade[] {
  const named = stream.symbol === undefined ? undefined : at(item, stream.symbol);
  const isApart = stream.symbol !== undefined || stream.price.includes("{symbol}") || names.size === 1;
  if (!isApart) return [];
  return [...names].flatMap(([symbol, name]): ToldTrade[] => {
    if (stream.symbol !== undefined && named !== name) return [];
    const find = (where: string | undefined): string | undefined => {
      const found = where === undefined ? undefined : at(item, where, name);
      return typeof found === "string" ? found : undefined;
    };
    const price = plainDecimal(find(stream.price) ?? "");
    if (price === undefined) return [];
    const time = find(stream.time);
    const size = Number(plainDecimal(find(stream.size) ?? "") ?? 0);
    const id = Number(find(stream.id) ?? Number.NaN);
    return [
      {
        symbol,
        price,
        size,
        tradeId: Number.isSafeInteger(id) && id >= 0 ? id : undefined,
        timeMs: time === undefined ? undefined : (isoMs(time) ?? epochMs(Number(time))),
      },
    ];
  });
}

function at(value: unknown, where: string, name = ""): unknown {
  return where
    .split(".")
    .reduce<unknown>((found, step) => field(found, step === "{symbol}" ? name : step), value);
}

/** A template with the symbol's name in its texts. */
function filled(template: unknown, name: string): unknown {
  if (typeof template === "string") return template.replaceAll("{symbol}", name);
  if (Array.isArray(template)) return template.map((item: unknown) => filled(item, name));
  if (typeof template !== "object" || template === null) return template;
  return Object.fromEntries(Object.entries(template).map(([key, value]) => [key, filled(value, name)]));
}
