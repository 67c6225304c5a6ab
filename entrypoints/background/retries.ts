/** Tries failed items again: with the bytes that are here, else by getting them anew. */

import type { SendItem } from "../../shared/extension/database.ts";
import { findSends, retrySend, sendBlob, sendsIn } from "../../shared/extension/sends.ts";
import { captureAgain } from "./capture.ts";

/** So many are got from their sites at a time. */
const MAX_AT_A_TIME = 4;

/** One failed item, or all of them; `onChange` is told as each is back in the queue. */
export async function retryFailed(id: string | undefined, onChange: () => void): Promise<void> {
  const items = id === undefined ? await sendsIn("failed") : await findSends([id]);
  const left = items.values();
  const workThrough = async (): Promise<void> => {
    for (const item of left) {
      if (item?.state === "failed") await retryOne(item);
      onChange();
    }
  };
  await Promise.all(Array.from({ length: MAX_AT_A_TIME }, workThrough));
}

async function retryOne(item: SendItem): Promise<void> {
  if (await sendBlob(item.id)) await retrySend(item.id);
  else await captureAgain(item);
}
