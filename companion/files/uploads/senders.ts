/** Who has sent a file to the browsers, and whether it is to be shown at once. */

import type { DatabaseSync } from "node:sqlite";
import { type Statements, statementsOf } from "../database.ts";
import { textOf } from "../stored-values.ts";

/** The sender of a file, as the browser that gets it may be told. */
export interface FileSender {
  /** The client's id; the owner's commands have none of their own and are `owner`. */
  readonly client: string;
  readonly name: string;
  /** Whether the browser is asked to show it as soon as it has it. */
  readonly shows: boolean;
}

export class Senders {
  readonly #sql: Statements;

  constructor(database: DatabaseSync) {
    this.#sql = statementsOf(database);
    // Those of files that were taken back.
    this.#sql("DELETE FROM outgoing_from WHERE id NOT IN (SELECT id FROM outgoing)").run();
  }

  note(id: string, { client, name, shows }: FileSender): void {
    this.#sql("INSERT OR REPLACE INTO outgoing_from (id, client, name, shows) VALUES (?, ?, ?, ?)").run(
      id,
      client,
      name,
      shows ? 1 : 0,
    );
  }

  /** Of a file whose sender was noted. */
  of(id: string): FileSender | undefined {
    const row = this.#sql("SELECT client, name, shows FROM outgoing_from WHERE id = ?").get(id);
    return row && { client: textOf(row.client), name: textOf(row.name), shows: row.shows === 1 };
  }
}
