/** The words that received files are found by: written with each record, read by a search. */

import type { Statements } from "../database.ts";
import { type Row, textOf } from "../stored-values.ts";
import { tagsOf } from "./received-record.ts";

/** More of one kind of words is not looked at: a client that sends the same picture from a hundred pages can't fill the disk. */
const MAX_COLUMN_CHARACTERS = 8_192;
/** What somebody types to search by. */
const MAX_QUERY_WORDS = 32;

/** The columns that words are looked for in. */
const WORD_COLUMNS = "{name title alt page tags note}";

export class ReceivedWords {
  readonly #sql: Statements;

  constructor(sql: Statements) {
    this.#sql = sql;
  }

  /** Writes the words of a record as it is now, in place of earlier ones. */
  write(seq: number): void {
    const row = this.#sql("SELECT name, folder, type, note, tags FROM received WHERE seq = ?").get(seq);
    if (!row) return;
    const sources = this.#sql("SELECT url, page_url, title, alt FROM sources WHERE received = ?").all(seq);
    this.forget(seq);
    this.#sql(
      `INSERT INTO received_words (rowid, name, title, alt, page, tags, note, marks) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    ).run(
      seq,
      spaced(`${textOf(row.folder)} ${textOf(row.name)}`),
      allOf(sources, "title"),
      allOf(sources, "alt"),
      allOf(sources, "page_url"),
      spaced(tagsOf(row.tags).join(" ")),
      spaced(textOf(row.note)),
      marksOf(textOf(row.type), sources).join(" "),
    );
  }

  forget(seq: number): void {
    this.#sql("DELETE FROM received_words WHERE rowid = ?").run(seq);
  }

  /** Writes those of some records above a number, oldest first. Returns the number up to which all have theirs. */
  goOn(above: number, most: number): number {
    const rows = this.#sql("SELECT seq FROM received WHERE seq > ? ORDER BY seq LIMIT ?").all(above, most);
    for (const { seq } of rows) this.write(Number(seq));
    return Number(rows.at(-1)?.seq ?? above);
  }

  /**
   * Writes those of some records below a number that have none yet, which an older version has left, from the newest
   * on. Returns the number to go on below; `undefined` where none is left.
   */
  catchUp(below: number, most: number): number | undefined {
    const rows = this.#sql(
      `SELECT seq FROM received WHERE seq < ?
         AND NOT EXISTS (SELECT 1 FROM received_words_docsize WHERE id = seq) ORDER BY seq DESC LIMIT ?`,
    ).all(below, most);
    for (const { seq } of rows) this.write(Number(seq));
    return rows.length < most ? undefined : Number(rows.at(-1)?.seq);
  }
}

/** What is searched for. */
export interface Wanted {
  readonly words?: string | undefined;
  /** A host, or one that it is below. */
  readonly host?: string | undefined;
  /** A media type, `image/*`, or `image`. */
  readonly type?: string | undefined;
}

/** The same in SQLite's own language; `undefined` where nothing is asked that words could answer. */
export function matchOf({ words = "", host, type }: Wanted): string | undefined {
  const asked = words
    .slice(0, MAX_COLUMN_CHARACTERS)
    .split(/\s/)
    .filter((word) => /[\p{L}\p{N}\p{Co}]/u.test(word))
    .slice(0, MAX_QUERY_WORDS)
    // The last letters may not be typed yet.
    .map((word) => `${WORD_COLUMNS} : "${spaced(word.replaceAll('"', " "))}"*`);
  if (words.trim() !== "" && asked.length === 0) asked.push(`marks : "${NOTHING}"`);
  if (host !== undefined) asked.push(`marks : "${mark("h", host.toLowerCase())}"`);
  if (type !== undefined) asked.push(`marks : "${typeMark(type.toLowerCase())}"`);
  return asked.length === 0 ? undefined : asked.join(" AND ");
}

/** A mark that no file has. */
const NOTHING = "nothing";

/** Scripts without spaces between words are found by each of their letters, in order. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/gu;

function spaced(text: string): string {
  return text.slice(0, MAX_COLUMN_CHARACTERS).replace(UNSPACED, " $& ");
}

function allOf(sources: readonly Row[], column: string): string {
  const texts = new Set(sources.map((source) => textOf(source[column])).filter((text) => text !== ""));
  return spaced([...texts].join(" "));
}

/** One word each, whatever stands in them: so a host or a type is found as a whole. */
function marksOf(type: string, sources: readonly Row[]): string[] {
  const hosts = sources.flatMap(({ url, page_url }) => [hostOf(textOf(url)), hostOf(textOf(page_url))]);
  const marks = hosts.flatMap((host) => domainsOf(host).map((domain) => mark("h", domain)));
  return [...new Set([...marks, mark("t", type), mark("k", type.split("/")[0] ?? "")])];
}

function typeMark(type: string): string {
  const [kind = "", format = "*"] = type.split("/");
  return format === "*" ? mark("k", kind) : mark("t", type);
}

function mark(kind: string, text: string): string {
  return kind + Buffer.from(text).toString("hex");
}

/** A host and what it is below, but for what stands alone at the end: `www.site.test` and `site.test`. */
function domainsOf(host: string): string[] {
  if (host === "") return [];
  const labels = host.split(".");
  const isNumbers = /^[\d.]+$/.test(host) || host.startsWith("[");
  return [host, ...(isNumbers ? [] : labels.slice(1, -1).map((_, at) => labels.slice(at + 1).join(".")))];
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : "";
}
