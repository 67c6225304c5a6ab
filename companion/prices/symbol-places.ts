/** Who follows which symbols: each client has a share of them, and where all are taken the greediest makes room. */

import { message } from "../../shared/texts/message.ts";
import { MAX_CLIENT_SYMBOLS } from "./limits.ts";
import { MarketError } from "./market-error.ts";

/** One listener of a client's, as its place is counted. */
export interface PlaceHolder {
  readonly client: string;
  /** The owner's symbols make room for nobody. */
  readonly isOwner: boolean;
  /** The symbol has made room for another client's: nothing more comes of it. Must not throw. */
  displaced(): void;
}

export class SymbolPlaces {
  /** By symbol, the one that was taken first in front. */
  readonly #holders = new Map<string, Set<PlaceHolder>>();
  /** By client, how many listeners of each symbol it has. */
  readonly #followed = new Map<string, Map<string, number>>();

  /** Counts a listener; returns what ends that. Throws `MarketError` where its client follows too many symbols. */
  take(symbol: string, holder: PlaceHolder): () => void {
    const followed = this.#followed.get(holder.client) ?? new Map<string, number>();
    if (!followed.has(symbol) && followed.size >= MAX_CLIENT_SYMBOLS) {
      throw new MarketError("too_many_symbols", message("market.client-full", { most: MAX_CLIENT_SYMBOLS }));
    }
    this.#followed.set(holder.client, followed.set(symbol, (followed.get(symbol) ?? 0) + 1));
    const holders = this.#holders.get(symbol) ?? new Set<PlaceHolder>();
    this.#holders.set(symbol, holders.add(holder));
    return () => this.#leave(symbol, holder);
  }

  /** Which of these symbols makes room for a client's new one: of those that only greedier ones follow, the greediest's. */
  toMakeRoomFor({ client }: PlaceHolder, symbols: readonly string[]): string | undefined {
    let found: string | undefined;
    // As many as the newcomer has with the new one: taking from those would go round in circles.
    let most = this.#count(client);
    for (const symbol of symbols) {
      const holders = this.#holders.get(symbol) ?? [];
      const least = Math.min(...[...holders].map((one) => (one.isOwner ? 0 : this.#count(one.client))));
      if (least <= most) continue;
      found = symbol;
      most = least;
    }
    return found;
  }

  /** Tells all who follow a symbol that it is gone. */
  displace(symbol: string): void {
    for (const holder of [...(this.#holders.get(symbol) ?? [])]) {
      this.#leave(symbol, holder);
      holder.displaced();
    }
  }

  #count(client: string): number {
    return this.#followed.get(client)?.size ?? 0;
  }

  #leave(symbol: string, holder: PlaceHolder): void {
    const holders = this.#holders.get(symbol);
    if (!holders?.delete(holder)) return;
    if (holders.size === 0) this.#holders.delete(symbol);
    const followed = this.#followed.get(holder.client);
    const left = (followed?.get(symbol) ?? 0) - 1;
    if (left > 0) followed?.set(symbol, left);
    else followed?.delete(symbol);
    if (followed?.size === 0) this.#followed.delete(holder.client);
  }
}
