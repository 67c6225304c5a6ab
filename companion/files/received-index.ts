/** The index of the inbox: one record for each received file, with every place it came from. */

import path from "node:path";
import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import type { Fidelity, Source } from "../../shared/protocol/lane-words.ts";
import { inRelaxedTransaction, inTransaction, statement } from "./database.ts";

/** One received file as commands and scripts see it. */
export interface ReceivedRecord {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly type: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly fidelity: Fidelity;
  readonly sources: readonly RecordedSource[];
  /** When it was finished, ISO 8601. */
  readonly receivedAt: string;
}

export interface RecordedSource {
  readonly url: string;
  readonly pageUrl: string | null;
  readonly title: string | null;
  readonly alt: string | null;
  /** When it was taken from there, ISO 8601. */
  readonly at: string;
}

/** What is written about a file before it is put into the inbox. */
export interface NewRecord {
  readonly client: string;
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly fidelity: Fidelity;
  readonly receivedAt: number;
  readonly staged: string;
  readonly source?: Source;
}

/** A record whose file is still to be put into the inbox: what a crash may leave behind. */
export interface UnsettledRecord {
  readonly seq: number;
  readonly name: string;
  readonly staged: string;
  readonly sha256: string;
}

/** SQLite's word for all of them. */
const NO_LIMIT = -1;

export class ReceivedIndex {
  readonly #database: DatabaseSync;
  readonly #inbox: string;

  constructor(database: DatabaseSync, inboxFolder: string) {
    this.#database = database;
    this.#inbox = inboxFolder;
  }

