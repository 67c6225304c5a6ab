/** The alerts: kept and judged here, so that they fire with every page shut. */

import { randomBytes } from "node:crypto";
import { type AlertWish, MAX_ALERTS, type PriceAlert } from "../../../shared/protocol/market/alerts.ts";
import type { Tick } from "../../../shared/protocol/price.ts";
import { message } from "../../../shared/texts/message.ts";
import type { Log } from "../../process/log.ts";
import { reason } from "../../process/system-error.ts";
import type { Listening } from "../feed/symbol-route.ts";
import type { Market } from "../market.ts";
import { MarketError } from "../market-error.ts";
import { AlertRule } from "./alert-rule.ts";
import type { AlertStore } from "./alert-store.ts";

const ID_BYTES = 8;
/** After a symbol that could not be followed. */
const FOLLOW_AGAIN_MS = 60_000;

export interface AlertsOptions {
  readonly store: AlertStore;
  readonly market: Pick<Market, "listen">;
  readonly log: Log;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Hears of every change, and of each alert that fires. */
export interface AlertsListener {
  alerts(alerts: readonly PriceAlert[]): void;
  fired(alert: PriceAlert): void;
}

/** A symbol that is followed for its alerts. */
interface Followed {
  readonly rules: Map<string, AlertRule>;
  listening: Listening | undefined;
  isEnded: boolean;
  lastMs: number;
}

export class PriceAlerts {
  readonly #options: AlertsOptions;
  readonly #alerts = new Map<string, PriceAlert>();
  readonly #followed = new Map<string, Followed>();
  readonly #listeners = new Set<AlertsListener>();
  readonly #timers = new Set<NodeJS.Timeout>();
  #isClosed = false;

  constructor(options: AlertsOptions) {
    this.#options = options;
    for (const alert of options.store.all()) {
      this.#alerts.set(alert.id, alert);
      this.#watch(alert);
    }
  }

  get list(): readonly PriceAlert[] {
    return [...this.#alerts.values()];
  }

  /** Hears from now on; the returned function ends it. */
  listen(listener: AlertsListener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Throws `MarketError`: `too_many_alerts`, `not_kept`. */
  add(wish: AlertWish): PriceAlert {
    if (this.#alerts.size >= MAX_ALERTS)
      throw new MarketError("too_many_alerts", message("alert.full", { most: MAX_ALERTS }));
    const id = randomBytes(ID_BYTES).toString("hex");
    return this.#begin({ ...wish, id, state: "waiting", createdAt: this.#options.now(), seen: false });
  }

  /** Another mark: it waits anew. Throws `MarketError`: `unknown_alert`, `not_kept`. */
  change(id: string, mark: Pick<AlertWish, "price" | "percent">): PriceAlert {
    const { firedAt: _at, firedPrice: _price, venue: _venue, armed: _armed, ...alert } = this.find(id);
    return this.#begin({ ...alert, ...mark, state: "waiting", seen: false });
  }

  /** Somebody was told. Throws as `change` does. */
  seen(id: string): PriceAlert {
    return this.#keep({ ...this.find(id), seen: true });
  }

  /** Returns its whole id. Throws as `change` does. */
  remove(id: string): string {
    const alert = this.find(id);
    this.#keeping(() => this.#options.store.remove(alert.id));
    this.#alerts.delete(alert.id);
    this.#unwatch(alert);
    this.#tell();
    return alert.id;
  }

  /** One by its id or the beginning of it. */
  find(id: string): PriceAlert {
    const exact = this.#alerts.get(id);
    const found = exact ? [exact] : this.list.filter((alert) => id !== "" && alert.id.startsWith(id));
    const [first] = found;
    if (first && found.length === 1) return first;
    throw new MarketError("unknown_alert", message(first ? "alert.ambiguous" : "alert.unknown", { id }));
  }

  /** Follows nothing any more. */
  close(): void {
    this.#isClosed = true;
    for (const timer of this.#timers) clearTimeout(timer);
    for (const followed of this.#followed.values()) this.#endFollowing(followed);
    this.#followed.clear();
    this.#listeners.clear();
  }

  #begin(alert: PriceAlert): PriceAlert {
    this.#keep(alert);
    this.#unwatch(alert);
    this.#watch(alert);
    return alert;
  }

  #keep(alert: PriceAlert): PriceAlert {
    this.#keeping(() => this.#options.store.keep(alert));
    this.#alerts.set(alert.id, alert);
    this.#tell();
    return alert;
  }

  #keepOrLog(alert: PriceAlert): void {
    try {
      this.#keep(alert);
    } catch (error) {
      this.#options.log("alert.not-kept", { id: alert.id, error });
    }
  }

  #keeping(write: () => void): void {
    try {
      write();
    } catch (cause) {
      throw new MarketError("not_kept", message("alert.not-kept", { reason: reason(cause) }), { cause });
    }
  }

  #tell(): void {
    for (const listener of this.#listeners) listener.alerts(this.list);
  }

  #watch(alert: PriceAlert): void {
    if (alert.state === "fired" && !alert.repeats) return;
    const followed = this.#followed.get(alert.symbol) ?? this.#follow(alert.symbol);
    const rule = new AlertRule(alert, alert.state === "waiting" && alert.armed !== false);
    followed.rules.set(alert.id, rule);
    if (followed.listening) remember(rule, followed.listening);
  }

