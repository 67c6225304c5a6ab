/** The modes of files and folders that are for their user alone. */

import { chmodSync, fchmodSync, fstatSync, statSync } from "node:fs";
import { errorCode } from "./system-error.ts";

export const PRIVATE_FILE_MODE = 0o600;
export const PRIVATE_FOLDER_MODE = 0o700;

/** What the owner of a file is told on a disk that keeps no modes (FAT, some network shares). */
const NO_MODES = new Set(["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EINVAL"]);

/**
 * Gives a file or folder, named or open, its mode; one of this user's on a disk that keeps none stays as it is, and
 * whoever needs it private has to look. Throws what the system says of any other.
 */
export function giveMode(file: string | number, mode: number): void {
  try {
    if (typeof file === "string") chmodSync(file, mode);
    else fchmodSync(file, mode);
  } catch (error) {
    const { uid } = typeof file === "string" ? statSync(file) : fstatSync(file);
    if (!NO_MODES.has(errorCode(error) ?? "") || uid !== process.geteuid?.()) throw error;
  }
}
