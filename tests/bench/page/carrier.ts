/** Which carrier the product's own lanes take. */

import { type LaneCarrier, writeSettings } from "../../../shared/extension/settings.ts";

/** Sets it as the options page does. Resolves when the background reads it so. */
export async function carryFilesOver(carrier: LaneCarrier): Promise<void> {
  await writeSettings({ carrier });
}
