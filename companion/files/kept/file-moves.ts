/** Moves received files to other names, also onto other disks, with what stands beside them; a killed companion's move is gone on with. */

import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { rm, unlink } from "node:fs/promises";
import path from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { pipeline } from "node:stream/promises";
import { syncFolder } from "../../home/durable.ts";
import { patiently } from "../../home/patience.ts";
import { errorCode } from "../../process/system-error.ts";
import { inTransaction, type Statements, statementsOf } from "../database.ts";
import type { DiskCopies } from "../received/disk-copies.ts";
import { isSameFile } from "../received/second-names.ts";
import { textOf, wholeNumber } from "../stored-values.ts";

export interface FileMovesOptions {
  readonly database: DatabaseSync;
  readonly inbox: string;
  readonly copies: DiskCopies;
}

/** A received file that is to have another name. */
export interface FileMove {
  readonly seq: number;
  readonly from: string;
  readonly to: string;
  /** Writes down where it is; undoes the move by throwing. */
  readonly note: () => void;
}

export class FileMoves {
  readonly #options: FileMovesOptions;
  readonly #sql: Statements;

  constructor(options: FileMovesOptions) {
    this.#options = options;
    this.#sql = statementsOf(options.database);
  }

  /**
   * Gives a file its new name; `false` where that is taken. What stands beside it follows by `follow`. Throws
   * `TransferRefused` where another disk has no room, what `note` throws, else the system's error.
   */
  async move({ seq, from, to, note }: FileMove): Promise<boolean> {
    const { copies, database } = this.#options;
    if (!(await copies.put(from, to))) return false;
    try {
      await syncFolder(path.dirname(to));
      // It has both names until this is written, and is known to have had the old one until nothing is left there.
      inTransaction(database, () => {
        this.#sql("INSERT OR IGNORE INTO moved_from (received, place) VALUES (?, ?)").run(
          seq,
          path.relative(this.#options.inbox, from),
        );
        note();
      });
    } catch (error) {
      if (!(await copies.put(to, from))) await rm(to, { force: true });
      else await removeIfThere(to);
      throw error;
    }
    // Without hard links it has lost the old name already.
    await removeIfThere(from);
    return true;
  }

  /** The numbers of files that something of may be where they were before. */
  left(): number[] {
    const rows = this.#sql(`SELECT DISTINCT ${wholeNumber("received")} FROM moved_from`).all();
    return rows.map(({ received }) => Number(received));
  }

  /** Has what stands beside a file follow it to where it is, each under its name and an ending. Throws the system's error. */
  async follow(seq: number, to: string, kinds: readonly string[]): Promise<void> {
    for (const row of this.#sql("SELECT place FROM moved_from WHERE received = ?").all(seq)) {
      const place = textOf(row.place);
      const from = path.join(this.#options.inbox, place);
      if (from !== to) {
        // A killed companion has left it both names.
        if (await areAlike(from, to)) await removeIfThere(from);
        for (const kind of kinds) await this.#bring(`${from}.${kind}`, `${to}.${kind}`);
        await syncFolder(path.dirname(to));
        await syncFolder(path.dirname(from)).catch(ignoreGone);
      }
      this.#sql("DELETE FROM moved_from WHERE received = ? AND place = ?").run(seq, place);
    }
  }

  /** One that is not there was removed by its owner; one whose new name is taken stays where it is. */
  async #bring(from: string, to: string): Promise<void> {
    const isThere = await this.#options.copies.put(from, to).catch(ignoreGone);
    if (isThere || (await areAlike(from, to))) await removeIfThere(from);
  }
}

/** Whether two names are of one file, or of a file and its copy. */
async function areAlike(one: string, other: string): Promise<boolean> {
  try {
    return (await isSameFile(one, other)) || (await digestOf(one)) === (await digestOf(other));
  } catch (error) {
    ignoreGone(error);
    return false;
  }
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex");
}

async function removeIfThere(file: string): Promise<void> {
  await patiently(() => unlink(file)).catch(ignoreGone);
}

function ignoreGone(error: unknown): undefined {
  if (errorCode(error) !== "ENOENT") throw error;
  return undefined;
}
