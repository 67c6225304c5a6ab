/** The index of the inbox: one record for each received file, with every place it came from. */

import type { DatabaseSync } from "node:sqlite";
import type { SidecarKind } from "../../../shared/protocol/kept/kept-words.ts";
import type { Fidelity, How } from "../../../shared/protocol/lane-words.ts";
import type { Source } from "../../../shared/protocol/source.ts";
import {
  hasColumn,
  inRelaxedTransaction,
  inTransaction,
  type Statements,
  statementsOf,
} from "../database.ts";
import { type Row, textOf, wholeNumber } from "../stored-values.ts";
import type { InboxPlace } from "./free-names.ts";
import { type ReceivedRecord, readRecord, recordColumns } from "./received-record.ts";
import { ReceivedSources } from "./received-sources.ts";
import { ReceivedWords } from "./received-words.ts";

/** What is written about a file before it is put into the inbox. */
export interface NewRecord {
  readonly client: string;
  readonly id: string;
  readonly name: string;
  /** The folder inside the inbox, with slashes; the inbox itself where it is absent. */
  readonly folder?: string;
  /** The name it came with, where a rule has given it another. */
  readonly ownName?: string;
  readonly type: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly fidelity: Fidelity;
  readonly how?: How;
  readonly receivedAt: number;
  readonly staged: string;
  readonly source?: Source;
  /** What is to be written beside it. */
  readonly sidecars?: readonly SidecarKind[];
}

/** A record whose file is still to be put into the inbox: what a crash may leave. */
export interface UnsettledRecord extends InboxPlace {
  readonly seq: number;
  readonly staged: string;
  readonly sha256: string;
}

/** What SQLite takes for all of them. */
const NO_LIMIT = -1;

/** A record that makes no sense in some part: its number, and its name as it is stored. */
export type OnDamaged = (seq: number, name: string) => void;

export class ReceivedIndex {
  readonly #database: DatabaseSync;
  readonly #sql: Statements;
  readonly #sources: ReceivedSources;
  readonly #words: ReceivedWords;
  readonly #inbox: string;
  readonly #onDamaged: OnDamaged;
  /** Damaged records that were told of: each is told once. */
  readonly #told = new Set<number>();
  #allColumns: string | undefined;

  /** `onDamaged` is told once of each record that is left out, or shown with its damaged part replaced. */
  constructor(database: DatabaseSync, inboxFolder: string, onDamaged: OnDamaged = () => undefined) {
    this.#database = database;
    this.#sql = statementsOf(database);
    this.#sources = new ReceivedSources(this.#sql);
    this.#words = new ReceivedWords(this.#sql);
    this.#inbox = inboxFolder;
    this.#onDamaged = onDamaged;
  }

  /** Writes records and their sources, all or none; durable when it returns. Returns their sequence numbers. */
  add(records: readonly NewRecord[]): number[] {
    return inTransaction(this.#database, () => records.map((record) => this.#insert(record)));
  }

  /** Notes that files are in the inbox under their names. A crash may undo it: then it is found out again. */
  settle(seqs: readonly number[]): void {
    inRelaxedTransaction(this.#database, () => {
      const settled = this.#sql("UPDATE received SET staged = NULL WHERE seq = ?");
      for (const seq of seqs) settled.run(seq);
    });
  }

