/** The index of the inbox: one record for each received file, with every place it came from. */

import path from "node:path";
import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import type { Fidelity, Source } from "../../shared/protocol/lane-words.ts";
import { inTransaction } from "./database.ts";

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

  /** Writes the record and its source; durable when it returns. Returns its sequence number. */
  add(record: NewRecord): number {
    return inTransaction(this.#database, () => {
      const inserted = this.#database
        .prepare(
          `INSERT INTO received (client, id, name, type, bytes, sha256, fidelity, received_at, staged)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        )
        .run(
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
      const { source } = record;
      if (source) {
        this.#database
          .prepare("INSERT INTO sources (received, url, page_url, title, alt, at) VALUES (?, ?, ?, ?, ?, ?)")
          .run(seq, source.url, source.pageUrl ?? null, source.title ?? null, source.alt ?? null, source.at);
      }
      return seq;
    });
  }

  /** Notes that the file stands in the inbox under its name. */
  settle(seq: number): void {
    this.#database.prepare("UPDATE received SET staged = NULL WHERE seq = ?").run(seq);
  }

  /** Another name than the first choice was free. */
  rename(seq: number, name: string): void {
    this.#database.prepare("UPDATE received SET name = ? WHERE seq = ?").run(name, seq);
  }

  /** Takes a record back whose file could not be put into the inbox. */
  remove(seq: number): void {
    this.#database.prepare("DELETE FROM received WHERE seq = ?").run(seq);
  }

  unsettled(): UnsettledRecord[] {
    return this.#database
      .prepare("SELECT seq, name, staged, sha256 FROM received WHERE staged IS NOT NULL ORDER BY seq")
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
    const row = this.#database.prepare("SELECT * FROM received WHERE client = ? AND id = ?").get(client, id);
    return row && this.#toRecord(row);
  }

  /**
   * Finished files after a sequence number, oldest first, with the number to go on from. One that is still to be
   * put into the inbox holds back those behind it: else it would be passed over for good.
   */
  after(seq: number, limit = NO_LIMIT): { records: ReceivedRecord[]; last: number } {
    const rows = this.#database
      .prepare(
        `SELECT * FROM received WHERE seq > ? AND seq <
           (SELECT coalesce(min(seq), ${Number.MAX_SAFE_INTEGER}) FROM received WHERE staged IS NOT NULL)
         ORDER BY seq LIMIT ?`,
      )
      .all(seq, limit);
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
    const rows = this.#database
      .prepare("SELECT * FROM received WHERE staged IS NULL ORDER BY seq DESC LIMIT ?")
      .all(limit)
      .reverse();
    return { records: rows.map((row) => this.#toRecord(row)), last: Number(rows.at(-1)?.seq ?? 0) };
  }

  #toRecord(row: Record<string, SQLOutputValue>): ReceivedRecord {
    const sources = this.#database
      .prepare("SELECT url, page_url, title, alt, at FROM sources WHERE received = ? ORDER BY rowid")
      .all(row.seq ?? null);
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
