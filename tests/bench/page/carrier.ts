/** Which carrier the product's own lanes take. */

import { POOL_IDLE_MS } from "../../../entrypoints/background/lanes/open-lanes.ts";
import { type LaneCarrier, readSettings, writeSettings } from "../../../shared/extension/store/settings.ts";

/** A lane is let go of by a timer that may be late by this much. */
const LATE_MS = 500;

/** Sets it as the options page does; `fastest` fetches by ranges. Resolves when no idle lane is left that would carry the next file as before. */
export async function carryFilesOver(carrier: LaneCarrier | "fastest"): Promise<void> {
  const { carrier: before = "fastest" } = await readSettings();
  if (before === carrier) return;
  await writeSettings({ carrier: carrier === "fastest" ? undefined : carrier });
  await new Promise((resolve) => setTimeout(resolve, POOL_IDLE_MS + LATE_MS));
}
