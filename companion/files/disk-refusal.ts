/** Turns what the disk did wrong into the refusal that the sender is shown. */

import { message } from "../../shared/texts/message.ts";
import { TransferRefused } from "../../shared/transfer/transfer-refused.ts";
import { errorCode, reason } from "../process/system-error.ts";
import { SetAside } from "./reading-notes.ts";

export const DISK_FULL = message("files.disk-full");

export { TransferRefused };

/** The refusal for a failed disk operation on the inbox. */
export function diskRefusal(error: unknown): TransferRefused {
  if (error instanceof TransferRefused) return error;
  if (error instanceof SetAside)
    return new TransferRefused("not_allowed", message("files.set-aside-retry", { what: error.what }), error);
  const code = errorCode(error);
  if (code === "ENOSPC" || code === "EDQUOT") {
    return new TransferRefused("disk_full", DISK_FULL, error);
  }
  return new TransferRefused("disk_failed", message("files.not-saved", { reason: reason(error) }), error);
}
