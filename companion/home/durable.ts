/** Keeps what was written safe from a crash: the file is flushed first, then the folder that names it. */

import { open, rename, rm } from "node:fs/promises";
import path from "node:path";
import { PRIVATE_FILE_MODE } from "../process/private-mode.ts";
import { errorCode } from "../process/system-error.ts";
import { patiently } from "./patience.ts";

/** What file systems say that can't flush a folder (network shares, FUSE): their names are as safe as they get. */
const NO_FOLDER_FLUSH = new Set(["EINVAL", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EBADF"]);

/**
 * Flushes a folder's own entries. A crash image taken after a rename without this still showed the old name
 * (measured).
 */
export async function syncFolder(folder: string): Promise<void> {
  // Windows can't open folders for this; its file system journals names by itself.
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } catch (error) {
    if (!NO_FOLDER_FLUSH.has(errorCode(error) ?? "")) throw error;
  } finally {
    await handle.close();
  }
}

/** Replaces a small private file as a whole: after a crash it holds the old text or the new one. */
export async function replaceFile(file: string, text: string): Promise<void> {
  const next = `${file}.next`;
  // What has the name already (a crash's leftover, a link, a pipe) is never written into.
  await patiently(() => rm(next, { force: true }));
  const handle = await open(next, "wx", PRIVATE_FILE_MODE);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await patiently(() => rename(next, file));
  await syncFolder(path.dirname(file));
}
