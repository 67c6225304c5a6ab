/** When a venue is dialled next: after a failure with growing pauses, sooner where somebody asks, never in a storm. */

import { backoffMs } from "../../../shared/protocol/backoff.ts";
import type { Clock } from "../clock.ts";
import { ASKED_DIAL_MS, BLOCKED_RETRY_MS, VENUE_BACKOFF } from "../limits.ts";

export interface NextDialOptions {
  readonly clock: Clock;
  /** An even spread over [0, 1). */
  readonly random: () => number;
  dial(): void;
}

/** Times by the monotonic clock, in milliseconds. */
export class NextDial {
  readonly #options: NextDialOptions;
  #cancel: (() => void) | undefined;
  #atMs = 0;
  /** Since when it is waited for. */
  #sinceMs = 0;
  /** Up to when nobody's asking makes another dial come sooner. */
  #askableAtMs = 0;
  #failures = 0;

  constructor(options: NextDialOptions) {
    this.#options = options;
  }

  /** How many dials in a row have failed. */
  get failures(): number {
    return this.#failures;
  }

  /** Whether one is waited for. */
  get isSet(): boolean {
    return this.#cancel !== undefined;
  }

  /** When it comes, where it is waited for. */
  get atMs(): number {
    return this.#atMs;
  }

  /** Waits for so long, in the place of whatever was waited for. */
  after(delayMs: number): void {
    this.#sinceMs = this.#options.clock.monotonicMs();
    this.#setTo(this.#sinceMs + delayMs);
  }

  /** How long the pause after one more failure is, in milliseconds; the first again after a good connection. */
  pauseMs(wasSteady: boolean, isBlocked: boolean): number {
    this.#failures = wasSteady ? 1 : this.#failures + 1;
    if (isBlocked && this.#failures > 1) return BLOCKED_RETRY_MS;
    return backoffMs(this.#failures, VENUE_BACKOFF, this.#options.random);
  }

  /**
   * Somebody asks: what is waited for comes at once, but not before the shortest pause after a failure, and not as
   * often as somebody can ask. Says whether it comes sooner for it.
   */
  hasten(): boolean {
    const nowMs = this.#options.clock.monotonicMs();
    const atMs = Math.max(nowMs, this.#sinceMs + VENUE_BACKOFF.floorMs, this.#askableAtMs);
    if (!this.isSet || atMs >= this.#atMs) return false;
    this.#askableAtMs = atMs + ASKED_DIAL_MS;
    this.#setTo(atMs);
    return true;
  }

  cancel(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }

  /** Cancels it, and the next failure is the first. */
  forget(): void {
    this.cancel();
    this.#failures = 0;
  }

  #setTo(atMs: number): void {
    const { clock, dial } = this.#options;
    this.cancel();
    this.#atMs = atMs;
    this.#cancel = clock.after(atMs - clock.monotonicMs(), () => {
      this.#cancel = undefined;
      dial();
    });
  }
}
