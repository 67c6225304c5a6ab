/** Every start of the background is a recovery: what an earlier one left half done is taken up again. */

import { returnSends, sendsIn } from "../../../shared/extension/store/sends.ts";
import { captureAgain } from "./capture.ts";
import type { CaptureOptions } from "./capture-options.ts";

/** Takes up what an earlier background was sending, and what it was getting. */
export async function recover(startedAt: number, options: CaptureOptions): Promise<void> {
  await Promise.all([recoverSends(), recoverCaptures(startedAt, options)]);
}

/** Gets the bytes of items again whose background ended while it was getting them. */
async function recoverCaptures(startedAt: number, options: CaptureOptions): Promise<void> {
  const items = await sendsIn("fetching");
  // The click that started this background is under way already.
  await Promise.all(items.filter((item) => item.at < startedAt).map((item) => captureAgain(item, options)));
}

/** Nothing is being sent yet, whatever an earlier background noted last. */
async function recoverSends(): Promise<void> {
  const items = await sendsIn("sending");
  if (items.length > 0) await returnSends(items.map(({ id }) => id));
}
