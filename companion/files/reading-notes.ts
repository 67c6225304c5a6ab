/** Notes of what is being looked into: where the process dies over a file's content, the file is set aside the third time. */

import { createHash } from "node:crypto";
import { closeSync, constants, openSync, readSync, rmSync, writeSync } from "node:fs";
import type { DatabaseSync } from "node:sqlite";
import { type Message, message } from "../../shared/texts/message.ts";
import { SaidError } from "../../shared/texts/said.ts";
import { HomeUnusable } from "../home/home.ts";
import { PRIVATE_FILE_MODE } from "../process/private-mode.ts";
import { reason } from "../process/system-error.ts";
import { type Statements, statementsOf } from "./database.ts";
import { openOwn } from "./regular-file.ts";
import { wholeNumber } from "./stored-values.ts";

/** How often the process may die over one file before that is set aside. */
const MAX_DEATHS = 2;
/** The note is always as long as this: one short write, that a dying process has made or has not. */
const NOTE_BYTES = 4096;
/** What fits in there. More at once are not noted: a look takes a fraction of a millisecond. */
const MAX_AT_ONCE = 64;
/** Files over which it died: the newest are remembered. */
const MAX_REMEMBERED = 1_000;
const KEY_CHARACTERS = 32;

/** The process died over this file before: it is not looked into now. The message lacks what is to be done about it. */
export class SetAside extends SaidError {
  override readonly name = "SetAside";
  readonly code = "set_aside";
  readonly what: Message;

  constructor(name: string) {
    const what = message("files.set-aside", { name });
    super(what);
    this.what = what;
  }
}

/**
 * A note costs one write that the system takes into its memory: that outlives the process, which is all it must. Bytes
 * that only stream by are not noted, so that no power cut and no kill in the middle of a transfer counts.
 */
export class ReadingNotes {
  readonly #sql: Statements;
  readonly #descriptor: number;
  /** How often the process died over what has this key. */
  readonly #deaths: Map<string, number>;
  readonly #open = new Set<string>();

  private constructor(database: DatabaseSync, descriptor: number) {
    this.#sql = statementsOf(database);
    this.#descriptor = descriptor;
    const rows = this.#sql(`SELECT key, ${wholeNumber("count")} FROM deaths`).all();
    this.#deaths = new Map(rows.map(({ key, count }) => [String(key), Number(count)]));
  }

  /** Opens the notes and counts what the last process left open. Throws `HomeUnusable`. */
  static open(database: DatabaseSync, file: string): ReadingNotes {
    const descriptor = openNote(file);
    const notes = new ReadingNotes(database, descriptor);
    for (const key of leftIn(descriptor)) notes.#set(key, (notes.#deaths.get(key) ?? 0) + 1);
    notes.#write();
    return notes;
  }

  /** Throws `SetAside` where the process died over it too often; the next time it may be looked into once more. */
  check(key: string, name: string): void {
    if ((this.#deaths.get(key) ?? 0) < MAX_DEATHS) return;
    this.#set(key, MAX_DEATHS - 1);
    throw new SetAside(name);
  }

  /** Whether the process died over it, and it was not passed since. */
  knows(key: string): boolean {
    return this.#deaths.has(key);
  }

  /** The process has survived it. */
  passed(key: string): void {
    if (!this.#deaths.delete(key)) return;
    this.#sql("DELETE FROM deaths WHERE key = ?").run(key);
  }

  /** Looks into something that has these keys. The look must not wait for anything: if the process dies during it, that counts against them. */
  async during<Seen>(keys: readonly string[], look: () => Promise<Seen> | Seen): Promise<Seen> {
    const noted =
      this.#open.size + keys.length <= MAX_AT_ONCE ? keys.filter((key) => !this.#open.has(key)) : [];
    for (const key of noted) this.#open.add(key);
    if (noted.length > 0) this.#write();
    try {
      return await look();
    } finally {
      for (const key of noted) this.#open.delete(key);
      if (noted.length > 0) this.#write();
    }
  }

  /** The process ends as it should: what is still open is nobody's fault. */
  close(): void {
    this.#open.clear();
    this.#write();
    closeSync(this.#descriptor);
  }

  #write(): void {
    const text = [...this.#open].join("\n").padEnd(NOTE_BYTES);
    writeSync(this.#descriptor, text, 0, "latin1");
  }

  #set(key: string, count: number): void {
    this.#deaths.set(key, count);
    this.#sql("INSERT OR REPLACE INTO deaths (key, count) VALUES (?, ?)").run(key, count);
    this.#sql(
      "DELETE FROM deaths WHERE rowid <= (SELECT rowid FROM deaths ORDER BY rowid DESC LIMIT 1 OFFSET ?)",
    ).run(MAX_REMEMBERED);
  }
}

/** The keys of an offer: the same at every try. */
export function offerKey(client: string, id: string): string {
  return keyOf(`offer\n${client}\n${id}`);
}

/** The key of a content by its beginning, which is all that is looked into. */
export function contentKey(beginning: Uint8Array): string {
  return keyOf(beginning);
}

function keyOf(what: string | Uint8Array): string {
  return createHash("sha256").update(what).digest("hex").slice(0, KEY_CHARACTERS);
}

/** Opens our own file; anything else of that name is removed. */
function openNote(file: string): number {
  const descriptor = openOwn(file);
  if (descriptor !== undefined) return descriptor;
  try {
    rmSync(file, { force: true });
    return openSync(file, constants.O_RDWR | constants.O_CREAT | constants.O_EXCL, PRIVATE_FILE_MODE);
  } catch (error) {
    throw new HomeUnusable(message("home.notes", { file, reason: reason(error) }), { cause: error });
  }
}

/** The keys that a note names; of one that is damaged those that can be read. */
function leftIn(descriptor: number): string[] {
  const buffer = Buffer.alloc(NOTE_BYTES);
  const text = buffer.toString("latin1", 0, readSync(descriptor, buffer, 0, NOTE_BYTES, 0));
  return text.split(/\s/).filter((key) => /^[0-9a-f]{32}$/.test(key));
}
