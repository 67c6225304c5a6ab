/** The tool `last_price`: what something costs just now. */

import * as v from "valibot";
import { completedSymbol } from "../../../shared/protocol/price.ts";
import { message } from "../../../shared/texts/message.ts";
import { SaidError } from "../../../shared/texts/said.ts";
import type { Answer } from "../../commands/control/socket.ts";
import { dataResult, type Tool } from "../tool.ts";
import { readArguments } from "./arguments.ts";

const DEFAULT_SYMBOL = "BTC-USD";
const MAX_SYMBOL_CHARACTERS = 40;
/** A symbol that says nothing for this long is given up. */
const FIRST_TICK_TIMEOUT_MS = 15_000;
const Schema = v.strictObject({
  symbol: v.optional(
    v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(MAX_SYMBOL_CHARACTERS)),
    DEFAULT_SYMBOL,
  ),
});

export const lastPrice: Tool = {
  name: "last_price",
  title: "Last price",
  description: "Says the last price of a symbol like BTC-USD; DEMO is a simulated market.",
  isReadOnly: true,
  inputSchema: {
    type: "object",
    properties: { symbol: { type: "string", default: DEFAULT_SYMBOL } },
    additionalProperties: false,
  },
  async run(args, { link, signal }) {
    const symbol = completedSymbol(readArguments(Schema, args).symbol);
    const topic = await link.join(`price:${symbol}`);
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    const over = setTimeout(
      () => reject(new SaidError(message("prices.no-price", { symbols: symbol }))),
      FIRST_TICK_TIMEOUT_MS,
    );
    const onAbort = (): void => reject(new SaidError(message("agent.cancelled")));
    signal.addEventListener("abort", onAbort);
    topic.on("tick", resolve);
    try {
      const { price, time, venue } = await promise;
      const { simulated } = topic.reply;
      return dataResult({ symbol, price, at: new Date(Number(time)).toISOString(), venue, simulated });
    } finally {
      clearTimeout(over);
      signal.removeEventListener("abort", onAbort);
      topic.leave();
    }
  },
};
