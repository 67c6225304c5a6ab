/** What a venue's trades, beats and refusals mean for the symbols that are followed there. */

import type { Clock } from "../clock.ts";
import { LAG_DIAL_MS } from "../limits.ts";
import type { Beat, ToldTrade, VenueEvent } from "../venues/venue.ts";
import { ExchangeClock } from "./exchange-clock.ts";
import type { IgnoredFrames } from "./ignored-frames.ts";
import type { Subscription } from "./subscription.ts";

export interface NewsOptions {
  readonly clock: Clock;
  readonly ignored: IgnoredFrames;
  readonly subscriptions: ReadonlyMap<string, Subscription>;
  /** Something about a symbol has changed that its listeners may want to know. */
  readonly told: (subscription: Subscription) => void;
}

export class VenueNews {
  readonly #options: NewsOptions;
  readonly #exchangeClock = new ExchangeClock();

  constructor(options: NewsOptions) {
    this.#options = options;
  }

  /** The exchange's time at a moment of our wall clock. */
  exchangeMs(wallMs: number): number {
    return this.#exchangeClock.now(wallMs);
  }

  /** Our own clock was set: what was learnt of the exchange's is void. */
  clockWasSet(): void {
    this.#exchangeClock.reset();
  }

  trade(told: ToldTrade): void {
    const { clock, ignored, subscriptions } = this.#options;
    const subscription = subscriptions.get(told.symbol);
    if (!subscription) return ignored.count("wrong_symbol");
    const wallMs = clock.wallMs();
    const timeMs = told.timeMs ?? this.exchangeMs(wallMs);
    if (told.timeMs !== undefined && !this.#exchangeClock.accepts(timeMs, wallMs))
      return ignored.count("time_out_of_range");
    const trade = { ...told, timeMs };
    const isFirst = subscription.heardAtMs === undefined;
    const { sink, watch, lastTradeMs } = subscription;
    const following = watch.trade(trade);
    if (isFirst && (following === "unknown" || following === "lost" || lastTradeMs === undefined)) {
      // Numbers that jump know better than signs of life up to when all was heard.
      sink.resumed(timeMs, following === "lost" ? lastTradeMs : subscription.heardToMs);
    } else if (!isFirst && following === "lost") {
      sink.missed?.(lastTradeMs ?? timeMs, timeMs);
    }
    subscription.lastTradeMs = Math.max(lastTradeMs ?? 0, timeMs);
    this.#heard(subscription);
    sink.trade(trade);
  }

  heartbeat(beat: Beat): void {
    const { clock, subscriptions } = this.#options;
    const wallMs = clock.wallMs();
    if (beat.timeMs !== undefined) this.#exchangeClock.accepts(beat.timeMs, wallMs);
    // That the line stands says nothing of a symbol: a venue may beat for ever beside a feed that is dead.
    const subscription = beat.symbol === undefined ? undefined : subscriptions.get(beat.symbol);
    if (!subscription) return;
    // Before the first price a beat says nothing either: some venues beat for symbols they do not trade.
    if (subscription.heardAtMs === undefined) {
      if (beat.lastPrice === undefined) return;
      this.#firstBeat(subscription, beat, beat.lastPrice, wallMs);
    }
    // One that names a trade which has not come is no sign of life before it does.
    if (subscription.watch.beat(beat, clock.monotonicMs())) this.#heard(subscription);
    else this.#options.told(subscription);
  }

  refusal(event: Extract<VenueEvent, { kind: "error" }>): void {
    const subscription =
      event.symbol === undefined ? undefined : this.#options.subscriptions.get(event.symbol);
    if (!subscription || subscription.heardAtMs !== undefined) return;
    subscription.refuse(event.reason);
    this.#options.told(subscription);
  }

  /** The symbols to ask for once more; and whether one of them was asked for again and lags on. */
  lagging(): { readonly lagging: readonly string[]; readonly isHopeless: boolean } {
    const nowMs = this.#options.clock.monotonicMs();
    const lagging: string[] = [];
    let isHopeless = false;
    for (const subscription of this.#options.subscriptions.values()) {
      if (!subscription.watch.isLagging(nowMs)) {
        subscription.askedAgainAtMs = undefined;
        continue;
      }
      const { askedAgainAtMs } = subscription;
      if (askedAgainAtMs === undefined) {
        subscription.askedAgainAtMs = nowMs;
        lagging.push(subscription.symbol);
      } else if (nowMs - askedAgainAtMs >= LAG_DIAL_MS) {
        isHopeless = true;
      }
    }
    return { lagging, isHopeless };
  }

  /** A symbol has shown that it lives. */
  #heard(subscription: Subscription): void {
    const { clock } = this.#options;
    subscription.heard(clock.monotonicMs(), this.exchangeMs(clock.wallMs()));
    this.#options.told(subscription);
  }

  /** A beat with a price before any trade: what is traded from here on is heard. */
  #firstBeat(subscription: Subscription, beat: Beat, price: string, wallMs: number): void {
    const { sink, watch, lastTradeMs } = subscription;
    const timeMs = beat.timeMs ?? this.exchangeMs(wallMs);
    const following = watch.begin(beat);
    if (following !== "repeated")
      sink.resumed(timeMs, following === "lost" ? lastTradeMs : subscription.heardToMs);
    sink.quote?.(price, timeMs);
  }
}
