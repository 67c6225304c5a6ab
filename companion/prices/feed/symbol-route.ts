/** The way of one symbol through the user's venues: the first that answers is heard, and no two at a time. */

import type { Resolution } from "../../../shared/protocol/price.ts";
import { type Message, message } from "../../../shared/texts/message.ts";
import { feedSaying } from "../../../shared/texts/said.ts";
import { isMessage } from "../../../shared/texts/text.ts";
import type { Batch } from "../bars/history.ts";
import { every } from "../clock.ts";
import { ALL_FAILED_MS, FALL_BACK_LOST_MS, FALL_BACK_MS, LINGER_MS, RETURN_MS } from "../limits.ts";
import type { MarketError } from "../market-error.ts";
import type { ToldStatus } from "./subscription.ts";
import {
  type FeedServices,
  type HistoryPart,
  type OpenVenue,
  type PriceListener,
  type SeriesHistory,
  SymbolFeed,
} from "./symbol-feed.ts";

/** A listener's subscription. */
export interface Listening {
  readonly history: SeriesHistory;
  /** A part of the series further back, or of bars of another length. */
  part(resolution: Resolution, fromSeconds: number, toSeconds: number): Promise<HistoryPart>;
  /** Ends it; calling it again does nothing. */
  leave(): void;
}

export interface RouteOptions extends FeedServices {
  readonly symbol: string;
  /** The venues that may trade it, in the user's order; at least one. */
  readonly candidates: readonly [OpenVenue, ...OpenVenue[]];
  /** Called once when the last listener has been gone for a while. */
  onIdle(): void;
}

interface Entry {
  readonly resolution: Resolution;
  readonly listener: PriceListener;
  leaveFeed: () => void;
}

export class SymbolRoute {
  readonly #options: RouteOptions;
  readonly #entries = new Set<Entry>();
  readonly #closing = new Set<Promise<void>>();
  /** With those whose join is under way. */
  #listeners = 0;
  #at = 0;
  #feed: SymbolFeed;
  /** What the venue that was asked first has said when it was left. */
  #why: Message | undefined;
  #probe: SymbolFeed | undefined;
  #cancelDeadline: (() => void) | undefined;
  #cancelProbe: (() => void) | undefined;
  #stopReturning: (() => void) | undefined;
  #cancelLinger: (() => void) | undefined;
  #endedBy: MarketError | undefined;

  constructor(options: RouteOptions) {
    this.#options = options;
    this.#feed = this.#open(options.candidates[0]);
    this.#judge(this.#feed.status);
  }

  /** Whether nobody listens any more; it only waits for somebody to come back. */
  get isResting(): boolean {
    return this.#listeners === 0;
  }

