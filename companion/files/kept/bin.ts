/** The bin: received files that their owner has taken back, with what stood beside them, for seven days. */

import { mkdirSync } from "node:fs";
import { readdir, rm } from "node:fs/promises";
import path from "node:path";
import { plainPlace } from "../../../shared/naming/place.ts";
import { message } from "../../../shared/texts/message.ts";
import { SaidError } from "../../../shared/texts/said.ts";
import { PRIVATE_FOLDER_MODE } from "../../process/private-mode.ts";
import type { FreeNames } from "../received/free-names.ts";
import type { InboxFolders } from "../received/inbox-folders.ts";
import type { ReceivedIndex } from "../received/received-index.ts";
import type { ReceivedRecord } from "../received/received-record.ts";
import type { FileMoves } from "./file-moves.ts";
import type { KeptRows } from "./kept-rows.ts";

/** What is in the bin is kept this long. */
export const BIN_LIFETIME_MS = 7 * 86_400_000;

export interface BinOptions {
  /** The folder of the bin; made when it is needed. */
  readonly folder: string;
  readonly index: ReceivedIndex;
  readonly rows: KeptRows;
  readonly folders: InboxFolders;
  readonly names: FreeNames;
  readonly moves: FileMoves;
}

export class Bin {
  readonly #options: BinOptions;

  constructor(options: BinOptions) {
    this.#options = options;
  }

  /** Puts a file away that is in the inbox as it came. Throws `SaidError`, or the system's error. */
  async put(seq: number, record: ReceivedRecord, now: number): Promise<void> {
    const { folder, rows, moves } = this.#options;
    mkdirSync(folder, { recursive: true, mode: PRIVATE_FOLDER_MODE });
    const place = this.placeOf(seq);
    // What a killed companion has left there is a second name of the very same file.
    await rm(place, { force: true });
    const note = (): void => rows.bin(seq, now);
    if (!(await moves.move({ seq, from: record.path, to: place, note })))
      throw new SaidError(message("kept.not-binned", { name: record.name }));
  }

  /** Takes a file out again, to where it was, or under another name where that is taken by now. */
  async take(seq: number, record: ReceivedRecord): Promise<void> {
    const { index, rows, folders, names, moves } = this.#options;
    const at = record.relativePath.split("/");
    const place = names.take(plainPlace(record.name, at.slice(0, -1)));
    try {
      const target = folders.pathOf(place.folder, place.name);
      const note = (): void => {
        rows.bin(seq, null);
        index.move(seq, place);
      };
      const isTaken = await moves
        .move({ seq, from: this.placeOf(seq), to: target, note })
        .catch((error: unknown) => {
          // Another disk that is full says so itself.
          if (error instanceof SaidError) throw error;
          return false;
        });
      if (!isTaken) throw new SaidError(message("kept.not-taken-out", { name: record.name }));
      await folders.sync([place.folder]);
    } finally {
      names.release(place);
    }
  }

  /** Removes for good what has been there for seven days, with its record. */
  async empty(now: number): Promise<number> {
    const { folder, rows, index } = this.#options;
    const old = rows.binned(now - BIN_LIFETIME_MS);
    if (old.length === 0) return 0;
    const names = await readdir(folder).catch(() => []);
    for (const seq of old) {
      for (const name of names)
        if (name === String(seq) || name.startsWith(`${seq}.`))
          await rm(path.join(folder, name), { force: true });
      index.remove(seq);
    }
    return old.length;
  }

  /** Where a file lies that is in it. */
  placeOf(seq: number): string {
    return path.join(this.#options.folder, String(seq));
  }
}
