/** What an owner has done with received files, as rows of the index: what they say of them, and what is in the bin. */

import { MAX_LOOKED_UP } from "../../../shared/protocol/kept/kept-words.ts";
import type { Statements } from "../database.ts";
import { ReceivedWords } from "../received/received-words.ts";
import { textOf, wholeNumber } from "../stored-values.ts";

/** What an owner can say of a file. */
export interface Description {
  readonly tags?: readonly string[] | undefined;
  readonly note?: string | undefined;
}

export class KeptRows {
  readonly #sql: Statements;
  readonly #words: ReceivedWords;

  constructor(sql: Statements) {
    this.#sql = sql;
    this.#words = new ReceivedWords(sql);
  }

  /** What its owner writes about it; what is absent stays as it is. */
  describe(seq: number, { tags, note }: Description): void {
    if (tags) this.#sql("UPDATE received SET tags = ? WHERE seq = ?").run(JSON.stringify(tags), seq);
    if (note !== undefined)
      this.#sql("UPDATE received SET note = ? WHERE seq = ?").run(note === "" ? null : note, seq);
    this.#words.write(seq);
  }

  /** Its file lies in the bin since then; in the inbox again with `null`. */
  bin(seq: number, at: number | null): void {
    this.#sql("UPDATE received SET binned_at = ? WHERE seq = ?").run(at, seq);
  }

  /** What lies in the bin since before a moment, oldest first. */
  binned(before: number = Number.MAX_SAFE_INTEGER): number[] {
    const rows = this.#sql(
      `SELECT ${wholeNumber("seq")} FROM received WHERE binned_at < ? ORDER BY binned_at`,
    );
    return rows.all(before).map(({ seq }) => Number(seq));
  }

  /** The files whose ids begin so, in the inbox or in the bin: at most two, which is one too many. */
  withId(beginning: string): number[] {
    const rows = this.#sql(`SELECT ${wholeNumber("seq")} FROM received
      WHERE id >= ?1 AND id < ?1 || char(0x10ffff) AND staged IS NULL
      ORDER BY (id <> ?1), received.seq LIMIT 2`).all(beginning);
    return rows.map(({ seq }) => Number(seq));
  }

  /** The files of that name, else those it is a part of the name of, in the inbox or in the bin: at most two. */
  withName(said: string): number[] {
    const rows = this.#sql(`SELECT ${wholeNumber("seq")} FROM received
      WHERE instr(lower(name), lower(?1)) > 0 AND staged IS NULL
      ORDER BY (name <> ?1), received.seq DESC LIMIT 2`).all(said);
    return rows.map(({ seq }) => Number(seq));
  }

  /** The sequence number of this client's transfer; `undefined` where it never finished. */
  seqOf(client: string, id: string): number | undefined {
    const row = this.#sql(`SELECT seq FROM received WHERE client = ?1 AND id = ?2 AND staged IS NULL
      UNION ALL SELECT received FROM repeated WHERE client = ?1 AND id = ?2 LIMIT 1`).get(client, id);
    return row && Number(row.seq);
  }

  /** The transfers of a client that became this file, newest last. */
  transfersOf(seq: number, client: string): string[] {
    const rows = this.#sql(`SELECT id FROM received WHERE seq = ?1 AND client = ?2
      UNION ALL SELECT id FROM repeated WHERE received = ?1 AND client = ?2 LIMIT ${MAX_LOOKED_UP}`);
    return rows.all(seq, client).map(({ id }) => textOf(id));
  }
}
