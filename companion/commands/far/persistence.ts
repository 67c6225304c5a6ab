/** Goes on with a file over one line after the other, until it is there or the line stays away. */

import { setTimeout as delay } from "node:timers/promises";
import { backoffMs } from "../../../shared/protocol/backoff.ts";
import { message } from "../../../shared/texts/message.ts";
import { LineBroken } from "../control/lane.ts";
import type { Remote } from "../control/remote.ts";
import { CommandFailed, Exit } from "../terminal/terminal.ts";

const PAUSES = { floorMs: 200, ceilingMs: 5_000 };
/** A line that has brought nothing for so long does not come back: a laptop that was closed and opened again is quicker. */
const GIVE_UP_AFTER_MS = 90_000;

/** What has been moved so far, by which progress is told. */
export type Moved = () => number;

/**
 * Tries again wherever the line breaks, and where nothing answers once it has stood. Throws `CommandFailed` where it stays away.
 */
export async function persistently<Result>(
  { url }: Remote,
  moved: Moved,
  attempt: () => Promise<Result>,
): Promise<Result> {
  let hasStood = false;
  let before = moved();
  let since = performance.now();
  for (let tries = 0; ; tries += 1) {
    try {
      return await attempt();
    } catch (error) {
      const isAway = hasStood && error instanceof CommandFailed && error.exit === Exit.notRunning;
      if (!(error instanceof LineBroken) && !isAway) throw error;
      if (error instanceof LineBroken) hasStood = true;
    }
    if (moved() !== before) {
      [before, since, tries] = [moved(), performance.now(), 0];
    }
    if (performance.now() - since > GIVE_UP_AFTER_MS) throw new CommandFailed(message("far.lost", { url }));
    await delay(backoffMs(tries, PAUSES, Math.random));
  }
}
