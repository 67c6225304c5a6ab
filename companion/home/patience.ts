/** Waits a little for a file that somebody else holds: a scanner or an indexer looks at each new one for a moment. */

import { setTimeout as sleep } from "node:timers/promises";
import { errorCode } from "../process/system-error.ts";

/** About three seconds in all, which is what scanners of that kind take at most. */
const WAITS_MS = [50, 100, 200, 400, 800, 1_600];
/** What Windows says of a file that is open elsewhere; on other systems a permission that is missing stays missing. */
const HELD = new Set(["EBUSY", "EPERM", ...(process.platform === "win32" ? ["EACCES"] : [])]);

/** Whether the system says that somebody else may be holding the file just now. */
export function isHeld(error: unknown): boolean {
  return HELD.has(errorCode(error) ?? "");
}

/** Does something with a file, again after a moment while somebody holds it. Throws what the system says at last. */
export async function patiently<T>(action: () => T | Promise<T>, mayHold = isHeld): Promise<T> {
  for (const waitMs of WAITS_MS) {
    try {
      return await action();
    } catch (error) {
      if (!mayHold(error)) throw error;
    }
    await sleep(waitMs);
  }
  return await action();
}
