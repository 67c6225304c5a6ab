/** Holds one venue's stream while somebody listens: dials, subscribes, watches, and dials again. */

import type { Log } from "../../process/log.ts";
import { every } from "../clock.ts";
import {
  ADDRESS_GATHER_MS,
  BLOCKED_RETRY_MS,
  PLANNED_DIAL_MS,
  SILENT_CONNECTION_MS,
  STEADY_MS,
  WATCH_INTERVAL_MS,
} from "../limits.ts";
import type { Venue, VenueEvent } from "../venues/venue.ts";
import type { Obstacle } from "../web/connections.ts";
import {
  type ClosedLink,
  feedStatus,
  type Link,
  obstructedLink,
  refusedLink,
  saidLink,
} from "./feed-status.ts";
import { IgnoredFrames } from "./ignored-frames.ts";
import { NextDial } from "./next-dial.ts";
import { SleepWatch } from "./sleep-watch.ts";
import { Subscription, type SymbolSink } from "./subscription.ts";
import { type LineOptions, VenueLine } from "./venue-line.ts";
import { VenueNews } from "./venue-news.ts";

export interface SupervisorOptions extends LineOptions {
  readonly venue: Venue;
  /** An even spread over [0, 1). */
  readonly random: () => number;
  readonly log: Log;
}

export class VenueSupervisor {
  readonly #options: SupervisorOptions;
  readonly #subscriptions = new Map<string, Subscription>();
  readonly #news: VenueNews;
  readonly #line: VenueLine;
  readonly #idle: ClosedLink;
  readonly ignored: IgnoredFrames;
  readonly #nextDial: NextDial;
  #link: Link;
  #stopWatch: (() => void) | undefined;
  #sleep: SleepWatch | undefined;