  /** Notes that a transfer brought what is already here: its source is added, and its id answered from then on. What is on the disk stays as it was had. */
  repeat(seq: number, { client, id, source }: Pick<NewRecord, "client" | "id" | "source">): void {
    inTransaction(this.#database, () => {
      this.#sql("INSERT OR REPLACE INTO repeated (client, id, received) VALUES (?, ?, ?)").run(
        client,
        id,
        seq,
      );
      this.#sources.forgetRepeats(seq, client, id);
      if (source && this.#sources.add(seq, source)) this.#words.write(seq);
    });
  }

  /** Its file has another place: the first choice was taken, or its owner wants it elsewhere. */
  move(seq: number, { folder, name }: InboxPlace): void {
    this.#sql("UPDATE received SET folder = ?, name = ? WHERE seq = ?").run(folder, name, seq);
    this.#words.write(seq);
  }

  /** Takes a record back whose file could not be put into the inbox. */
  remove(seq: number): void {
    this.#words.forget(seq);
    this.#sql("DELETE FROM received WHERE seq = ?").run(seq);
  }

  unsettled(): UnsettledRecord[] {
    return this.#sql(
      `SELECT ${wholeNumber("seq")}, folder, name, staged, sha256 FROM received WHERE staged IS NOT NULL ORDER BY received.seq`,
    )
      .all()
      .map((row) => ({
        seq: Number(row.seq),
        folder: textOf(row.folder),
        name: textOf(row.name),
        staged: textOf(row.staged),
        sha256: textOf(row.sha256),
      }));
  }

  /** The finished file of this client's transfer, if there is one: a transfer id finishes once. */
  find(client: string, id: string): ReceivedRecord | undefined {
    const row = this.#sql(`SELECT ${this.#columns()} FROM received WHERE seq = (
         SELECT seq FROM received WHERE client = ?1 AND id = ?2 AND staged IS NULL
         UNION ALL SELECT received FROM repeated WHERE client = ?1 AND id = ?2 LIMIT 1)`).get(client, id);
    return row && this.#toRecord(row);
  }

  /** The file of a sequence number. */
  at(seq: number): ReceivedRecord | undefined {
    const row = this.#sql(`SELECT ${this.#columns()} FROM received WHERE seq = ?`).get(seq);
    return row && this.#toRecord(row);
  }

  /** Finished files that had this content when they came, newest first. */
  withContent(sha256: string, bytes: number): (InboxPlace & { readonly seq: number })[] {
    return this.#sql(`SELECT ${wholeNumber("seq")}, folder, name FROM received WHERE sha256 = ? AND bytes = ?
       AND staged IS NULL AND binned_at IS NULL ORDER BY received.seq DESC`)
      .all(sha256, bytes)
      .map((row) => ({ seq: Number(row.seq), folder: textOf(row.folder), name: textOf(row.name) }));
  }

  /**
   * Finished files after a sequence number, oldest first, with the number to go on from. One that is still to be
   * put into the inbox holds back those after it: else it would never be listed. One that can't be read is
   * left out, and the number goes past it.
   */
  after(seq: number, limit = NO_LIMIT): { records: ReceivedRecord[]; last: number } {
    const rows =
      this.#sql(`SELECT ${this.#columns()} FROM received WHERE ${this.#isKept()} AND seq > ? AND seq <
         (SELECT coalesce(min(seq), ${Number.MAX_SAFE_INTEGER}) FROM received WHERE staged IS NOT NULL)
       ORDER BY received.seq LIMIT ?`).all(seq, limit);
    return { records: this.#toRecords(rows), last: Number(rows.at(-1)?.seq ?? seq) };
  }

  /** The sequence number up to which every file is finished. */
  finished(): number {
    const row = this.#sql(
      `SELECT CAST(coalesce((SELECT min(seq) - 1 FROM received WHERE staged IS NOT NULL), max(seq), 0) AS REAL)
         AS seq FROM received`,
    ).get();
    return Math.min(Number(row?.seq), Number.MAX_SAFE_INTEGER);
  }

  /** The numbers of the newest `limit` finished files, oldest first: `at` reads each when it is needed. */
  newest(limit = NO_LIMIT): number[] {
    const rows = this.#sql(
      `SELECT ${wholeNumber("seq")} FROM received WHERE staged IS NULL AND ${this.#isKept()} ORDER BY received.seq DESC LIMIT ?`,
    ).all(limit);
    return rows.map((row) => Number(row.seq)).reverse();
  }

  /** The ids of these files and those beside them in order: what a short one must be told from. */
  idsBeside(seqs: readonly number[]): string[] {
    const ids = this.#sql(`SELECT id FROM received WHERE seq = ?1
      UNION ALL SELECT * FROM (SELECT id FROM received
        WHERE id < (SELECT id FROM received WHERE seq = ?1) ORDER BY id DESC LIMIT 1)
      UNION ALL SELECT * FROM (SELECT id FROM received
        WHERE id > (SELECT id FROM received WHERE seq = ?1) ORDER BY id LIMIT 1)`);
    return seqs.flatMap((seq) => ids.all(seq)).map(({ id }) => textOf(id));
  }

  #insert({ source, sidecars = [], ...row }: NewRecord): number {
    // A try that could neither be finished nor undone: the disk was full.
    const left = this.#sql("SELECT seq FROM received WHERE client = ? AND id = ? AND staged IS NOT NULL");
    for (const { seq } of left.all(row.client, row.id)) this.remove(Number(seq));
    const inserted =
      this.#sql(`INSERT INTO received (client, id, folder, name, own_name, type, bytes, sha256, fidelity, received_at, staged, how)
         VALUES (:client, :id, :folder, :name, :ownName, :type, :bytes, :sha256, :fidelity, :receivedAt, :staged, :how)`).run(
        {
          ...row,
          folder: row.folder ?? "",
          ownName: row.ownName ?? row.name,
          how: row.how ?? null,
        },
      );
    const seq = Number(inserted.lastInsertRowid);
    // Its words are written a moment later: nobody waits for them.
    if (source) this.#sources.add(seq, source);
    const sidecar = this.#sql("INSERT INTO sidecars (received, kind) VALUES (?, ?)");
    for (const kind of sidecars) sidecar.run(seq, kind);
    return seq;
  }

  /** A command may read what no companion of this version has opened yet, and go on when one has. */
  #columns(): string {
    if (this.#allColumns !== undefined) return this.#allColumns;
    const { sql, isAll } = recordColumns((column) => hasColumn(this.#database, "received", column));
    if (isAll) this.#allColumns = sql;
    return sql;
  }

  /** What is in the bin is on no list; a table of an older version knows no bin. */
  #isKept(): string {
    return this.#columns().includes("binned_at") ? "binned_at IS NULL" : "TRUE";
  }

  #toRecords(rows: readonly Row[]): ReceivedRecord[] {
    return rows.map((row) => this.#toRecord(row)).filter((record) => record !== undefined);
  }

  #toRecord(row: Row): ReceivedRecord | undefined {
    const { record, isDamaged } = readRecord(this.#inbox, row, this.#sources.of(row.seq ?? null));
    const seq = Number(row.seq);
    if (isDamaged && !this.#told.has(seq)) {
      this.#told.add(seq);
      this.#onDamaged(seq, textOf(row.name));
    }
    return record;
  }
}
