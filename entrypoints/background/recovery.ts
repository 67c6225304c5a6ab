/** Every start of the background is a recovery: what an earlier one left half done is taken up again. */

import { returnSends, sendsIn } from "../../shared/extension/sends.ts";
import { captureAgain } from "./capture.ts";

/** Gets the bytes of items again whose background ended while it was getting them. */
export async function recoverCaptures(startedAt: number): Promise<void> {
  const items = await sendsIn("fetching");
  // The click that started this background is under way already.
  await Promise.all(items.filter((item) => item.at < startedAt).map((item) => captureAgain(item)));
}

/** Nothing is being sent yet, whatever an earlier background noted last. */
export async function recoverSends(): Promise<void> {
  const items = await sendsIn("sending");
  if (items.length > 0) await returnSends(items.map(({ id }) => id));
}
