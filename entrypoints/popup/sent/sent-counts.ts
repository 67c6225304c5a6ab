/** How much of what is to be sent is in which state, for what can be done to all at once and for the tab's mark. */

import { useEffect, useState } from "preact/hooks";
import { oneAtATime } from "../../../shared/extension/connection/one-at-a-time.ts";
import { onChange } from "../../../shared/extension/store/changes.ts";
import { countSends } from "../../../shared/extension/store/sends.ts";

export interface OpenSends {
  /** Waiting or being sent. */
  readonly open: number;
  readonly paused: number;
  readonly failed: number;
}

const COUNT_EVERY_MS = 250;

export function useSentCounts(): OpenSends {
  const [counts, setCounts] = useState<OpenSends>({ open: 0, paused: 0, failed: 0 });
  useEffect(() => {
    const load = oneAtATime(async () => setCounts(await read()), COUNT_EVERY_MS);
    load();
    return onChange((changed) => {
      if (changed === "sends") load();
    });
  }, []);
  return counts;
}

async function read(): Promise<OpenSends> {
  const [waiting, sending, paused, failed] = await Promise.all([
    countSends("waiting"),
    countSends("sending"),
    countSends("paused"),
    countSends("failed"),
  ]);
  return { open: waiting + sending, paused, failed };
}
