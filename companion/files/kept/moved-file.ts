/** Moves a file to another name, also onto another disk, and never over anything. */

import { rm, unlink } from "node:fs/promises";
import path from "node:path";
import { syncFolder } from "../../home/durable.ts";
import { patiently } from "../../home/patience.ts";
import { errorCode } from "../../process/system-error.ts";
import type { DiskCopies } from "../received/disk-copies.ts";

/** A file that has its new name and, until `finish`, its old one: whoever notes where it is does so in between. */
export interface Moving {
  /** Takes the old name away. */
  finish(): Promise<void>;
  /** Takes the new name away again. */
  undo(): Promise<void>;
}

/** Gives a file its new name; `undefined` where something has that. Throws `TransferRefused` where another disk has no room, else the system's error. */
export async function moveFile(copies: DiskCopies, from: string, to: string): Promise<Moving | undefined> {
  if (!(await copies.put(from, to))) return undefined;
  return {
    // Without hard links it has lost the old name already.
    async finish() {
      await patiently(() => unlink(from)).catch(ignoreGone);
    },
    async undo() {
      if (!(await copies.put(to, from))) await rm(to, { force: true });
      else await patiently(() => unlink(to)).catch(ignoreGone);
    },
  };
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
  copies: DiskCopies,
  from: string,
  to: string,
  kinds: readonly string[],
  note: () => void,
): Promise<boolean> {
  const moving = await moveFile(copies, from, to);
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
    const beside = await moveFile(copies, `${from}.${kind}`, `${to}.${kind}`).catch(ignoreGone);
    await beside?.finish();
  }
  await syncFolder(path.dirname(from));
  return true;
}
