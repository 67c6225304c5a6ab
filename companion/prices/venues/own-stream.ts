/** A stream that the user's settings describe: anything that speaks JSON over a WebSocket. */

import { message } from "../../../shared/texts/message.ts";
import { MarketError } from "../market-error.ts";
import type { OwnStream } from "../settings/own-stream-settings.ts";
import { webFeed } from "../web/web-feed.ts";
import { webTexts } from "../web/web-texts.ts";
import { epochMs, exactJsonOf, field, isoMs, plainDecimal } from "./frame-fields.ts";
import type { ToldTrade, Venue, VenueEvent } from "./venue.ts";

/** Of a message that holds a list, how many items are looked at. */
const MAX_ITEMS = 1000;
const DEFAULT_STALE_S = 30;

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
