/** Tries failed items again: with the bytes that are here, else by fetching them anew. */

import { mayReadEverySite } from "../../../shared/extension/site-permissions.ts";
import type { SendItem } from "../../../shared/extension/store/database.ts";
import { refetchSend, retrySend, sendBlob, sendsIn } from "../../../shared/extension/store/sends.ts";
import { captureAgain } from "./capture.ts";
import type { CaptureOptions } from "./capture-options.ts";

/** How many are fetched from their sites at a time. */
const MAX_AT_A_TIME = 4;

/**
 * These failed items, or all of them, with or without the permission that is needed, and what a page of ours has noted only;
 * `onChange` is told as each is back in the queue.
 */
export async function retryFailed(
  ids: readonly string[] | undefined,
  isDeclined = false,
  options: CaptureOptions,
  onChange: () => void,
): Promise<void> {
  const items = ids ? await options.queue.find(ids) : await sendsIn("failed");
  const left = items.values();
  const workThrough = async (): Promise<void> => {
    for (const item of left) {
      if (item?.state === "failed") await retryOne(item, options, { isDeclined, isAlone: ids?.length === 1 });
      else if (item?.state === "fetching") await captureAgain(item, options);
      onChange();
    }
  };
  await Promise.all(Array.from({ length: MAX_AT_A_TIME }, workThrough));
}

/** What waited for the permission for every site goes on as soon as that is given, wherever it was. */
export async function retryPermitted(options: CaptureOptions, onChange: () => void): Promise<void> {
  if (!(await mayReadEverySite())) return;
  const waiting = (await sendsIn("failed")).filter(({ needsOrigin }) => needsOrigin !== undefined);
  await Promise.all(
    waiting.map((item) =>
      retryOne(item, options, { isDeclined: false, isAlone: waiting.length === 1 }).finally(onChange),
    ),
  );
}

async function retryOne(
  item: SendItem,
  options: CaptureOptions,
  { isDeclined, isAlone }: { readonly isDeclined: boolean; readonly isAlone: boolean },
): Promise<void> {
  if (await sendBlob(item.id)) return await retrySend(item.id);
  // Its page would ask the user to point at it, in a tab that nobody may be looking at.
  if (item.url === "" && !isAlone) return;
  await refetchSend(item.id);
  // What streams is read from its site when its turn comes.
  if (!item.stream) await captureAgain(item, options, { isDeclined });
}
