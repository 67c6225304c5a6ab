/** Which carrier the product's own lanes take. */

import { IDLE_LANE_MS } from "../../../entrypoints/background/lane-pool.ts";
import { type LaneCarrier, readSettings, writeSettings } from "../../../shared/extension/settings.ts";

/** A lane is let go of by a timer that may be late by this much. */
const LATE_MS = 500;

/** Sets it as the options page does. Resolves when no idle lane is left that would carry the next file as before. */
export async function carryFilesOver(carrier: LaneCarrier): Promise<void> {
  const { carrier: before = "socket" } = await readSettings();
  if (before === carrier) return;
  await writeSettings({ carrier });
  await new Promise((resolve) => setTimeout(resolve, IDLE_LANE_MS + LATE_MS));
}
