/** Every start of the background is a recovery: what an earlier one left half done is taken up again. */

import { listSends } from "../../shared/extension/sends.ts";
import { captureAgain } from "./capture.ts";

/** Gets the bytes of items again whose background ended while it was getting them. */
export async function recoverCaptures(startedAt: number): Promise<void> {
  const items = await listSends();
  // The click that started this background is under way already.
  const left = items.filter((item) => item.state === "fetching" && item.at < startedAt);
  await Promise.all(left.map((item) => captureAgain(item)));
}