  /** Writes records and their sources, all or none; durable when it returns. Returns their sequence numbers. */
  add(records: readonly NewRecord[]): number[] {
    return inTransaction(this.#database, () => records.map((record) => this.#insert(record)));
  }

  /** Notes that files stand in the inbox under their names. A crash may undo it: then it is found out anew. */
  settle(seqs: readonly number[]): void {
    inRelaxedTransaction(this.#database, () => {
      const settled = statement(this.#database, "UPDATE received SET staged = NULL WHERE seq = ?");
      for (const seq of seqs) settled.run(seq);
    });
  }

  /** Notes that a transfer brought what is already here: its source is added, and its id answered for good. */
  repeat(seq: number, { client, id, source }: Pick<NewRecord, "client" | "id" | "source">): void {
    inTransaction(this.#database, () => {
      statement(
        this.#database,
        "INSERT OR REPLACE INTO repeated (client, id, received) VALUES (?, ?, ?)",
      ).run(client, id, seq);
      if (source && !this.#hasSource(seq, source)) this.#addSource(seq, source);
    });
  }

  /** Another name than the first choice was free. */
  rename(seq: number, name: string): void {
    statement(this.#database, "UPDATE received SET name = ? WHERE seq = ?").run(name, seq);
  }

  /** Takes a record back whose file could not be put into the inbox. */
  remove(seq: number): void {
    statement(this.#database, "DELETE FROM received WHERE seq = ?").run(seq);
  }

  unsettled(): UnsettledRecord[] {
    return statement(
      this.#database,
      "SELECT seq, name, staged, sha256 FROM received WHERE staged IS NOT NULL ORDER BY seq",
    )
      .all()
      .map((row) => ({
        seq: Number(row.seq),
        name: text(row.name),
        staged: text(row.staged),
        sha256: text(row.sha256),
      }));
  }

  /** The finished file of this client's transfer, if there is one: a transfer id finishes once. */
  find(client: string, id: string): ReceivedRecord | undefined {
    const row = statement(
      this.#database,
      `SELECT * FROM received WHERE client = ?1 AND id = ?2 AND staged IS NULL
         UNION ALL SELECT received.* FROM received JOIN repeated ON repeated.received = received.seq
         WHERE repeated.client = ?1 AND repeated.id = ?2 LIMIT 1`,
    ).get(client, id);
    return row && this.#toRecord(row);
  }

  /** The file of a sequence number. */
  at(seq: number): ReceivedRecord | undefined {
    const row = statement(this.#database, "SELECT * FROM received WHERE seq = ?").get(seq);
    return row && this.#toRecord(row);
  }

  /** Finished files that had this content when they came, newest first. */
  withContent(sha256: string, bytes: number): { seq: number; name: string }[] {
    return statement(
      this.#database,
      "SELECT seq, name FROM received WHERE sha256 = ? AND bytes = ? AND staged IS NULL ORDER BY seq DESC",
    )
      .all(sha256, bytes)
      .map((row) => ({ seq: Number(row.seq), name: text(row.name) }));
  }

  /**
   * Finished files after a sequence number, oldest first, with the number to go on from. One that is still to be
   * put into the inbox holds back those behind it: else it would be passed over for good.
   */
  after(seq: number, limit = NO_LIMIT): { records: ReceivedRecord[]; last: number } {
    const rows = statement(
      this.#database,
      `SELECT * FROM received WHERE seq > ? AND seq <
         (SELECT coalesce(min(seq), ${Number.MAX_SAFE_INTEGER}) FROM received WHERE staged IS NOT NULL)
       ORDER BY seq LIMIT ?`,
    ).all(seq, limit);
    return { records: rows.map((row) => this.#toRecord(row)), last: Number(rows.at(-1)?.seq ?? seq) };
  }

  /** The sequence number up to which every file is finished. */
  finished(): number {
    const row = this.#database
      .prepare(
        `SELECT coalesce((SELECT min(seq) - 1 FROM received WHERE staged IS NOT NULL), max(seq), 0) AS seq
         FROM received`,
      )
      .get();
    return Number(row?.seq);
  }

  /** The newest `limit` finished files, oldest first, with the number to go on from. */
  newest(limit: number): { records: ReceivedRecord[]; last: number } {
    const rows = statement(
      this.#database,
      "SELECT * FROM received WHERE staged IS NULL ORDER BY seq DESC LIMIT ?",
    )
      .all(limit)
      .reverse();
    return { records: rows.map((row) => this.#toRecord(row)), last: Number(rows.at(-1)?.seq ?? 0) };
  }

  #insert(record: NewRecord): number {
    // A try that could neither be finished nor undone: the disk was full.
    statement(this.#database, "DELETE FROM received WHERE client = ? AND id = ? AND staged IS NOT NULL").run(
      record.client,
      record.id,
    );
    const inserted = statement(
      this.#database,
      `INSERT INTO received (client, id, name, type, bytes, sha256, fidelity, received_at, staged)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ).run(
      record.client,
      record.id,
      record.name,
      record.type,
      record.bytes,
      record.sha256,
      record.fidelity,
      record.receivedAt,
      record.staged,
    );
    const seq = Number(inserted.lastInsertRowid);
    if (record.source) this.#addSource(seq, record.source);
    return seq;
  }

  #addSource(seq: number, { url, pageUrl, title, alt, at }: Source): void {
    statement(
      this.#database,
      "INSERT INTO sources (received, url, page_url, title, alt, at) VALUES (?, ?, ?, ?, ?, ?)",
    ).run(seq, url, pageUrl ?? null, title ?? null, alt ?? null, at);
  }

  /** A transfer that is repeated because its last word was lost must not add its source twice. */
  #hasSource(seq: number, { url, pageUrl, at }: Source): boolean {
    const found = statement(
      this.#database,
      "SELECT 1 FROM sources WHERE received = ? AND url = ? AND page_url IS ? AND at = ?",
    ).get(seq, url, pageUrl ?? null, at);
    return found !== undefined;
  }

  #toRecord(row: Record<string, SQLOutputValue>): ReceivedRecord {
    const sources = statement(
      this.#database,
      "SELECT url, page_url, title, alt, at FROM sources WHERE received = ? ORDER BY rowid",
    ).all(row.seq ?? null);
    const name = text(row.name);
    return {
      id: text(row.id),
      name,
      path: path.join(this.#inbox, name),
      type: text(row.type),
      bytes: Number(row.bytes),
      sha256: text(row.sha256),
      fidelity: text(row.fidelity) as Fidelity,
      sources: sources.map((source) => ({
        url: text(source.url),
        pageUrl: optionalText(source.page_url),
        title: optionalText(source.title),
        alt: optionalText(source.alt),
        at: new Date(Number(source.at)).toISOString(),
      })),
      receivedAt: new Date(Number(row.received_at)).toISOString(),
    };
  }
}

function text(value: SQLOutputValue | undefined): string {
  return typeof value === "string" ? value : String(value ?? "");
}

function optionalText(value: SQLOutputValue | undefined): string | null {
  return typeof value === "string" ? value : null;
}