  constructor(options: SupervisorOptions) {
    this.#options = options;
    const { venue, clock, random, log } = options;
    this.#nextDial = new NextDial({ clock, random, dial: () => this.#dial() });
    this.#idle = saidLink("connecting", "feed.connecting", venue.label);
    this.#link = this.#idle;
    this.ignored = new IgnoredFrames(venue.name, log);
    this.#line = new VenueLine(options);
    this.#news = new VenueNews({
      clock,
      ignored: this.ignored,
      subscriptions: this.#subscriptions,
      told: (subscription) => this.#tell(subscription),
    });
  }

  /** Subscribes a symbol, dialling the venue for the first one. The returned function ends it; call it once. */
  subscribe(symbol: string, sink: SymbolSink): () => void {
    if (this.#subscriptions.has(symbol)) throw new RangeError(`${symbol} is subscribed already.`);
    const { venue, clock } = this.#options;
    const subscription = new Subscription(symbol, sink, clock.monotonicMs(), venue.hasContiguousIds);
    this.#subscriptions.set(symbol, subscription);
    if (this.#stopWatch) this.#ask([symbol]);
    else this.#start();
    this.#tell(subscription);
    return () => {
      if (this.#subscriptions.get(symbol) !== subscription) return;
      this.#subscriptions.delete(symbol);
      if (this.#subscriptions.size === 0) this.close();
      else this.#line.send(venue.unsubscribe([symbol]));
    };
  }

  /** The exchange's time, as far as it is known. */
  nowMs(): number {
    return this.#news.exchangeMs(this.#options.clock.wallMs());
  }

  /** Up to when by the exchange's time all of a symbol was heard; `undefined` where it is not heard now. */
  heardToMs(symbol: string): number | undefined {
    const one = this.#subscriptions.get(symbol);
    return one?.heardAtMs === undefined ? undefined : one.heardTo(this.#options.clock.monotonicMs());
  }

  /** Somebody asks by hand: a dial that is waited for comes as soon as the venue is to bear it. */
  hasten(): void {
    if (this.#link.phase === "open" || !this.#nextDial.hasten()) return;
    this.#turn({ ...this.#link, dialAtMs: this.#nextDial.atMs });
  }

  /** Hangs up and forgets every subscription; a later `subscribe` dials anew. */
  close(): void {
    this.#subscriptions.clear();
    this.#stopWatch?.();
    this.#stopWatch = undefined;
    this.#hangUp();
    this.#nextDial.forget();
    this.#link = this.#idle;
  }

  #start(): void {
    const { clock } = this.#options;
    this.#sleep = new SleepWatch(clock);
    this.#stopWatch = every(clock, WATCH_INTERVAL_MS, () => this.#watch());
    this.#dial();
  }

  #dial(): void {
    const { venue, log } = this.#options;
    this.#hangUp();
    log("venue.dialled", { venue: venue.name, failures: this.#nextDial.failures });
    // A socket that was hung up is silent by its own promise: no event of an old one arrives here.
    const events = {
      opened: () => this.#opened(),
      text: (frame: string) => this.#text(frame),
      binary: () => this.ignored.count("binary"),
      refused: (status: number, isProxy = false) => this.#refused(status, isProxy),
      closed: (detail: string, obstacle?: Obstacle) => this.#lost(detail, obstructedLink(venue, obstacle)),
    };
    this.#line.dial(events, [...this.#subscriptions.keys()]);
  }

  #hangUp(): void {
    this.#nextDial.cancel();
    this.#line.hangUp();
  }

  #opened(): void {
    const { venue } = this.#options;
    const { inAddress, maxSubscribed = 1 } = venue;
    const symbols = [...this.#subscriptions.keys()];
    // One request each, where a symbol that the venue refuses could take the others with it.
    for (let at = 0; at < symbols.length && !inAddress; at += maxSubscribed)
      this.#line.send(venue.subscribe(symbols.slice(at, at + maxSubscribed)));
    this.#turn({ phase: "open" }, (subscription) => subscription.restart(this.#line.lastSignMs));
  }

  #refused(status: number, isProxy: boolean): void {
    const link = refusedLink(this.#options.venue, status, isProxy);
    const reason = `answered with HTTP ${status}`;
    // A redirect's page can be signed in to at any moment.
    if (link.phase === "blocked" && status >= 400) this.#lose(reason, link, BLOCKED_RETRY_MS);
    else this.#lost(reason, link);
  }

  #lost(reason: string, link = obstructedLink(this.#options.venue, undefined)): void {
    const wasSteady = this.#line.openForMs >= STEADY_MS;
    this.#lose(reason, link, this.#nextDial.pauseMs(wasSteady, link.phase === "blocked"));
  }

  #lose(reason: string, link: ClosedLink, retryInMs: number): void {
    const { clock, log, venue } = this.#options;
    this.#hangUp();
    log("venue.lost", { venue: venue.name, reason, retryInMs });
    this.#nextDial.after(retryInMs);
    const atMs = clock.monotonicMs();
    this.#turn({ ...link, dialAtMs: this.#nextDial.atMs }, (subscription) => subscription.lost(atMs));
  }

  #turn(link: Link, change?: (subscription: Subscription) => void): void {
    this.#link = link;
    for (const subscription of this.#subscriptions.values()) {
      change?.(subscription);
      this.#tell(subscription);
    }
  }

  /** The venue announces its end: a connection that stood for a while is replaced at once. */
  #replace(): void {
    if (this.#line.openForMs < STEADY_MS) return this.#lost("it asks for a new connection");
    this.#lose("it asks for a new connection", this.#idle, this.#options.random() * PLANNED_DIAL_MS);
  }

  #text(frame: string): void {
    this.ignored.attempt(() => {
      for (const event of this.#options.venue.parse(frame)) this.ignored.attempt(() => this.#take(event));
    });
  }

  #take(event: VenueEvent): void {
    // After one that ended the connection, what else the frame held is of no use.
    if (!this.#line.isUp) return;
    const { label, name } = this.#options.venue;
    // Paths that fit nothing are no fault of the line.
    if (event.kind !== "bad" || event.reason === "no_match") this.#line.noteSign();
    switch (event.kind) {
      case "trade":
        return this.#news.trade(event.trade);
      case "heartbeat":
        return this.#news.heartbeat(event);
      case "error":
        this.#options.log("venue.error", { venue: name, reason: event.reason });
        return this.#news.refusal(event);
      case "bad":
        return this.ignored.count(event.reason);
      case "reconnect":
        return this.#replace();
      case "maintenance":
        return this.#lost("maintenance", saidLink("connecting", "venue.maintenance", label));
      case "unauthorized":
        return this.#lose("no right key", saidLink("blocked", "venue.wrong-key", label), BLOCKED_RETRY_MS);
      case "ignored":
    }
  }

  #watch(): void {
    const { clock, venue } = this.#options;
    const { hasSlept = false, wasSet = false } = this.#sleep?.look() ?? {};
    if (this.#link.phase === "open") {
      const silentMs = clock.monotonicMs() - this.#line.lastSignMs;
      if (hasSlept) this.#lost("the computer slept");
      else if (silentMs >= (venue.silentAfterMs ?? SILENT_CONNECTION_MS)) this.#lost("it went silent");
      else this.#askAgain();
    }
    if (wasSet) this.#news.clockWasSet();
    for (const subscription of this.#subscriptions.values()) this.#tell(subscription);
  }

  /** A symbol whose trades do not come though they are named is asked for once more, and then over a new connection. */
  #askAgain(): void {
    const { lagging, isHopeless } = this.#news.lagging();
    if (isHopeless) return this.#lost("its trades did not come");
    for (const symbol of lagging) this.#line.send(this.#options.venue.unsubscribe([symbol]));
    this.#ask(lagging);
  }

  #tell(subscription: Subscription): void {
    const { venue, clock } = this.#options;
    const hasNoMatch = this.ignored.of("no_match") > 0;
    subscription.tell(feedStatus(venue, this.#link, subscription, clock.monotonicMs(), hasNoMatch));
  }

  #ask(symbols: readonly string[]): void {
    const { venue } = this.#options;
    if (symbols.length === 0 || !this.#line.isUp) return;
    if (venue.inAddress) {
      if (!this.#nextDial.isSet) this.#nextDial.after(ADDRESS_GATHER_MS);
    } else for (const symbol of symbols) this.#line.send(venue.subscribe([symbol]));
  }
}
