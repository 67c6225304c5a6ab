/** The journal of files on their way in: what a restarted companion knows of bytes it already has. */

import type { DatabaseSync } from "node:sqlite";
import type { Offer } from "../../shared/protocol/lane-words.ts";
import { inRelaxedTransaction, inTransaction, statement } from "./database.ts";

/** One stored piece of an unfinished file. */
export interface JournalledPiece {
  readonly at: number;
  readonly bytes: number;
  readonly sha256: string;
}

export class IncomingJournal {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** Notes an offer; one that is known keeps its pieces only while it speaks of the same file. */
  begin(client: string, offer: Offer, now: number): void {
    const known = statement(this.#database, "SELECT offer FROM incoming WHERE client = ? AND id = ?").get(
      client,
      offer.id,
    );
    const words = JSON.stringify({ bytes: offer.bytes, name: offer.name });
    if (known?.offer === words) {
      // What is gone on with is not old, whenever it was begun.
      statement(this.#database, "UPDATE incoming SET begun_at = ? WHERE client = ? AND id = ?").run(
        now,
        client,
        offer.id,
      );
      return;
    }
    inTransaction(this.#database, () => {
      this.end(client, offer.id);
      statement(this.#database, "INSERT INTO incoming (client, id, offer, begun_at) VALUES (?, ?, ?, ?)").run(
        client,
        offer.id,
        words,
        now,
      );
    });
  }

  /** A client's unfinished files behind the newest so many. */
  beyond(client: string, newest: number): string[] {
    return this.#database
      .prepare(
        "SELECT id FROM incoming WHERE client = ? ORDER BY begun_at DESC, rowid DESC LIMIT -1 OFFSET ?",
      )
      .all(client, newest)
      .map((row) => String(row.id));
  }

  /** The stored pieces in order. */
  pieces(client: string, id: string): JournalledPiece[] {
    return statement(
      this.#database,
      "SELECT at, bytes, sha256 FROM incoming_pieces WHERE client = ? AND id = ? ORDER BY at",
    )
      .all(client, id)
      .map((row) => ({ at: Number(row.at), bytes: Number(row.bytes), sha256: String(row.sha256) }));
  }

  /**
   * Notes a stored piece. It outlives this process; a power cut may undo it, like the piece itself: what is here then
   * is checked, and the rest is asked for again from a sender that still has it.
   */
  addPiece(client: string, id: string, piece: JournalledPiece): void {
    inRelaxedTransaction(this.#database, () => {
      statement(
        this.#database,
        "INSERT OR REPLACE INTO incoming_pieces (client, id, at, bytes, sha256) VALUES (?, ?, ?, ?, ?)",
      ).run(client, id, piece.at, piece.bytes, piece.sha256);
    });
  }

  /** Forgets the pieces from an offset on: their bytes were not what the journal says. */
  dropFrom(client: string, id: string, at: number): void {
    statement(this.#database, "DELETE FROM incoming_pieces WHERE client = ? AND id = ? AND at >= ?").run(
      client,
      id,
      at,
    );
  }

  /** Forgets a file: it is finished or given up. */
  end(client: string, id: string): void {
    statement(this.#database, "DELETE FROM incoming_pieces WHERE client = ? AND id = ?").run(client, id);
    statement(this.#database, "DELETE FROM incoming WHERE client = ? AND id = ?").run(client, id);
  }

  /** Files that were begun before a point in time and never finished. */
  begunBefore(time: number): { client: string; id: string }[] {
    return statement(this.#database, "SELECT client, id FROM incoming WHERE begun_at < ?")
      .all(time)
      .map((row) => ({ client: String(row.client), id: String(row.id) }));
  }
}