  #unwatch({ id, symbol }: PriceAlert): void {
    const followed = this.#followed.get(symbol);
    if (!followed?.rules.delete(id) || followed.rules.size > 0) return;
    this.#endFollowing(followed);
    this.#followed.delete(symbol);
  }

  #follow(symbol: string): Followed {
    const followed: Followed = { rules: new Map(), listening: undefined, isEnded: false, lastMs: 0 };
    this.#followed.set(symbol, followed);
    void this.#listenTo(symbol, followed);
    return followed;
  }

  async #listenTo(symbol: string, followed: Followed): Promise<void> {
    const { market, log } = this.#options;
    try {
      const listener = {
        tick: (tick: Tick) => this.#take(followed, tick),
        status: () => undefined,
        bars: () => undefined,
      };
      // In nobody's share: alerts are the companion's own.
      const holder = {
        client: `alerts ${symbol}`,
        isOwner: true,
        displaced: () => this.#again(symbol, followed),
      };
      const listening = await market.listen(symbol, 60, listener, holder);
      if (followed.isEnded) return listening.leave();
      followed.listening = listening;
      for (const rule of followed.rules.values()) remember(rule, listening);
    } catch (error) {
      log("alert.not-followed", { symbol, error });
      this.#again(symbol, followed);
    }
  }

  #again(symbol: string, followed: Followed): void {
    if (followed.isEnded || this.#isClosed) return;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      if (!followed.isEnded) void this.#listenTo(symbol, followed);
    }, FOLLOW_AGAIN_MS);
    timer.unref();
    this.#timers.add(timer);
  }

  #endFollowing(followed: Followed): void {
    followed.isEnded = true;
    followed.listening?.leave();
  }

  #take(followed: Followed, { price, time, venue }: Tick): void {
    if (time < followed.lastMs) return;
    followed.lastMs = time;
    for (const [id, rule] of followed.rules) {
      const wasArmed = rule.isArmed;
      if (rule.take(Number(price), time)) this.#fire(id, { price, time, venue });
      else if (rule.isArmed && !wasArmed) this.#armed(id);
    }
  }

  /** Its price has gone back: a restart in between must know it, too. */
  #armed(id: string): void {
    const alert = this.#alerts.get(id);
    if (!alert) return;
    const { armed: _armed, ...waiting } = alert;
    this.#keepOrLog(waiting);
  }

  #fire(id: string, { price, time, venue }: Tick): void {
    const alert = this.#alerts.get(id);
    if (!alert) return;
    const news = { firedAt: Math.floor(time), firedPrice: price, venue, seen: false } as const;
    const fired: PriceAlert = alert.repeats
      ? { ...alert, ...news, state: "waiting", armed: false }
      : { ...alert, ...news, state: "fired" };
    if (!alert.repeats) this.#unwatch(alert);
    // It is told all the same.
    this.#keepOrLog(fired);
    for (const listener of this.#listeners) listener.fired(fired);
  }
}

/** A change is counted from what was traded before it was wished, too. */
function remember(rule: AlertRule, { history: { bars } }: Listening): void {
  for (const [time, , high, low, close] of bars) {
    for (const price of [high, low, close]) rule.remember(price, time * 1000);
  }
}
