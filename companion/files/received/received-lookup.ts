/** Looks received files up as people and scripts ask for them: the newest of a type, and the one that an id means. */

import { lstatSync } from "node:fs";
import type { DatabaseSync } from "node:sqlite";
import { type Statements, statementsOf } from "../database.ts";
import { wholeNumber } from "../stored-values.ts";
import type { ReceivedIndex } from "./received-index.ts";
import type { ReceivedRecord } from "./received-record.ts";

/** Which types are meant: one, or all that begin so. */
export interface TypeFilter {
  readonly type: string;
  readonly isPrefix: boolean;
}

/** A record with its number, by which a list goes on. */
export interface Numbered {
  readonly seq: number;
  readonly record: ReceivedRecord;
}

/** Which stretch of the inbox is asked for. */
export interface Stretch {
  readonly type?: TypeFilter | undefined;
  readonly limit: number;
  /** The number that the newest of them is below. */
  readonly before?: number | undefined;
}

/** More are not looked at where it is not clear which is meant. */
const MAX_MEANT = 8;
/** How many rows are asked for at once; one that is damaged is passed over. */
const ROWS_AT_ONCE = 64;

/** The filter for `image/png`, `image/*` or `image`; `undefined` for what names no type. */
export function typeFilter(said: string): TypeFilter | undefined {
  const type = said.toLowerCase();
  if (!/^[a-z0-9][a-z0-9!#$&^_.+-]*(?:\/(?:\*|[a-z0-9][a-z0-9!#$&^_.+-]*))?$/.test(type)) return undefined;
  if (!type.includes("/")) return { type: `${type}/`, isPrefix: true };
  return type.endsWith("/*") ? { type: type.slice(0, -1), isPrefix: true } : { type, isPrefix: false };
}

/** Whether a record is of a type. */
export function isOfType(record: Pick<ReceivedRecord, "type">, filter: TypeFilter | undefined): boolean {
  if (!filter) return true;
  return filter.isPrefix ? record.type.startsWith(filter.type) : record.type === filter.type;
}

/** Whether the file of a record is still there. */
export function isThere({ path }: Pick<ReceivedRecord, "path">): boolean {
  try {
    return lstatSync(path).isFile();
  } catch {
    return false;
  }
}

export class ReceivedLookup {
  readonly #sql: Statements;
  readonly #index: ReceivedIndex;

  constructor(database: DatabaseSync, index: ReceivedIndex) {
    this.#sql = statementsOf(database);
    this.#index = index;
  }

  /** Those of these digests that files in the inbox had when they came. None of the files is looked at. */
  known(digests: readonly string[]): string[] {
    const found = this.#sql(
      "SELECT 1 FROM received WHERE sha256 = ? AND staged IS NULL AND binned_at IS NULL LIMIT 1",
    );
    return digests.filter((sha256) => found.get(sha256) !== undefined);
  }

  /** Finished files, newest first, each read when it is asked for. */
  *newest({ type, limit, before = Number.MAX_SAFE_INTEGER }: Stretch): Generator<Numbered, void> {
    const page = this.#sql(
      `SELECT ${wholeNumber("seq")} FROM received WHERE staged IS NULL AND seq < ?1
       AND (?2 IS NULL OR iif(?3, substr(type, 1, length(?2)) = ?2, type = ?2))
       ORDER BY received.seq DESC LIMIT ${ROWS_AT_ONCE}`,
    );
    let told = 0;
    for (let last = before; told < limit; ) {
      const rows = page.all(last, type?.type ?? null, type?.isPrefix === true ? 1 : 0);
      if (rows.length === 0) return;
      for (const row of rows) {
        last = Number(row.seq);
        const record = this.#index.at(last);
        // What is in the bin is on no list.
        if (!record || record.binnedAt !== undefined) continue;
        yield { seq: last, record };
        told += 1;
        if (told >= limit) return;
      }
    }
  }

  /** The finished file of a number; `undefined` where its record is damaged. */
  at(seq: number): Numbered | undefined {
    const record = this.#index.at(seq);
    return record && { seq, record };
  }

  /** The file of a whole id; the newest, where two senders have chosen the same one. */
  withId(id: string): Numbered | undefined {
    return (
      this.#all("id = ?1", id)[0] ?? this.#all("seq IN (SELECT received FROM repeated WHERE id = ?1)", id)[0]
    );
  }

  /**
   * The files that may be meant by an id, the beginning of one, a name, or a part of one: several where it is not clear
   * which.
   */
  meant(said: string): Numbered[] {
    const id = said.toLowerCase();
    const whole = this.withId(id);
    if (whole) return [whole];
    const begun = /^[0-9a-f]{1,32}$/.test(id) ? this.#all("substr(id, 1, length(?1)) = ?1", id) : [];
    if (begun.length > 0) return begun;
    const named = this.#all("name = ?1", said);
    return named.length > 0 || said === "" ? named : this.#all("instr(lower(name), lower(?1)) > 0", said);
  }

  #all(condition: string, said: string): Numbered[] {
    const rows = this.#sql(
      `SELECT ${wholeNumber("seq")} FROM received WHERE staged IS NULL AND ${condition}
       ORDER BY received.seq DESC LIMIT ${MAX_MEANT}`,
    ).all(said);
    return rows.flatMap((row) => {
      const seq = Number(row.seq);
      const record = this.#index.at(seq);
      return record && record.binnedAt === undefined ? [{ seq, record }] : [];
    });
  }
}
