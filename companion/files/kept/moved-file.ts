/** Moves a file to another name, also onto another disk, and never over anything. */

import { copyFile, constants as copying, open, rm, unlink } from "node:fs/promises";
import path from "node:path";
import { syncFolder } from "../../home/durable.ts";
import { patiently } from "../../home/patience.ts";
import { errorCode } from "../../process/system-error.ts";
import { OtherDisk, putUnderName } from "../received/second-names.ts";

/** A file that has its new name and, until `finish`, its old one: whoever notes where it is does so in between. */
export interface Moving {
  /** Takes the old name away. */
  finish(): Promise<void>;
  /** Takes the new name away again. */
  undo(): Promise<void>;
}

/** Gives a file its new name; `undefined` where something has that. Throws the system's error. */
export async function moveFile(from: string, to: string): Promise<Moving | undefined> {
  if (!(await putOrCopy(from, to))) return undefined;
  return {
    // Without hard links it has lost the old name already.
    async finish() {
      await patiently(() => unlink(from)).catch(ignoreGone);
    },
    async undo() {
      if (!(await putOrCopy(to, from))) await rm(to, { force: true });
      else await patiently(() => unlink(to)).catch(ignoreGone);
    },
  };
}

async function putOrCopy(from: string, to: string): Promise<boolean> {
  try {
    return await putUnderName(from, to);
  } catch (error) {
    if (!(error instanceof OtherDisk)) throw error;
  }
  try {
    await copyFile(from, to, copying.COPYFILE_EXCL);
  } catch (error) {
    if (errorCode(error) === "EEXIST") return false;
    await rm(to, { force: true });
    throw error;
  }
  const handle = await open(to, "r+");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
  return true;
}

function ignoreGone(error: unknown): undefined {
  if (errorCode(error) !== "ENOENT") throw error;
  return undefined;
}

/**
 * Moves a file with what stands beside it, each under its name and an ending; `note` is called while the file has both
 * names, and undoes the move by throwing. `false` where the new name is taken.
 */
export async function moveWithSidecars(
  from: string,
  to: string,
  kinds: readonly string[],
  note: () => void,
): Promise<boolean> {
  const moving = await moveFile(from, to);
  if (!moving) return false;
  try {
    await syncFolder(path.dirname(to));
    note();
  } catch (error) {
    await moving.undo();
    throw error;
  }
  await moving.finish();
  for (const kind of kinds) {
    // One that is not there was removed by its owner; one whose new name is taken stays where it is.
    const beside = await moveFile(`${from}.${kind}`, `${to}.${kind}`).catch(ignoreGone);
    await beside?.finish();
  }
  await syncFolder(path.dirname(from));
  return true;
}
