/** The one connection to a venue: what is sent over it and how fast, and when it last showed that it lives. */

import { type Clock, every } from "../clock.ts";
import type { Venue } from "../venues/venue.ts";
import type { FeedEvents, FeedSocket, OpenFeed } from "../web/connections.ts";
import { PacedFrames } from "./paced-frames.ts";

export interface LineOptions {
  readonly venue: Pick<Venue, "framePace" | "keepAlive">;
  readonly openFeed: OpenFeed;
  readonly clock: Clock;
}

export class VenueLine {
  readonly #options: LineOptions;
  readonly #frames: PacedFrames;
  #socket: FeedSocket | undefined;
  #openedMs: number | undefined;
  #stopKeepingAlive: (() => void) | undefined;
  #lastSignMs = 0;

  constructor(options: LineOptions) {
    this.#options = options;
    this.#frames = new PacedFrames(options.clock, options.venue.framePace);
  }

  /** Whether there is one, open or about to be. */
  get isUp(): boolean {
    return this.#socket !== undefined;
  }

  /** How long it has been open, in milliseconds; 0 where it is not. */
  get openForMs(): number {
    return this.#openedMs === undefined ? 0 : this.#options.clock.monotonicMs() - this.#openedMs;
  }

  /** When it last showed that it lives, by the monotonic clock. */
  get lastSignMs(): number {
    return this.#lastSignMs;
  }

  /** What came over it makes sense: noise alone is no sign of life. */
  noteSign(): void {
    this.#lastSignMs = this.#options.clock.monotonicMs();
  }

  /** Dials in the place of whatever there was, which is silent from here on. */
  dial(events: FeedEvents, symbols: readonly string[]): void {
    const { openFeed, clock } = this.#options;
    this.hangUp();
    this.noteSign();
    const noted: FeedEvents = {
      ...events,
      opened: () => {
        this.noteSign();
        this.#openedMs = this.#lastSignMs;
        this.#keepAlive();
        events.opened();
      },
    };
    this.#socket = openFeed(noted, clock, symbols);
  }

  /** Sends frames as fast as the venue takes them; nothing where there is no open connection. */
  send(frames: readonly string[]): void {
    if (this.#openedMs !== undefined) this.#frames.send(frames, (frame) => this.#socket?.send(frame));
  }

  hangUp(): void {
    this.#stopKeepingAlive?.();
    this.#stopKeepingAlive = undefined;
    this.#frames.clear();
    this.#openedMs = undefined;
    this.#socket?.close();
    this.#socket = undefined;
  }

  #keepAlive(): void {
    const { venue, clock } = this.#options;
    const { keepAlive } = venue;
    if (!keepAlive) return;
    this.#stopKeepingAlive = every(clock, keepAlive.everyMs, () => this.#socket?.send(keepAlive.text));
  }
}
