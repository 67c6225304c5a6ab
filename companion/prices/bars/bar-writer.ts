/** Gathers what changed and writes it to the history in one transaction at a time, seldom. */

import type { Log } from "../../process/log.ts";
import { type Clock, every } from "../clock.ts";
import { FLUSH_INTERVAL_MS, MAX_UNWRITTEN_BARS, PRUNE_INTERVAL_MS } from "../limits.ts";
import type { BarHistory, Batch, HeardTo, SeriesKnowledge, StoredBar } from "./history.ts";

export interface BarWriterOptions {
  readonly history: Pick<BarHistory, "write" | "prune">;
  readonly clock: Clock;
  readonly log: Log;
  /** Asked before each batch for what changed since the last. */
  readonly gather: () => Batch;
}

export class BarWriter {
  readonly #options: BarWriterOptions;
  readonly #waiting = new Map<string, StoredBar>();
  readonly #knowledge = new Map<string, SeriesKnowledge>();
  readonly #heard = new Map<string, HeardTo>();
  readonly #stop: () => void;
  #prunedAtMs = 0;

  constructor(options: BarWriterOptions) {
    this.#options = options;
    const { clock } = options;
    this.#prune();
    this.#stop = every(clock, FLUSH_INTERVAL_MS, () => {
      this.flush();
      if (clock.monotonicMs() - this.#prunedAtMs >= PRUNE_INTERVAL_MS) this.#prune();
    });
  }

  /** Hands over bars to be written with the next batch; a later one replaces an earlier of the same time. */
  add(bars: readonly StoredBar[]): void {
    for (const row of bars) {
      const key = `${row.venue} ${row.symbol} ${row.resolution} ${row.bar[0]}`;
      if (row.isComplete || !this.#waiting.get(key)?.isComplete) this.#waiting.set(key, row);
    }
  }

  /** Gathers and writes now. A refused write is logged and tried again with the next. */
  flush(): void {
    const { bars, knowledge = [], heard = [] } = this.#options.gather();
    this.add(bars);
    for (const one of knowledge) this.#knowledge.set(`${one.venue} ${one.symbol} ${one.resolution}`, one);
    for (const one of heard) this.#heard.set(`${one.venue} ${one.symbol}`, one);
    const waiting = this.#waiting;
    try {
      this.#options.history.write({
        bars: [...waiting.values()],
        knowledge: [...this.#knowledge.values()],
        heard: [...this.#heard.values()],
      });
      for (const written of [waiting, this.#knowledge, this.#heard]) written.clear();
    } catch (error) {
      this.#options.log("bars.not-written", { bars: waiting.size, error });
      for (const key of waiting.keys()) {
        if (waiting.size <= MAX_UNWRITTEN_BARS) break;
        waiting.delete(key);
      }
    }
  }

  /** Writes the last batch and stops. */
  close(): void {
    this.#stop();
    this.flush();
  }

  #prune(): void {
    const { clock, history, log } = this.#options;
    this.#prunedAtMs = clock.monotonicMs();
    try {
      history.prune(clock.wallMs());
    } catch (error) {
      log("bars.not-pruned", { error });
    }
  }
}