  /** Lets a listener in, for whom a venue that waits is dialled sooner; it hears its first status, and the last price if there is one, before this resolves. */
  async listen(resolution: Resolution, listener: PriceListener): Promise<Listening> {
    this.#listeners += 1;
    this.#cancelLinger?.();
    this.#cancelLinger = undefined;
    this.#feed.hasten();
    for (let feed: SymbolFeed | undefined; feed !== this.#feed; ) {
      feed = this.#feed;
      await feed.prepare(resolution).catch((error: unknown) => {
        // One that made room for another venue's in the meantime is no failure.
        if (feed === this.#feed) throw error;
      });
    }
    if (this.#endedBy) throw this.#endedBy;
    const history = this.#feed.historyOf(resolution);
    const entry: Entry = { resolution, listener, leaveFeed: () => undefined };
    this.#entries.add(entry);
    this.#attach(entry);
    return {
      history,
      part: (length, from, to) => this.#feed.part(length, from, to),
      leave: () => {
        if (this.#entries.delete(entry)) {
          entry.leaveFeed();
          this.#leave();
        }
      },
    };
  }

  /** Everything that changed since the last call, for the database. */
  takeChanged(): readonly Batch[] {
    return [this.#feed, this.#probe].flatMap((feed) => feed?.takeChanged() ?? []);
  }

  /** Ends it for all its listeners, with the reason for those whose join is under way. */
  async close(reason: MarketError): Promise<void> {
    this.#endedBy = reason;
    for (const cancel of [this.#cancelLinger, this.#cancelDeadline, this.#cancelProbe, this.#stopReturning])
      cancel?.();
    this.#entries.clear();
    this.#end(this.#feed, reason);
    this.#end(this.#probe, reason);
    await Promise.all(this.#closing);
  }

  #open(open: OpenVenue): SymbolFeed {
    const feed: SymbolFeed = new SymbolFeed({
      ...this.#options,
      open,
      // The first status comes before there is a feed.
      onStatus: (status) => this.#heard(open, status),
    });
    return feed;
  }

  #heard(open: OpenVenue, status: ToldStatus): void {
    if (open === this.#options.candidates[this.#at]) this.#judge(status);
    else if (status.state === "live") this.#options.clock.after(0, () => this.#returnTo(open));
  }

  /** Gives a venue that does not answer its time, and then the next one its turn. */
  #judge({ state }: ToldStatus): void {
    const { candidates, clock } = this.#options;
    if (candidates.length === 1 || this.#endedBy) return;
    const hasPrice = this.#feed?.hasPrice ?? false;
    if (state === "live" || (state === "stale" && hasPrice)) {
      this.#cancelDeadline?.();
      this.#cancelDeadline = undefined;
      return;
    }
    // Not within the status' own call: the feed is in the middle of telling it.
    if (state === "blocked") {
      this.#cancelDeadline?.();
      this.#cancelDeadline = clock.after(this.#isLast() ? ALL_FAILED_MS : 0, () => this.#next());
      return;
    }
    const waitMs = this.#isLast() ? ALL_FAILED_MS : hasPrice ? FALL_BACK_LOST_MS : FALL_BACK_MS;
    this.#cancelDeadline ??= clock.after(waitMs, () => this.#next());
  }

  /** Whether the venues after this one have been asked, in this round. */
  #isLast(): boolean {
    return this.#at === 0 && this.#why !== undefined;
  }

  #next(): void {
    this.#cancelDeadline = undefined;
    const { candidates, log, symbol } = this.#options;
    const { said } = this.#feed.status;
    const at = (this.#at + 1) % candidates.length;
    if (this.#at === 0) this.#why = said && isMessage(said) ? said : undefined;
    log("venue.left", { symbol, venue: this.#feed.venue.name, next: candidates[at]?.venue.name });
    this.#turnTo(at);
    if (at === 0) return;
    this.#stopReturning ??= every(this.#options.clock, RETURN_MS, () => this.#tryPreferred());
  }

  #turnTo(at: number, ready?: SymbolFeed): void {
    const { candidates, writer } = this.#options;
    const open = candidates[at] ?? candidates[0];
    writer.flush();
    for (const entry of this.#entries) entry.leaveFeed();
    this.#end(this.#feed, undefined);
    this.#at = at;
    this.#feed = ready ?? this.#open(open);
    for (const entry of this.#entries) {
      entry.listener.series?.(this.#feed.historyOf(entry.resolution));
      this.#attach(entry);
    }
    this.#judge(this.#feed.status);
  }

  /** While a later venue is heard, those before it are asked now and then whether they answer by now. */
  #tryPreferred(): void {
    if (this.#at === 0 || this.#probe) return;
    const [first] = this.#options.candidates;
    this.#probe = this.#open(first);
    this.#cancelProbe = this.#options.clock.after(FALL_BACK_LOST_MS, () => this.#endProbe());
  }

  #endProbe(): void {
    this.#cancelProbe?.();
    this.#end(this.#probe, undefined);
    this.#probe = undefined;
  }

  #returnTo(open: OpenVenue): void {
    const probe = this.#probe;
    if (probe?.venue !== open.venue || this.#endedBy) return;
    this.#cancelProbe?.();
    this.#probe = undefined;
    this.#why = undefined;
    this.#stopReturning?.();
    this.#stopReturning = undefined;
    this.#turnTo(0, probe);
  }

  #attach(entry: Entry): void {
    const { resolution, listener } = entry;
    const told: PriceListener = {
      tick: (tick) => listener.tick(tick),
      bars: (bars) => listener.bars(bars),
      gaps: (gaps) => listener.gaps?.(gaps),
      status: (status) => listener.status(this.#explained(status)),
    };
    entry.leaveFeed = this.#feed.add({ resolution, listener: told });
  }

  /** A later venue's price is never told without the reason why it is not the first one's. */
  #explained(status: ToldStatus): ToldStatus {
    const why = this.#why;
    if (status.state !== "live" || this.#at === 0 || !why) return status;
    return feedSaying("live", message("venue.instead", { venue: this.#feed.venue.label, why }));
  }

  #end(feed: SymbolFeed | undefined, reason: MarketError | undefined): void {
    if (!feed) return;
    const { log, symbol } = this.#options;
    const end = feed
      .close(reason)
      .catch((error: unknown) => log("price.feed-not-closed", { symbol, error }))
      .then(() => void this.#closing.delete(end));
    this.#closing.add(end);
  }

  #leave(): void {
    this.#listeners -= 1;
    if (this.#listeners > 0 || this.#endedBy) return;
    this.#cancelLinger = this.#options.clock.after(LINGER_MS, () => this.#options.onIdle());
  }
}
