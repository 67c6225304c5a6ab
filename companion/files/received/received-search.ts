/** Finds received files by words, where they came from, what they are and when they came. */

import type { DatabaseSync } from "node:sqlite";
import { hasTable, inRelaxedTransaction, type Statements, statementsOf } from "../database.ts";
import { wholeNumber } from "../stored-values.ts";
import { matchOf, ReceivedWords, type Wanted } from "./received-words.ts";

/** Records of an older version get their words so many at a time: other work is done in between. */
const CAUGHT_UP_AT_ONCE = 100;
const NO_LIMIT = -1;

/** What is searched for: all of it must be so. */
export interface Search extends Wanted {
  /** The first moment at which it may have come, in milliseconds since 1970. */
  readonly from?: number | undefined;
  /** The number that the newest of them is below. */
  readonly before?: number | undefined;
}

export class ReceivedSearch {
  readonly #database: DatabaseSync;
  readonly #sql: Statements;
  /** Older files than this are caught up with from here down, newer ones get their words from here up. */
  #caughtUpTo: number | undefined;
  #newest = 0;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#sql = statementsOf(database);
  }

  /** Whether there is something to search in: a database that no companion of this version has opened has no words. */
  isReady(): boolean {
    return hasTable(this.#database, "received_words");
  }

  /** The numbers of the files that fit, newest first. */
  find(search: Search, limit = NO_LIMIT): number[] {
    const { from = Number.MIN_SAFE_INTEGER, before = Number.MAX_SAFE_INTEGER } = search;
    const match = matchOf(search);
    const kept = "staged IS NULL AND binned_at IS NULL AND received_at >= ? AND received.seq < ?";
    if (match === undefined)
      return this.#numbers(
        `SELECT ${wholeNumber("seq")} FROM received WHERE ${kept} ORDER BY received.seq DESC LIMIT ?`,
        from,
        before,
        limit,
      );
    // The numbers rise with time, but for a clock that was set back: so the words of older files are not even looked at.
    const first = this.#sql(
      `SELECT ${wholeNumber("seq")} FROM (SELECT min(seq) AS seq FROM received WHERE received_at >= ?)`,
    ).get(from);
    if (typeof first?.seq !== "number") return [];
    return this.#numbers(
      `SELECT CAST(received_words.rowid AS REAL) AS seq FROM received_words
         CROSS JOIN received ON received.seq = received_words.rowid
         WHERE received_words MATCH ? AND received_words.rowid >= ? AND ${kept}
         ORDER BY received_words.rowid DESC LIMIT ?`,
      match,
      first.seq,
      from,
      before,
      limit,
    );
  }

  /**
   * Writes the words of some records that have none: of those that have just come, else of those that an older version or
   * a crash has left. `false` where all have theirs.
   */
  catchUp(): boolean {
    const words = new ReceivedWords(this.#sql);
    return inRelaxedTransaction(this.#database, () => {
      this.#caughtUpTo ??= this.#begin();
      const newest = words.goOn(this.#newest, CAUGHT_UP_AT_ONCE);
      const isMore = newest > this.#newest;
      this.#newest = newest;
      if (isMore || this.#caughtUpTo === 0) return isMore;
      this.#caughtUpTo = words.catchUp(this.#caughtUpTo, CAUGHT_UP_AT_ONCE) ?? 0;
      return this.#caughtUpTo > 0;
    });
  }

  /** The number of the newest file, which is neither older nor newer than the beginning. */
  #begin(): number {
    const row = this.#sql("SELECT CAST(coalesce(max(seq), 0) AS REAL) AS seq FROM received").get();
    this.#newest = Number(row?.seq);
    return this.#newest + 1;
  }

  #numbers(sql: string, ...values: (string | number)[]): number[] {
    return this.#sql(sql)
      .all(...values)
      .map(({ seq }) => Number(seq));
  }
}
