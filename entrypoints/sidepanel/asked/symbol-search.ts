/** Which symbols the companion's venues trade: asked while somebody types, over a topic that is joined when somebody does. */

import type { Channel } from "phoenix";
import type { ChannelMaker } from "../../../shared/extension/prices/price-watch.ts";
import {
  decodeFoundSymbols,
  type FoundSymbol,
  SYMBOLS_TOPIC,
  SymbolsEvent,
} from "../../../shared/protocol/market/symbols.ts";
import { isSymbol } from "../../../shared/protocol/price.ts";
import { ProtocolError } from "../../../shared/protocol/protocol-error.ts";

export interface Search {
  readonly found: readonly FoundSymbol[];
  /** What the companion reads the typed text as, where that is another one. */
  readonly completed: string | undefined;
  /** Whether every venue that was asked has answered: only then nothing found means that there is nothing. */
  readonly isWhole: boolean;
}

export class SymbolSearch {
  #socket: ChannelMaker | undefined;
  #channel: Channel | undefined;

  /** Goes on over a new socket; `undefined` says that the last one is lost. */
  attach(socket: ChannelMaker | undefined): void {
    this.close();
    this.#socket = socket;
  }

  /** `undefined` where nobody answers; the companion may be too old, or away. */
  find(query: string): Promise<Search | undefined> {
    const channel = this.#channel ?? this.#socket?.channel(SYMBOLS_TOPIC, {});
    if (!channel) return Promise.resolve(undefined);
    if (!this.#channel) channel.join();
    this.#channel = channel;
    return new Promise((resolve) => {
      channel
        .push(SymbolsEvent.search, { query })
        .receive("ok", (payload: unknown) => resolve(readable(payload)))
        .receive("error", () => resolve(undefined))
        .receive("timeout", () => resolve(undefined));
    });
  }

  /** Leaves the topic. */
  close(): void {
    this.#channel?.leave();
    this.#channel = undefined;
  }
}

function readable(payload: unknown): Search | undefined {
  try {
    const found = decodeFoundSymbols(payload).filter(({ symbol }) => isSymbol(symbol));
    const { completed, unavailable } = payload as Readonly<Record<string, unknown>>;
    const isCompleted = typeof completed === "string" && isSymbol(completed);
    return {
      found,
      completed: isCompleted ? completed : undefined,
      isWhole: Array.isArray(unavailable) && unavailable.length === 0,
    };
  } catch (error) {
    if (error instanceof ProtocolError) return undefined;
    throw error;
  }
}
