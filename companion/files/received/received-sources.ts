/** Where received files came from, and which transfers turned out to be one of them, as rows of the index. */

import type { SQLInputValue } from "node:sqlite";
import type { Source } from "../../../shared/protocol/source.ts";
import type { Statements } from "../database.ts";
import type { Row } from "../stored-values.ts";
import { SOURCE_COLUMNS } from "./received-record.ts";

/** The newest places that a file came from; older ones are forgotten, so that a client that sends the same file again and again can't fill the disk. */
export const MAX_SOURCES_PER_FILE = 100;
/** Transfers that turned out to be one and the same file and are answered so from then on. */
export const MAX_REPEATS_PER_FILE = 1_000;

export class ReceivedSources {
  readonly #sql: Statements;

  constructor(sql: Statements) {
    this.#sql = sql;
  }

  /** A file's rows, oldest first. */
  of(seq: SQLInputValue): Row[] {
    return this.#sql(
      `SELECT ${SOURCE_COLUMNS} FROM sources WHERE received = ? ORDER BY rowid DESC LIMIT ${MAX_SOURCES_PER_FILE}`,
    )
      .all(seq)
      .reverse();
  }

  /** Adds one unless it is there: a transfer that is repeated because its last word was lost must not add it twice. */
  add(seq: number, { url, pageUrl, title, alt, at }: Source): boolean {
    const found = this.#sql(
      "SELECT 1 FROM sources WHERE received = ? AND url = ? AND page_url IS ? AND at = ? LIMIT 1",
    ).get(seq, url, pageUrl ?? null, at);
    if (found !== undefined) return false;
    this.#sql("INSERT INTO sources (received, url, page_url, title, alt, at) VALUES (?, ?, ?, ?, ?, ?)").run(
      ...[seq, url, pageUrl ?? null, title ?? null, alt ?? null, at],
    );
    this.#sql(`DELETE FROM sources WHERE received = ?1 AND rowid <= (
         SELECT rowid FROM sources WHERE received = ?1 ORDER BY rowid DESC LIMIT 1 OFFSET ${MAX_SOURCES_PER_FILE})`).run(
      seq,
    );
    return true;
  }

  /** It does not matter which ones go: a client that offers one again is told at its end that the file is here. */
  forgetRepeats(seq: number, client: string, id: string): void {
    this.#sql(`DELETE FROM repeated WHERE (client, id) IN (
         SELECT client, id FROM repeated WHERE received = ?1 AND (client, id) <> (?2, ?3)
         LIMIT -1 OFFSET ${MAX_REPEATS_PER_FILE - 1})`).run(seq, client, id);
  }
}
