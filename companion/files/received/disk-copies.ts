/** What gets a file onto another disk: a copy under a hidden name beside its place, flushed before it is named, and never left half. */

import { randomUUID } from "node:crypto";
import { statSync } from "node:fs";
import { copyFile, constants as copying, open, readdir, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { patiently } from "../../home/patience.ts";
import type { Log } from "../../process/log.ts";
import { PRIVATE_FILE_MODE } from "../../process/private-mode.ts";
import { errorCode } from "../../process/system-error.ts";
import { inRelaxedTransaction, type Statements, statementsOf } from "../database.ts";
import { FreeSpace } from "../free-space.ts";
import { textOf } from "../stored-values.ts";
import { OtherDisk, putUnderName, removeName } from "./second-names.ts";

/** As much of a file is in memory at once while it is copied. */
const COPY_BYTES = 1024 * 1024;

/** The hidden name of a copy, also of one that an older version has left. */
const COPY_NAME = /^\.[0-9a-f]{32}(?:-[0-9a-f]{32})?\.part$/;

export interface DiskCopiesOptions {
  readonly database: DatabaseSync;
  readonly inbox: string;
  readonly log: Log;
}

export class DiskCopies {
  readonly #options: DiskCopiesOptions;
  readonly #sql: Statements;
  /** By the number of the disk. */
  readonly #spaces = new Map<number, { readonly folder: string; readonly space: FreeSpace }>();

  constructor(options: DiskCopiesOptions) {
    this.#options = options;
    this.#sql = statementsOf(options.database);
  }

  /** The room of the disk that a folder is on, one for all its folders. */
  spaceAt(folder: string): FreeSpace {
    const disk = diskOf(folder);
    const known = disk === undefined ? undefined : this.#spaces.get(disk);
    // The folder by which it is known may be gone, or lie on another disk by now.
    if (known && (known.folder === folder || diskOf(known.folder) === disk)) return known.space;
    const space = new FreeSpace(folder, this.#options.log);
    if (disk !== undefined) this.#spaces.set(disk, { folder, space });
    return space;
  }

  /**
   * Gives a file the name, or a copy of it where that is on another disk; `false` where something has it. Throws
   * `TransferRefused` where the copy finds no room, else the system's error.
   */
  async put(from: string, to: string): Promise<boolean> {
    try {
      return await putUnderName(from, to);
    } catch (error) {
      if (!(error instanceof OtherDisk)) throw error;
    }
    return await this.#withCopy(from, to, (beside) => putUnderName(beside, to));
  }

  /** The same over whatever has the name. */
  async putOver(from: string, to: string): Promise<void> {
    try {
      await patiently(() => rename(from, to));
    } catch (error) {
      if (errorCode(error) !== "EXDEV") throw error;
      await this.#withCopy(from, to, (beside) => patiently(() => rename(beside, to)));
    }
  }

  /** Copies a file into a folder and flushes it; returns where it is until `remove`. Throws as `put` does; nothing stays there then. */
  async make(from: string, folder: string): Promise<string> {
    const beside = path.join(folder, `.${randomUUID().replaceAll("-", "")}.part`);
    const promised = await this.spaceAt(folder).promise((await stat(from)).size);
    try {
      // First this: a companion that is killed finds it at the next start.
      inRelaxedTransaction(this.#options.database, () =>
        this.#sql("INSERT INTO disk_copies (place) VALUES (?)").run(this.#stored(beside)),
      );
      if (!(await isCloned(from, beside))) await copyBytes(from, beside);
      return beside;
    } catch (error) {
      this.remove(beside);
      throw error;
    } finally {
      promised.release();
    }
  }

  /** Takes the hidden name away: the copy has another one, or is not needed. */
  remove(beside: string): void {
    removeName(beside);
    try {
      inRelaxedTransaction(this.#options.database, () =>
        this.#sql("DELETE FROM disk_copies WHERE place = ?").run(this.#stored(beside)),
      );
    } catch (error) {
      // The next start looks for it in vain.
      this.#options.log("copy.not-struck", { error });
    }
  }

  /** Removes what a killed companion has left half copied. None may be under way. */
  async removeLeft(): Promise<void> {
    const { inbox, database } = this.#options;
    const noted = this.#sql("SELECT place FROM disk_copies").all();
    const left = noted.map(({ place }) => path.join(inbox, textOf(place)));
    for (const name of await readdir(inbox)) left.push(path.join(inbox, name));
    for (const file of left) if (COPY_NAME.test(path.basename(file))) await rm(file, { force: true });
    if (noted.length > 0) inRelaxedTransaction(database, () => this.#sql("DELETE FROM disk_copies").run());
  }

  async #withCopy<T>(from: string, to: string, name: (beside: string) => Promise<T>): Promise<T> {
    const beside = await this.make(from, path.dirname(to));
    try {
      return await name(beside);
    } finally {
      this.remove(beside);
    }
  }

  /** A home may be moved as a whole. */
  #stored(place: string): string {
    return path.relative(this.#options.inbox, place);
  }
}

/** The number of the disk that a folder is on; `undefined` where that can't be said. */
export function diskOf(folder: string): number | undefined {
  try {
    return statSync(folder).dev;
  } catch {
    return undefined;
  }
}

/** Subvolumes of one disk share the bytes: then nothing is copied at all. */
async function isCloned(from: string, beside: string): Promise<boolean> {
  try {
    await copyFile(from, beside, copying.COPYFILE_EXCL | copying.COPYFILE_FICLONE_FORCE);
  } catch {
    await rm(beside, { force: true });
    return false;
  }
  await flush(beside);
  return true;
}

async function copyBytes(from: string, beside: string): Promise<void> {
  const source = await open(from, "r");
  try {
    const copy = await patiently(() => open(beside, "wx", PRIVATE_FILE_MODE));
    try {
      await copy.writeFile(source.createReadStream({ autoClose: false, highWaterMark: COPY_BYTES }));
      await copy.sync();
    } finally {
      await copy.close();
    }
  } finally {
    await source.close();
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
