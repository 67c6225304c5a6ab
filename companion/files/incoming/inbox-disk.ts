/** The disk that the inbox is on: where it is another one, a file is copied there under a hidden name before it gets its own. */

import { statSync } from "node:fs";
import { copyFile, constants as copying, open, readdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import type { Home } from "../../home/home.ts";
import { patiently } from "../../home/patience.ts";
import type { Log } from "../../process/log.ts";
import { PRIVATE_FILE_MODE } from "../../process/private-mode.ts";
import { FreeSpace } from "../free-space.ts";
import { OtherDisk, putUnderName, removeName } from "../received/second-names.ts";

/** As much of a file is in memory at once while it is copied. */
const COPY_BYTES = 1024 * 1024;

/** The hidden name of a copy that is not whole yet: that of its part, with a dot. */
const COPY_NAME = /^\.[0-9a-f]{32}-[0-9a-f]{32}\.part$/;

export class InboxDisk {
  readonly #inbox: string;
  readonly #space: FreeSpace;
  /** Known at the start, or by the first file that could not be linked (a bind mount of the same disk). */
  #isApart: boolean;
  /** The room that files need where they go in the end, besides where they are staged. */
  readonly placeSpace: FreeSpace | undefined;

  constructor({ staging, inbox }: Home, stagingSpace: FreeSpace, log: Log) {
    this.#inbox = inbox;
    this.#isApart = areApart(staging, inbox);
    this.placeSpace = this.#isApart ? new FreeSpace(inbox, log) : undefined;
    this.#space = this.placeSpace ?? stagingSpace;
  }

  /** Whether files have to be copied to get there. */
  get isApart(): boolean {
    return this.#isApart;
  }

  /**
   * Gives a staged file, or the copy of one, its name in the inbox; `false` where something has that name. Throws
   * `TransferRefused` where a copy is needed and finds no space, else the system's error.
   */
  async put(staged: string, target: string): Promise<boolean> {
    try {
      return await putUnderName(staged, target);
    } catch (error) {
      if (!(error instanceof OtherDisk)) throw error;
      this.#isApart = true;
    }
    const beside = await this.copy(staged);
    try {
      return await putUnderName(beside, target);
    } finally {
      removeName(beside);
    }
  }

  /** Copies a staged file there and flushes it; returns where it is. Throws as `put` does; nothing stays there then. */
  async copy(staged: string): Promise<string> {
    const beside = path.join(this.#inbox, `.${path.basename(staged)}`);
    // A crash may have left one.
    await rm(beside, { force: true });
    const promised = await this.#space.promise((await stat(staged)).size);
    try {
      if (!(await isCloned(staged, beside))) await copyBytes(staged, beside);
      return beside;
    } catch (error) {
      await rm(beside, { force: true }).catch(() => undefined);
      throw error;
    } finally {
      promised.release();
    }
  }

  /** Removes what a killed companion has left half copied. None may be under way. */
  async removeLeftCopies(): Promise<void> {
    for (const name of await readdir(this.#inbox))
      if (COPY_NAME.test(name)) await rm(path.join(this.#inbox, name), { force: true });
  }
}

/** Whether two folders are on different disks; `false` where that can't be said. */
function areApart(one: string, other: string): boolean {
  try {
    return statSync(one).dev !== statSync(other).dev;
  } catch {
    return false;
  }
}

/** Subvolumes of one disk share the bytes: then nothing is copied at all. */
async function isCloned(staged: string, beside: string): Promise<boolean> {
  try {
    await copyFile(staged, beside, copying.COPYFILE_EXCL | copying.COPYFILE_FICLONE_FORCE);
  } catch {
    await rm(beside, { force: true });
    return false;
  }
  await flush(beside);
  return true;
}

async function copyBytes(staged: string, beside: string): Promise<void> {
  const from = await open(staged, "r");
  try {
    const to = await patiently(() => open(beside, "wx", PRIVATE_FILE_MODE));
    try {
      await to.writeFile(from.createReadStream({ autoClose: false, highWaterMark: COPY_BYTES }));
      await to.sync();
    } finally {
      await to.close();
    }
  } finally {
    await from.close();
  }
}

async function flush(file: string): Promise<void> {
  const handle = await open(file, "r+");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
