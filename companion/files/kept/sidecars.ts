/** Files beside a received one that say where it came from: written soon after it, and never over what its owner has written. */

import { createHash } from "node:crypto";
import { open, readFile, rm } from "node:fs/promises";
import path from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { SIDECAR_KINDS, type SidecarKind } from "../../../shared/protocol/kept/kept-words.ts";
import type { Log } from "../../process/log.ts";
import { PRIVATE_FILE_MODE } from "../../process/private-mode.ts";
import { type Statements, statementsOf } from "../database.ts";
import type { DiskCopies } from "../received/disk-copies.ts";
import type { ReceivedIndex } from "../received/received-index.ts";
import type { ReceivedRecord } from "../received/received-record.ts";
import { exists, removeName } from "../received/second-names.ts";
import { textOf } from "../stored-values.ts";
import type { FileMoves } from "./file-moves.ts";
import { xmpPacket } from "./xmp-packet.ts";

export interface SidecarsOptions {
  readonly database: DatabaseSync;
  readonly index: ReceivedIndex;
  readonly copies: DiskCopies;
  readonly moves: FileMoves;
  /** Where a file lies that is in the bin. */
  readonly binPlaceOf: (seq: number) => string;
  /** Where they are written first, on the inbox's own disk as a rule. */
  readonly staging: string;
  readonly log: Log;
}

/** One of them, as it was last written. */
interface Sidecar {
  readonly kind: SidecarKind;
  /** Empty where it was never written. */
  readonly sha256: string;
  /** The digest that it may have instead: a companion was killed while it wrote it. */
  readonly writing: string;
  /** How often it was said that it is to be written. */
  readonly due: number;
}

export class Sidecars {
  readonly #options: SidecarsOptions;
  readonly #sql: Statements;

  constructor(options: SidecarsOptions) {
    this.#options = options;
    this.#sql = statementsOf(options.database);
  }

  /** The numbers of finished files whose sidecars are to be written, a few at a time. */
  due(after: number, most: number): number[] {
    return this.#sql(`SELECT DISTINCT received AS seq FROM sidecars JOIN received ON received.seq = received
        WHERE is_due > 0 AND received > ? AND staged IS NULL AND binned_at IS NULL ORDER BY received LIMIT ?`)
      .all(after, most)
      .map(({ seq }) => Number(seq));
  }

  /** Writes those of one file as its record is now; what its owner has changed or removed stays so. */
  async write(seq: number): Promise<void> {
    // First these: what is said while it is written is written once more.
    const sidecars = this.#of(seq);
    const record = this.#options.index.at(seq);
    if (!record) return;
    await this.#follow(seq, record);
    for (const { kind, due, ...known } of sidecars) {
      const text = kind === "json" ? jsonOf(record) : xmpPacket(record);
      const digest = digestOf(Buffer.from(text));
      const target = `${record.path}.${kind}`;
      // A killed companion had written it, and not noted that.
      const isKnown = known.writing !== "" && (await fileDigest(target)) === known.writing;
      const before = isKnown ? known.writing : known.sha256;
      this.#sql("UPDATE sidecars SET sha256 = ?, writing = ? WHERE received = ? AND kind = ?").run(
        before,
        digest,
        seq,
        kind,
      );
      const isWritten = await this.#writeOne(target, text, before);
      if (!isWritten) this.#options.log("sidecar.left", { seq, kind });
      this.#sql("UPDATE sidecars SET is_due = is_due - ?, sha256 = ? WHERE received = ? AND kind = ?").run(
        due,
        isWritten ? digest : before,
        seq,
        kind,
      );
    }
  }

  /** Has those of a moved file follow it; where they can't, it is tried again before they are written, and at a start. */
  async follow(seq: number): Promise<void> {
    try {
      const record = this.#options.index.at(seq);
      if (record) await this.#follow(seq, record);
    } catch (error) {
      this.#options.log("sidecar.not-moved", { seq, error });
    }
  }

  async #follow(seq: number, record: ReceivedRecord): Promise<void> {
    const { moves, binPlaceOf } = this.#options;
    const place = record.binnedAt === undefined ? record.path : binPlaceOf(seq);
    await moves.follow(
      seq,
      place,
      this.#of(seq).map(({ kind }) => kind),
    );
  }

  #of(seq: number): Sidecar[] {
    return this.#sql("SELECT kind, sha256, is_due, writing FROM sidecars WHERE received = ?")
      .all(seq)
      .flatMap((row) => {
        const kind = SIDECAR_KINDS.find((candidate) => candidate === row.kind);
        return kind
          ? [{ kind, sha256: textOf(row.sha256), writing: textOf(row.writing), due: Number(row.is_due) }]
          : [];
      });
  }

  async #writeOne(target: string, text: string, before: string): Promise<boolean> {
    const isThere = await exists(target);
    // What was written once and is gone was removed by its owner.
    if (!isThere && before !== "") return false;
    if (isThere && (before === "" || (await fileDigest(target)) !== before)) return false;
    const { copies, staging } = this.#options;
    const staged = path.join(staging, `sidecar-${process.pid}.part`);
    await writeFlushed(staged, text);
    try {
      if (!isThere) return await copies.put(staged, target);
      await copies.putOver(staged, target);
      return true;
    } finally {
      removeName(staged);
    }
  }
}

/** Removes those that are as they were written: one that its owner has changed is theirs. */
export async function removeSidecars(
  database: DatabaseSync,
  seq: number,
  { path: file }: Pick<ReceivedRecord, "path">,
): Promise<void> {
  for (const row of database.prepare("SELECT kind, sha256 FROM sidecars WHERE received = ?").all(seq)) {
    const sidecar = `${file}.${textOf(row.kind)}`;
    if ((await fileDigest(sidecar)) === row.sha256) await rm(sidecar, { force: true });
  }
}

/** The record without what only holds on this computer. */
function jsonOf({
  path: _path,
  relativePath: _relativePath,
  binnedAt: _binnedAt,
  ...record
}: ReceivedRecord): string {
  return `${JSON.stringify(record, null, 2)}\n`;
}

function digestOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

async function fileDigest(file: string): Promise<string | undefined> {
  return await readFile(file).then(digestOf, () => undefined);
}

async function writeFlushed(file: string, text: string): Promise<void> {
  await rm(file, { force: true });
  const handle = await open(file, "wx", PRIVATE_FILE_MODE);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
