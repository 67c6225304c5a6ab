/** Saves a received file where the browser saves downloads. */

import type { ReceivedItem } from "../../shared/extension/database.ts";
import { receivedBlob } from "../../shared/extension/received.ts";

/** Hands the file to the browser's own download under its name. The bytes are typed as nothing that could run. */
export async function saveFile(item: ReceivedItem): Promise<void> {
  const url = URL.createObjectURL(await receivedBlob(item, "application/octet-stream"));
  const link = document.createElement("a");
  link.href = url;
  link.download = item.name;
  link.click();
  // The download has taken hold of the bytes once the click has been handled.
  setTimeout(() => URL.revokeObjectURL(url), REVOKE_AFTER_MS);
}

const REVOKE_AFTER_MS = 60_000;
