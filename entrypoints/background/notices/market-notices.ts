/** Prices that are told unasked: alerts that have fired, as notifications, and the pinned symbol's for the badge. */

import type { Channel, Socket } from "phoenix";
import * as v from "valibot";
import { notify } from "../../../shared/extension/browser/notification.ts";
import type { Connection } from "../../../shared/extension/connection/connection.ts";
import { feelPulse } from "../../../shared/extension/connection/pulse.ts";
import { onSettings, readSettings } from "../../../shared/extension/store/settings.ts";
import { text } from "../../../shared/texts/text.ts";
import { badgePrice, type PinnedPrice } from "./badge-price.ts";

/** What of an alert is told: one that has fired, whether or not it waits again, and that nobody was told of. */
const Fired = v.object({
  id: v.string(),
  symbol: v.string(),
  kind: v.picklist(["above", "below", "change"]),
  price: v.optional(v.string(), ""),
  percent: v.optional(v.string(), ""),
  withinSeconds: v.optional(v.number(), 0),
  firedPrice: v.string(),
  venue: v.string(),
  seen: v.literal(false),
});
const Alerts = v.object({ alerts: v.array(v.unknown()) });
const Tick = v.object({ price: v.string() });
const Status = v.object({ state: v.string() });
/** Least of all bars: only ticks are wanted. */
const DAY_S = 86_400;

export class MarketNotices {
  #onPrice: () => void;
  #socket: Socket | undefined;
  #alerts: Channel | undefined;
  #prices: Channel | undefined;
  #symbol = "";
  #price = "";
  #isLive = false;
  /** Whether the companion answers: one that hangs says nothing of a price that is old by now. */
  #isThere = true;
  #stopPulse: (() => void) | undefined;
  #shown = "";

  /** Calls where the badge may have to change. */
  constructor(connection: Connection, onPrice: () => void) {
    this.#onPrice = onPrice;
    connection.onSocket((socket) => {
      this.#socket = socket;
      this.#leave();
      this.#look();
    });
    onSettings(() => this.#look());
  }

  /** The pinned symbol's price, as soon as there is one. */
  get price(): PinnedPrice | undefined {
    return this.#price === ""
      ? undefined
      : { symbol: this.#symbol, price: this.#price, isLive: this.#isLive && this.#isThere };
  }

  /** Joins what is wanted, and leaves what is not any more. */
  async #look(): Promise<void> {
    const { notifyAlerts = false, badgeSymbol = "" } = await readSettings();
    const socket = this.#socket;
    if (badgeSymbol !== this.#symbol) {
      this.#dropPulse();
      this.#prices?.leave();
      this.#prices = undefined;
      this.#symbol = badgeSymbol;
      this.#price = "";
    }
    if (!notifyAlerts) {
      this.#alerts?.leave();
      this.#alerts = undefined;
    }
    if (socket && notifyAlerts && !this.#alerts) {
      const channel = socket.channel("alerts", {});
      this.#alerts = channel;
      channel.on("fired", (alert: unknown) => void this.#tell(channel, alert));
      channel.join().receive("ok", (reply: unknown) => {
        const read = v.safeParse(Alerts, reply);
        if (read.success) for (const alert of read.output.alerts) void this.#tell(channel, alert);
      });
    }
    if (socket && badgeSymbol && !this.#prices) {
      const channel = socket.channel(`price:${badgeSymbol}`, { resolutionSeconds: DAY_S });
      this.#prices = channel;
      channel.on("tick", (tick: unknown) => this.#take(Tick, tick, ({ price }) => (this.#price = price)));
      channel.on("status", (status: unknown) =>
        this.#take(Status, status, ({ state }) => (this.#isLive = state === "live")),
      );
      channel.join();
      // What is not shown as live needs no pulse.
      const isLookedAt = (): boolean => this.#isLive && this.#price !== "";
      this.#stopPulse = feelPulse({ socket, onChange: (is) => this.#noteThere(is), isLookedAt });
    }
    this.#redraw();
  }

  #noteThere(isThere: boolean): void {
    this.#isThere = isThere;
    this.#redraw();
  }

  #dropPulse(): void {
    this.#stopPulse?.();
    this.#stopPulse = undefined;
    this.#isThere = true;
  }

  #take<T>(schema: v.GenericSchema<unknown, T>, payload: unknown, keep: (read: T) => unknown): void {
    const read = v.safeParse(schema, payload);
    if (read.success) keep(read.output);
    this.#redraw();
  }

  #leave(): void {
    this.#dropPulse();
    this.#alerts = undefined;
    this.#prices = undefined;
    this.#isLive = false;
  }

  /** Each drawing of the badge counts files: only where it would differ. */
  #redraw(): void {
    const shown = this.#price && `${badgePrice(this.#price)} ${this.#isLive && this.#isThere}`;
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#onPrice();
  }

  async #tell(channel: Channel, payload: unknown): Promise<void> {
    const read = v.safeParse(Fired, payload);
    if (!read.success || !chrome.notifications) return;
    const { id, symbol, kind, price, percent, withinSeconds, firedPrice: now, venue } = read.output;
    const minutes = withinSeconds / 60;
    await notify(`alert:${id}`, {
      title: text("alarm.title", { symbol }),
      message: text(`alert.is-${kind}`, { symbol, price, percent, minutes, now, venue }),
    });
    channel.push("seen", { id });
  }
}
