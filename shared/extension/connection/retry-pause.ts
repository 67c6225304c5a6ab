/** How long a connection waits before it tries again. */

import { backoffMs } from "../../protocol/backoff.ts";
import { RECONNECT_BACKOFF, RETRY_REFUSED_MS, RETRY_STRANGER_MS } from "../limits.ts";

/**
 * What the last try met: nothing that answers, something that could not prove to be the companion, or the companion's
 * own refusal, after its proof.
 */
export type Met = "nobody" | "stranger" | "refusal";

/** How long to wait after so many failed tries: milliseconds. */
export function pauseMs(met: Met, failedTries: number): number {
  switch (met) {
    case "nobody":
      return backoffMs(failedTries, RECONNECT_BACKOFF, Math.random);
    case "stranger":
      return RETRY_STRANGER_MS;
    case "refusal":
      return RETRY_REFUSED_MS;
  }
}
