/** Paces what one listener is sent: of ticks the newest of each interval, and every bar that changed meanwhile. */

import { type Bar, type FeedStatus, PriceEvent, type Tick } from "../../../shared/protocol/price.ts";
import type { Clock } from "../../prices/clock.ts";
import { TICK_INTERVAL_MS } from "../../prices/limits.ts";
import type { PriceListener } from "../../prices/symbol-feed.ts";
import type { JoinContext } from "./channel.ts";

export class PacedEvents implements PriceListener {
  readonly #context: Pick<JoinContext, "push" | "pushLatest">;
  readonly #clock: Clock;
  readonly #changed = new Map<number, Bar>();
  #tick: Tick | undefined;
  #status: FeedStatus | undefined;
  #started = false;
  #cancelPause: (() => void) | undefined;

  constructor(context: Pick<JoinContext, "push" | "pushLatest">, clock: Clock) {
    this.#context = context;
    this.#clock = clock;
  }

  /** Begins to send: nothing may come before the join's own reply. */
  start(): void {
    this.#started = true;
    if (this.#status !== undefined) this.#context.push(PriceEvent.status, { ...this.#status });
    this.#send();
  }

  /** Sends nothing more. */
  stop(): void {
    this.#started = false;
    this.#cancelPause?.();
    this.#cancelPause = undefined;
  }

  tick(tick: Tick): void {
    this.#tick = tick;
    this.#sendSoon();
  }

  bars(bars: readonly Bar[]): void {
    for (const bar of bars) this.#changed.set(bar[0], bar);
    this.#sendSoon();
  }

  status(status: FeedStatus): void {
    this.#status = status;
    if (!this.#started) return;
    // What was heard while the feed was live is not to arrive after the news that it is not.
    this.#flush();
    this.#context.push(PriceEvent.status, { ...status });
  }

  #sendSoon(): void {
    if (this.#started && this.#cancelPause === undefined) this.#send();
  }

  #send(): void {
    if (!this.#flush()) return;
    this.#cancelPause = this.#clock.after(TICK_INTERVAL_MS, () => {
      this.#cancelPause = undefined;
      this.#send();
    });
  }

  /** Returns whether there was anything to send. */
  #flush(): boolean {
    const tick = this.#tick;
    this.#tick = undefined;
    if (tick?.bar !== undefined) this.#changed.delete(tick.bar[0]);
    const bars = [...this.#changed.values()].sort((a, b) => a[0] - b[0]);
    this.#changed.clear();
    if (bars.length > 0) this.#context.push(PriceEvent.bars, { bars });
    if (tick !== undefined) this.#context.pushLatest(PriceEvent.tick, { ...tick });
    return tick !== undefined || bars.length > 0;
  }
}
