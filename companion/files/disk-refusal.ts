/** Turns what the disk did wrong into the refusal that the sender is shown. */

import { statfs } from "node:fs/promises";
import { TransferRefused } from "../../shared/transfer/transfer-refused.ts";
import { errorCode, reason } from "./home.ts";

/** What stays free on the disk whatever arrives. */
export const DISK_RESERVE_BYTES = 64 * 1024 * 1024;

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

/** Refuses before the first byte where a file would eat into the reserve. */
export async function checkFreeSpace(folder: string, neededBytes: number): Promise<void> {
  const stats = await statfs(folder).catch((error: unknown) => {
    throw diskRefusal(error);
  });
  const free = stats.bavail * stats.bsize;
  if (neededBytes + DISK_RESERVE_BYTES > free) {
    throw new TransferRefused(
      "disk_full",
      `The computer's disk is full: ${megabytes(neededBytes)} MB are needed and ${megabytes(Math.max(0, free - DISK_RESERVE_BYTES))} MB are free. Free some space, then retry.`,
    );
  }
}

function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(1);
}
