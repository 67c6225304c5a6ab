/** Whether this browser waits for its first pairing, and for nothing else. */

import type { ConnectionReport } from "../../../shared/extension/connection/connection-report.ts";

/** As `isUnpaired` in `shared/extension/connection/`, which is loaded with the connection: after the first rows. */
export function isFirstTime({ state, reason }: ConnectionReport): boolean {
  return state === "not-paired" && reason === undefined;
}
