/** Holds one venue's stream while anybody listens: dials, subscribes, watches, and dials again. */

import type { Log } from "./bar-writer.ts";
import { backoffMs, type Clock, every } from "./clock.ts";
import { ExchangeClock } from "./exchange-clock.ts";
import type { FeedSocket, FeedSocketEvents } from "./feed-socket.ts";
import { feedStatus, type Link } from "./feed-status.ts";
import { IgnoredFrames } from "./ignored-frames.ts";
import {
  BLOCKED_RETRY_MS,
  SILENT_CONNECTION_MS,
  SLEEP_JUMP_MS,
  VENUE_BACKOFF_CEILING_MS,
  VENUE_BACKOFF_FLOOR_MS,
  WATCH_INTERVAL_MS,
} from "./limits.ts";
import { Subscription, type SymbolSink } from "./subscription.ts";
import type { Venue, VenueEvent, VenueTrade } from "./venue.ts";

export interface SupervisorOptions {
  readonly venue: Venue;
  readonly url: string;
  readonly openSocket: (url: string, events: FeedSocketEvents) => FeedSocket;
  readonly clock: Clock;
  /** An even spread over [0, 1). */
  readonly random: () => number;
  readonly log: Log;
}

/** The HTTP answers that mean "not for you, not from there". */
const BLOCKING_STATUSES: ReadonlySet<number> = new Set([403, 451]);

export class VenueSupervisor {
  readonly #options: SupervisorOptions;
  readonly #subscriptions = new Map<string, Subscription>();
  readonly #exchangeClock = new ExchangeClock();
  readonly ignored: IgnoredFrames;
  #link: Link;
  #socket: FeedSocket | undefined;
  #cancelRetry: (() => void) | undefined;
  #stopWatch: (() => void) | undefined;
  #failures = 0;
  #lastFrameMs = 0;
  #sleepMarkMs = 0;

  constructor(options: SupervisorOptions) {
    this.#options = options;
    this.#link = this.#connecting("Connecting to");
    this.ignored = new IgnoredFrames(options.venue.name, options.log);
  }

  /** Subscribes a symbol, dialling the venue for the first one. The returned function ends it; call it once. */
  subscribe(symbol: string, sink: SymbolSink): () => void {
    if (this.#subscriptions.has(symbol)) throw new RangeError(`${symbol} is subscribed already.`);
    const subscription = new Subscription(symbol, sink, this.#options.clock.monotonicMs());
    this.#subscriptions.set(symbol, subscription);
    if (this.#link.phase === "open") this.#sendSubscribe(symbol);
    if (this.#stopWatch === undefined) this.#start();
    this.#tell(subscription);
    return () => {
      if (this.#subscriptions.get(symbol) !== subscription) return;
      this.#subscriptions.delete(symbol);
      if (this.#subscriptions.size === 0) this.close();
      else if (this.#link.phase === "open") this.#socket?.send(this.#options.venue.unsubscribe([symbol]));
    };
  }

  /** Hangs up and forgets every subscription; a later `subscribe` dials anew. */
  close(): void {
    this.#subscriptions.clear();
    this.#stopWatch?.();
    this.#stopWatch = undefined;
    this.#hangUp();
    this.#failures = 0;
    this.#link = this.#connecting("Connecting to");
  }

  #start(): void {
    const { clock } = this.#options;
    this.#sleepMarkMs = clock.wallMs() - clock.monotonicMs();
    this.#stopWatch = every(clock, WATCH_INTERVAL_MS, () => this.#watch());
    this.#dial();
  }

  #dial(): void {
    const { url, openSocket, venue, clock, log } = this.#options;
    this.#hangUp();
    log("price_venue_dialled", { venue: venue.name, failures: this.#failures });
    this.#lastFrameMs = clock.monotonicMs();
    // A socket that was hung up is silent by its own promise: no event of an old one arrives here.
    this.#socket = openSocket(url, {
      opened: () => this.#opened(),
      text: (frame) => this.#text(frame),
      binary: () => this.ignored.count("binary"),
      refused: (status) => this.#refused(status),
      closed: (detail) => this.#lost(detail),
    });
  }

  #hangUp(): void {
    this.#cancelRetry?.();
    this.#cancelRetry = undefined;
    this.#socket?.close();
    this.#socket = undefined;
  }

  #opened(): void {
    const nowMs = this.#options.clock.monotonicMs();
    this.#link = { phase: "open" };
    this.#lastFrameMs = nowMs;
    for (const subscription of this.#subscriptions.values()) {
      subscription.restart(nowMs);
      // One request each: a symbol the venue refuses then cannot take the others with it.
      this.#sendSubscribe(subscription.symbol);
      this.#tell(subscription);
    }
  }

  #refused(status: number): void {
    const { label } = this.#options.venue;
    if (!BLOCKING_STATUSES.has(status)) {
      this.#lost(`the connection was answered with HTTP ${status}`);
      return;
    }
    this.#link = {
      phase: "blocked",
      detail: `${label} refuses connections from this network (HTTP ${status}).`,
    };
    this.#retryIn(BLOCKED_RETRY_MS, `refused with HTTP ${status}`);
  }

  #lost(reason: string): void {
    const bounds = { floorMs: VENUE_BACKOFF_FLOOR_MS, ceilingMs: VENUE_BACKOFF_CEILING_MS };
    this.#failures += 1;
    this.#link = this.#connecting("No connection to", "; trying again");
    this.#retryIn(backoffMs(this.#failures, bounds, this.#options.random), reason);
  }

