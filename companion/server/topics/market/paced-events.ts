/** Paces what one listener is sent: of ticks the newest of each interval, and every bar that changed. */

import { GAPS_EVENT, type Gaps, SERIES_EVENT } from "../../../../shared/protocol/market/gaps.ts";
import type { FeedStatus } from "../../../../shared/protocol/price.ts";
import { type Bar, PriceEvent, type Tick } from "../../../../shared/protocol/price.ts";
import type { Clock } from "../../../prices/clock.ts";
import type { ToldStatus } from "../../../prices/feed/subscription.ts";
import type { PriceListener, SeriesHistory } from "../../../prices/feed/symbol-feed.ts";
import { TICK_INTERVAL_MS } from "../../../prices/limits.ts";
import type { JoinContext } from "../../channels/channel.ts";

export class PacedEvents implements PriceListener {
  readonly #context: Pick<JoinContext, "push" | "pushLatest">;
  readonly #clock: Clock;
  readonly #changed = new Map<number, Bar>();
  #tick: Tick | undefined;
  #status: ToldStatus | undefined;
  #gaps: Gaps | undefined;
  #series: SeriesHistory | undefined;
  #isStarted = false;
  #cancelPause: (() => void) | undefined;

  constructor(context: Pick<JoinContext, "push" | "pushLatest">, clock: Clock) {
    this.#context = context;
    this.#clock = clock;
  }

  /** Begins to send: nothing may come before the join's own reply. */
  start(): void {
    this.#isStarted = true;
    if (this.#series) this.#context.push(SERIES_EVENT, { ...this.#series });
    if (this.#status) this.#pushStatus(this.#status);
    this.#send();
    if (this.#gaps) this.#context.push(GAPS_EVENT, { ...this.#gaps });
  }

  /** Sends nothing more. */
  stop(): void {
    this.#isStarted = false;
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

  status(status: ToldStatus): void {
    this.#status = status;
    if (!this.#isStarted) return;
    // What was heard while the feed was live is not to arrive after the news that it is not.
    this.#flush();
    this.#pushStatus(status);
  }

  /** What is left of the wait, and not when it ends: the other end has a clock of its own. */
  #pushStatus({ state, detail, said, dialAtMs }: ToldStatus): void {
    const leftMs = dialAtMs === undefined ? 0 : Math.round(dialAtMs - this.#clock.monotonicMs());
    const status: FeedStatus = {
      ...{ state, detail },
      ...(said && { said }),
      ...(leftMs > 0 && { retryInMs: leftMs }),
    };
    this.#context.push(PriceEvent.status, { ...status });
  }

  gaps(gaps: Gaps): void {
    if (!this.#isStarted) {
      this.#gaps = gaps;
      return;
    }
    // What filled one comes before the news that it is filled.
    this.#flush();
    this.#context.push(GAPS_EVENT, { ...gaps });
  }

  series(history: SeriesHistory): void {
    this.#changed.clear();
    this.#tick = undefined;
    this.#gaps = undefined;
    if (this.#isStarted) this.#context.push(SERIES_EVENT, { ...history });
    else this.#series = history;
  }

  #sendSoon(): void {
    if (this.#isStarted && !this.#cancelPause) this.#send();
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
    if (tick?.bar) this.#changed.delete(tick.bar[0]);
    const bars = [...this.#changed.values()].sort((a, b) => a[0] - b[0]);
    this.#changed.clear();
    if (bars.length > 0) this.#context.push(PriceEvent.bars, { bars });
    if (tick) this.#context.pushLatest(PriceEvent.tick, { ...tick });
    return tick !== undefined || bars.length > 0;
  }
}
