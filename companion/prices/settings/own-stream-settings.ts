/** What the settings say of a stream of the user's own. */

import * as v from "valibot";
import { isSymbol } from "../../../shared/protocol/price.ts";
import { text as said } from "../../../shared/texts/text.ts";

const MAX_PATH_NAMES = 8;

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