  #retryIn(delayMs: number, reason: string): void {
    const { clock, log, venue } = this.#options;
    this.#hangUp();
    log("price_venue_lost", { venue: venue.name, reason, retryInMs: delayMs });
    this.#cancelRetry = clock.after(delayMs, () => this.#dial());
    for (const subscription of this.#subscriptions.values()) this.#tell(subscription);
  }

  #text(frame: string): void {
    this.#lastFrameMs = this.#options.clock.monotonicMs();
    const event = this.#options.venue.parse(frame);
    switch (event.kind) {
      case "trade":
        this.#trade(event.trade);
        break;
      case "heartbeat":
        this.#heartbeat(event.symbol, event.timeMs);
        break;
      case "error":
        this.#refusal(event);
        break;
      case "bad":
        this.ignored.count(event.reason);
        break;
      case "ignored":
        break;
    }
  }

  #trade(trade: VenueTrade): void {
    const subscription = this.#subscriptions.get(trade.symbol);
    if (subscription === undefined) {
      this.ignored.count("wrong_symbol");
      return;
    }
    const wallMs = this.#options.clock.wallMs();
    if (!this.#exchangeClock.accepts(trade.timeMs, wallMs)) {
      this.ignored.count("time_out_of_range");
      return;
    }
    this.#failures = 0;
    if (subscription.heardAtMs === undefined) {
      subscription.sink.resumed(Math.max(this.#exchangeClock.now(wallMs), trade.timeMs));
    }
    this.#heard(subscription);
    subscription.sink.trade(trade);
  }

  #heartbeat(symbol: string, timeMs: number | undefined): void {
    const subscription = this.#subscriptions.get(symbol);
    if (timeMs !== undefined) this.#exchangeClock.accepts(timeMs, this.#options.clock.wallMs());
    // Before the first price a beat says nothing: some venues beat for symbols they do not trade.
    if (subscription?.heardAtMs !== undefined) this.#heard(subscription);
  }

  #heard(subscription: Subscription): void {
    subscription.heard(this.#options.clock.monotonicMs());
    this.#tell(subscription);
  }

  #refusal(event: Extract<VenueEvent, { kind: "error" }>): void {
    this.#options.log("price_venue_error", { venue: this.#options.venue.name, reason: event.reason });
    const subscription = event.symbol === undefined ? undefined : this.#subscriptions.get(event.symbol);
    if (subscription === undefined || subscription.heardAtMs !== undefined) return;
    subscription.refuse(event.reason);
    this.#tell(subscription);
  }

  #watch(): void {
    const { clock } = this.#options;
    const mark = clock.wallMs() - clock.monotonicMs();
    const slept = mark - this.#sleepMarkMs > SLEEP_JUMP_MS;
    this.#sleepMarkMs = mark;
    if (this.#link.phase === "open") {
      if (slept) this.#lost("the computer slept");
      else if (clock.monotonicMs() - this.#lastFrameMs >= SILENT_CONNECTION_MS) this.#lost("it went silent");
    }
    for (const subscription of this.#subscriptions.values()) this.#tell(subscription);
  }

  #tell(subscription: Subscription): void {
    const { venue, clock } = this.#options;
    subscription.tell(feedStatus(venue.label, this.#link, subscription, clock.monotonicMs()));
  }

  #sendSubscribe(symbol: string): void {
    this.#socket?.send(this.#options.venue.subscribe([symbol]));
  }

  #connecting(opening: string, ending = ""): Link {
    return { phase: "connecting", detail: `${opening} ${this.#options.venue.label}${ending}.` };
  }
}
