/** The symbols that are listened to: one price watch each, on whatever socket there is. */

import type { Resolution } from "../../protocol/price.ts";
import type { PriceView } from "./price-view.ts";
import { type ChannelMaker, PriceWatch } from "./price-watch.ts";

export class Watches {
  readonly #onView: (view: PriceView) => void;
  readonly #watches = new Map<string, PriceWatch>();
  #socket: ChannelMaker | undefined;

  /** Calls with what is known of any of the symbols, at every change. */
  constructor(onView: (view: PriceView) => void) {
    this.#onView = onView;
  }

  of(symbol: string): PriceWatch | undefined {
    return this.#watches.get(symbol);
  }

  /** Goes on over a new socket; `undefined` says that the last one is lost. */
  attach(socket: ChannelMaker | undefined): void {
    this.#socket = socket;
    for (const watch of this.#watches.values()) watch.attach(socket);
  }

  /** Asks for a symbol anew: what refused it may have changed its mind. */
  retry(symbol: string): void {
    this.#watches.get(symbol)?.attach(this.#socket);
  }

  /** Listens to these symbols and no others. Another resolution is another watch, which goes on from the price. */
  follow(followed: ReadonlyMap<string, Resolution>): void {
    const before = new Map(this.#watches);
    for (const [symbol, watch] of before) {
      if (followed.get(symbol) === watch.resolution) continue;
      watch.close();
      this.#watches.delete(symbol);
    }
    for (const [symbol, resolution] of followed) {
      if (this.#watches.has(symbol)) continue;
      const watch = new PriceWatch(symbol, resolution, before.get(symbol)?.view.peek());
      this.#watches.set(symbol, watch);
      watch.view.subscribe(this.#onView);
      watch.attach(this.#socket);
    }
  }
}
