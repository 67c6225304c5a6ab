/** The alerts that the companion watches prices for: all there are, and what is asked of it about them. */

import { signal } from "@preact/signals";
import type { Channel } from "phoenix";
import type { ChannelMaker } from "../../../shared/extension/prices/price-watch.ts";
import {
  ALERTS_TOPIC,
  AlertsEvent,
  type AlertWish,
  decodeAlerts,
  type PriceAlert,
} from "../../../shared/protocol/market/alerts.ts";
import { ProtocolError } from "../../../shared/protocol/protocol-error.ts";
import { message } from "../../../shared/texts/message.ts";
import { readSaid, sentenceOf } from "../../../shared/texts/said.ts";
import { sentence } from "../../../shared/texts/text.ts";

/** What became of a wish: nothing is wrong, or a sentence for people. */
export type Problem = string | undefined;

export class Alerts {
  /** `undefined` while the companion has not said. */
  readonly list = signal<readonly PriceAlert[] | undefined>(undefined);
  #channel: Channel | undefined;

  /** Joins over a new socket; `undefined` says that the last one is lost. */
  attach(socket: ChannelMaker | undefined): void {
    this.#channel?.leave();
    this.#channel = undefined;
    this.list.value = undefined;
    if (!socket) return;
    const channel = socket.channel(ALERTS_TOPIC, {});
    this.#channel = channel;
    const take = (payload: unknown): void => {
      if (this.#channel === channel) this.list.value = readable(payload);
    };
    channel.on(AlertsEvent.alerts, take);
    channel.join().receive("ok", take);
  }

  add(wish: AlertWish): Promise<Problem> {
    return this.#ask(AlertsEvent.add, wish);
  }

  /** Moves its mark; it waits anew. */
  change(id: string, mark: { readonly price: string } | { readonly percent: string }): Promise<Problem> {
    return this.#ask(AlertsEvent.change, { id, ...mark });
  }

  remove(id: string): Promise<Problem> {
    return this.#ask(AlertsEvent.remove, { id });
  }

  #ask(event: string, payload: object): Promise<Problem> {
    const without = sentence(message("alarm.no-connection"));
    const channel = this.#channel;
    if (!channel) return Promise.resolve(without);
    return new Promise((resolve) => {
      const fail = (problem: string): void => {
        // A line that was dragged goes back to where it stands.
        this.list.value = this.list.value && [...this.list.value];
        resolve(problem);
      };
      channel
        .push(event, payload)
        .receive("ok", () => resolve(undefined))
        .receive("error", (refusal: unknown) => fail(readSaid(sentenceOf(refusal))))
        .receive("timeout", () => fail(without));
    });
  }
}

/** What makes no sense is no list. */
function readable(payload: unknown): readonly PriceAlert[] | undefined {
  try {
    return decodeAlerts(payload);
  } catch (error) {
    if (error instanceof ProtocolError) return undefined;
    throw error;
  }
}
