/** Opens what must be a regular file: no link leads elsewhere, and no pipe makes the reader wait. */

import { closeSync, constants, fstatSync, openSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { giveMode, PRIVATE_FILE_MODE } from "../process/private-mode.ts";

/** `O_NOFOLLOW` and `O_NONBLOCK` are missing on Windows, which has neither danger. */
export const NO_LINK = constants.O_NOFOLLOW ?? 0;
export const NO_WAIT = constants.O_NONBLOCK ?? 0;

/** Opens a file for reading; the caller closes it. Throws what the system says, and for what is no regular file. */
export async function openRegular(file: string): Promise<FileHandle> {
  const handle = await open(file, constants.O_RDONLY | NO_LINK | NO_WAIT);
  if ((await handle.stat()).isFile()) return handle;
  await handle.close();
  throw new Error("It is no regular file.");
}

/**
 * Opens a file of ours for reading and writing and makes it private; the caller closes its descriptor. `undefined`
 * where there is none: a link, a pipe or a second name of a file was planted, and is not written into.
 */
export function openOwn(file: string): number | undefined {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(file, constants.O_RDWR | NO_LINK | NO_WAIT);
    const stats = fstatSync(descriptor);
    if (!stats.isFile() || stats.nlink > 1) throw new Error("It was planted.");
    // A file that somebody else left here may have any mode.
    giveMode(descriptor, PRIVATE_FILE_MODE);
    return descriptor;
  } catch {
    if (descriptor !== undefined) closeSync(descriptor);
    return undefined;
  }
}
