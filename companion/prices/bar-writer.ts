/** Gathers changed bars and writes them to the history in one transaction a second. */

import { type Clock, every } from "./clock.ts";
import type { BarHistory, StoredBar } from "./history.ts";
import { FLUSH_INTERVAL_MS, MAX_UNWRITTEN_BARS, PRUNE_INTERVAL_MS } from "./limits.ts";

export type Log = (event: string, fields: Record<string, unknown>) => void;

export interface BarWriter {
  /** Hands over bars to be written with the next batch; a later one replaces an earlier of the same time. */
  add(bars: readonly StoredBar[]): void;
  /** Gathers and writes now. A refused write is logged and tried again with the next. */
  flush(): void;
  /** Writes the last batch and stops. */
  close(): void;
}

/** `gather` is asked before each batch for what changed since. */
export function startBarWriter(options: {
  readonly history: BarHistory;
  readonly clock: Clock;
  readonly log: Log;
  readonly gather: () => readonly StoredBar[];
}): BarWriter {
  const { history, clock, log } = options;
  const waiting = new Map<string, StoredBar>();
  let prunedAtMs = clock.monotonicMs();

  function add(bars: readonly StoredBar[]): void {
    for (const row of bars) {
      const key = `${row.venue} ${row.symbol} ${row.resolution} ${row.bar[0]}`;
      if (!row.complete && waiting.get(key)?.complete === true) continue;
      waiting.set(key, row);
    }
  }

  function flush(): void {
    add(options.gather());
    if (waiting.size === 0) return;
    try {
      history.write([...waiting.values()]);
      waiting.clear();
    } catch (error) {
      log("price_history_not_written", { bars: waiting.size, reason: String(error) });
      for (const key of waiting.keys()) {
        if (waiting.size <= MAX_UNWRITTEN_BARS) break;
        waiting.delete(key);
      }
    }
  }

  function prune(): void {
    prunedAtMs = clock.monotonicMs();
    try {
      history.prune(clock.wallMs());
    } catch (error) {
      log("price_history_not_pruned", { reason: String(error) });
    }
  }

  prune();
  const stop = every(clock, FLUSH_INTERVAL_MS, () => {
    flush();
    if (clock.monotonicMs() - prunedAtMs >= PRUNE_INTERVAL_MS) prune();
  });
  return {
    add,
    flush,
    close() {
      stop();
      flush();
    },
  };
}
