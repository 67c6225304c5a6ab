/** Turns what the disk did wrong into the refusal that the sender is shown. */

import { TransferRefused } from "../../shared/transfer/transfer-refused.ts";
import { errorCode, reason } from "./home.ts";

export const DISK_FULL = "The computer's disk is full: free some space, then retry.";

export { TransferRefused };

/** The refusal for a failed disk operation on the inbox. */
export function diskRefusal(error: unknown): TransferRefused {
  if (error instanceof TransferRefused) return error;
  const code = errorCode(error);
  if (code === "ENOSPC" || code === "EDQUOT") {
    return new TransferRefused("disk_full", DISK_FULL, error);
  }
  return new TransferRefused(
    "disk_failed",
    `The computer could not save the file (${reason(error)}): check the Pagewire folder, then retry.`,
    error,
  );
}
