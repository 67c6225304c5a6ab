/** What the popup reads of the sending queue at once: a part of its items, and how many are in which state. */

import type { SendItem } from "../../shared/extension/database.ts";
import { countSends, shownSends } from "../../shared/extension/sends.ts";

export interface SentView {
  readonly items: readonly SendItem[];
  /** Whether there are no more than these. */
  readonly isAll: boolean;
  /** Waiting or being sent. */
  readonly open: number;
  readonly paused: number;
  readonly failed: number;
}

export async function readSentView(limit: number): Promise<SentView> {
  const [shown, waiting, sending, paused, failed] = await Promise.all([
    shownSends(limit),
    countSends("waiting"),
    countSends("sending"),
    countSends("paused"),
    countSends("failed"),
  ]);
  return { ...shown, open: waiting + sending, paused, failed };
}
