/** How long a connection waits before it tries again. */

import { RECONNECT_CEILING_MS, RECONNECT_FLOOR_MS } from "../protocol/limits.ts";

/** A random part of a pause that doubles with every failed try: pages that lost it together come back apart. */
export function backoffMs(failedTries: number): number {
  const ceiling = Math.min(RECONNECT_CEILING_MS, RECONNECT_FLOOR_MS * 2 ** failedTries);
  return Math.max(RECONNECT_FLOOR_MS, Math.random() * ceiling);
}
