/** A file's names: a second one is given before the first is taken away, so that at no moment it has none. */

import { linkSync, unlinkSync } from "node:fs";
import { lstat, open, rename, unlink } from "node:fs/promises";
import { isHeld, patiently } from "../../home/patience.ts";
import { PRIVATE_FILE_MODE } from "../../process/private-mode.ts";
import { errorCode } from "../../process/system-error.ts";

/** Whether anything has the name. */
export async function exists(file: string): Promise<boolean> {
  return await lstat(file).then(
    () => true,
    () => false,
  );
}

/** Takes a name away, if it is there. */
export function removeName(file: string): void {
  try {
    unlinkSync(file);
  } catch {
    // It was moved and not linked, or goes with the old parts.
  }
}

/** Takes a name away that nothing but an empty file has: the reservation of a companion that was killed. */
export async function removeEmpty(file: string): Promise<void> {
  const stats = await lstat(file).catch(() => undefined);
  if (stats?.isFile() && stats.size === 0) await patiently(() => unlink(file));
}

/** Whether two names are of one file. */
export async function isSameFile(one: string, other: string): Promise<boolean> {
  const there = await lstat(other).catch(() => undefined);
  if (!there) return false;
  const here = await lstat(one);
  return there.ino === here.ino && there.dev === here.dev;
}

/** A file system without hard links says one of these; Android says that it does not allow them. */
const NO_LINKS = new Set(["EPERM", "EACCES", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EINVAL", "EMLINK"]);

/** The two names are on different disks, subvolumes or mounts. */
export class OtherDisk extends Error {
  override readonly name = "OtherDisk";
}

/** Gives a file a second name unless it is taken; `false` where it is. Throws `OtherDisk` where it can have none there. */
export async function putUnderName(staged: string, target: string): Promise<boolean> {
  try {
    // At once: a name costs less than handing it to a thread and back (measured: a tenth).
    linkSync(staged, target);
    return true;
  } catch (error) {
    const code = errorCode(error) ?? "";
    if (code === "EEXIST") return false;
    if (code === "EXDEV") throw new OtherDisk();
    if (!NO_LINKS.has(code) && !isHeld(error)) throw error;
  }
  return await moveUnderName(staged, target);
}

/** Without hard links: the name is reserved, then the file is moved over the reservation. */
async function moveUnderName(staged: string, target: string): Promise<boolean> {
  try {
    await (await patiently(() => open(target, "wx", PRIVATE_FILE_MODE))).close();
  } catch (error) {
    if (errorCode(error) === "EEXIST") return false;
    throw error;
  }
  try {
    await patiently(() => rename(staged, target));
  } catch (error) {
    await patiently(() => unlink(target));
    throw errorCode(error) === "EXDEV" ? new OtherDisk() : error;
  }
  return true;
}
