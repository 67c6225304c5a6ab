/** The journal of files on their way in: what a restarted companion knows of bytes it already has. */

import type { DatabaseSync } from "node:sqlite";
import type { Offer } from "../../../shared/protocol/lane-words.ts";
import { inRelaxedTransaction, inTransaction, type Statements, statementsOf } from "../database.ts";
import type { PieceDigest } from "../piece-digest.ts";
import { wholeNumber } from "../stored-values.ts";

/** One stored piece of an unfinished file. */
export interface JournalledPiece {
  readonly at: number;
  readonly bytes: number;
  readonly sha256: PieceDigest;
}

/** Between the digests of parts in one column; an older companion knows none so, and asks for the piece again. */
const BETWEEN = " ";

export class IncomingJournal {
  readonly #database: DatabaseSync;
  readonly #sql: Statements;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#sql = statementsOf(database);
  }

  /** Notes an offer; a known one keeps its pieces only while it is of the same file. */
  begin(client: string, offer: Offer, now: number): void {
    const known = this.#sql("SELECT offer FROM incoming WHERE client = ? AND id = ?").get(client, offer.id);
    const offered = JSON.stringify({ bytes: offer.bytes, name: offer.name });
    if (known?.offer === offered) {
      // A file that is resumed is not old, whenever it was begun.
      this.#sql("UPDATE incoming SET begun_at = ? WHERE client = ? AND id = ?").run(now, client, offer.id);
      return;
    }
    inTransaction(this.#database, () => {
      this.end(client, offer.id);
      this.#sql("INSERT INTO incoming (client, id, offer, begun_at) VALUES (?, ?, ?, ?)").run(
        client,
        offer.id,
        offered,
        now,
      );
    });
  }

  /** A client's unfinished files but for the `newest` newest. */
  beyond(client: string, newest: number): string[] {
    return this.#sql(
      "SELECT id FROM incoming WHERE client = ? ORDER BY begun_at DESC, rowid DESC LIMIT -1 OFFSET ?",
    )
      .all(client, newest)
      .map((row) => String(row.id));
  }

  /** The stored pieces in order. */
  pieces(client: string, id: string): JournalledPiece[] {
    return this.#sql(`SELECT ${wholeNumber("at")}, ${wholeNumber("bytes")}, sha256 FROM incoming_pieces
       WHERE client = ? AND id = ? ORDER BY incoming_pieces.at`)
      .all(client, id)
      .map((row) => ({ at: Number(row.at), bytes: Number(row.bytes), sha256: digestIn(String(row.sha256)) }));
  }

  /**
   * Notes a stored piece. It outlives this process; a power cut may undo it, like the piece itself: what is here then
   * is checked, and the rest is asked for again from a sender that still has it.
   */
  addPiece(client: string, id: string, piece: JournalledPiece): void {
    inRelaxedTransaction(this.#database, () => {
      this.#sql(
        "INSERT OR REPLACE INTO incoming_pieces (client, id, at, bytes, sha256) VALUES (?, ?, ?, ?, ?)",
      ).run(client, id, piece.at, piece.bytes, [piece.sha256].flat().join(BETWEEN));
    });
  }

  /** Forgets the pieces from an offset on: their bytes were not what the journal says. */
  dropFrom(client: string, id: string, at: number): void {
    this.#sql("DELETE FROM incoming_pieces WHERE client = ? AND id = ? AND at >= ?").run(client, id, at);
  }

  /** Forgets a file: it is finished or given up. */
  end(client: string, id: string): void {
    this.#sql("DELETE FROM incoming_pieces WHERE client = ? AND id = ?").run(client, id);
    this.#sql("DELETE FROM incoming WHERE client = ? AND id = ?").run(client, id);
  }

  /** Files that were begun before a point in time and never finished. */
  begunBefore(time: number): { client: string; id: string }[] {
    return this.#sql("SELECT client, id FROM incoming WHERE begun_at < ?")
      .all(time)
      .map((row) => ({ client: String(row.client), id: String(row.id) }));
  }
}

function digestIn(column: string): PieceDigest {
  return column.includes(BETWEEN) ? column.split(BETWEEN) : column;
}
