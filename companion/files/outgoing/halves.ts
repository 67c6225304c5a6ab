/** Which waiting file is the whole of a part that a browser has stored: that browser lets go of the part when it has the whole. */

import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import type { DatabaseSync } from "node:sqlite";
import { type Statements, statementsOf } from "../database.ts";
import { textOf } from "../stored-values.ts";

/** A file that went, and that a browser has. */
export interface StoredPart {
  readonly id: string;
  readonly bytes: number;
  readonly sha256: string;
}

export class Halves {
  readonly #sql: Statements;
  /** Of what waits; there are few. */
  readonly #parts: Map<string, string>;

  constructor(database: DatabaseSync) {
    this.#sql = statementsOf(database);
    const rows = this.#sql(
      "SELECT id, part FROM replacing JOIN outgoing USING (id) WHERE stored_by IS NULL",
    ).all();
    this.#parts = new Map(rows.map(({ id, part }) => [textOf(id), textOf(part)]));
  }

  /** The id of the part that a file replaces. */
  partOf(id: string): string | undefined {
    return this.#parts.get(id);
  }

  /** The file replaces the part. */
  note(id: string, part: string): void {
    this.#sql("INSERT OR REPLACE INTO replacing (id, part) VALUES (?, ?)").run(id, part);
    this.#parts.set(id, part);
  }
}

/**
 * The largest of the parts with which a file begins, byte for byte. Another content of the same name is no part: whoever
 * has got that may want to keep it.
 */
export async function partAtBeginning(
  file: string,
  parts: readonly StoredPart[],
): Promise<StoredPart | undefined> {
  for (const part of parts.toSorted((one, other) => other.bytes - one.bytes)) {
    const hash = createHash("sha256");
    for await (const bytes of createReadStream(file, { end: part.bytes - 1 })) hash.update(bytes as Buffer);
    if (hash.digest("hex") === part.sha256) return part;
  }
  return undefined;
}
