/**
 * Prices, opened a moment after the companion listens: they are a quarter of what a start loads, and nobody who sends a
 * picture waits for them.
 */

import { ALERTS_TOPIC } from "../shared/protocol/market/alerts.ts";
import { SYMBOLS_TOPIC } from "../shared/protocol/market/symbols.ts";
import { PRICE_TOPIC_PREFIX } from "../shared/protocol/price.ts";
import type { PricesOptions, PricesPart } from "./open-prices.ts";
import type { ChannelKind } from "./server/channels/channel.ts";

/** Its topics are there from the beginning; who joins one before they are open waits. */
export class LaterPrices {
  readonly kinds: readonly ChannelKind[];
  readonly #options: PricesOptions;
  #opening: Promise<PricesPart> | undefined;
  #isClosed = false;

  constructor(options: PricesOptions) {
    this.#options = options;
    this.kinds = [`${PRICE_TOPIC_PREFIX}*`, SYMBOLS_TOPIC, ALERTS_TOPIC].map((topics) => this.#kind(topics));
  }

  /** Opens them once what is under way now is done; what goes wrong is logged, and the next join tries again. */
  openSoon(): void {
    setImmediate(() => {
      if (!this.#isClosed) this.#open().catch(() => undefined);
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const part = await this.#opening?.catch(() => undefined);
    await part?.close();
  }

  /** The same answer as the opened part's: every admitted client may listen. */
  #kind(topics: string): ChannelKind {
    return {
      topics,
      authorize: () => true,
      join: async (context, payload) => {
        const { kinds } = await this.#open();
        const kind = kinds.find((one) => one.topics === topics);
        if (!kind) throw new Error(`No part of the prices answers to ${topics}.`);
        return await kind.join(context, payload);
      },
    };
  }

  #open(): Promise<PricesPart> {
    if (this.#isClosed && !this.#opening) return Promise.reject(new Error("The companion is closing."));
    this.#opening ??= this.#load();
    return this.#opening;
  }

  async #load(): Promise<PricesPart> {
    try {
      const { openPrices } = await import("./open-prices.ts");
      return await openPrices(this.#options);
    } catch (error) {
      this.#opening = undefined;
      this.#options.log("prices.not-opened", { error });
      throw error;
    }
  }
}
