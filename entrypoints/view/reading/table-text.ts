/** A table out of text: values between separators, in quotes where they hold one (RFC 4180). */

/** More rows below the first one, and more columns, than this are no pleasure in a page. */
export const MAX_ROWS = 1_000;
export const MAX_COLUMNS = 60;

export interface Table {
  /** The first one and those below it that are shown, each with its first values. */
  readonly rows: readonly (readonly string[])[];
  /** How many there are in the text, the first one included. */
  readonly rowCount: number;
  /** How many values the longest of all rows has. */
  readonly columnCount: number;
}

const SEPARATORS = [",", ";", "\t", "|"] as const;
/** As much of a text tells its separator. */
const TELLING_CHARACTERS = 20_000;

/** The separator of a text whose name does not say it: the one that parts its first lines into the most alike columns. */
export function separatorOf(text: string): string {
  const beginning = text.slice(0, TELLING_CHARACTERS);
  let best: { separator: string; score: number } = { separator: ",", score: 0 };
  for (const separator of SEPARATORS) {
    const { rows } = readTable(beginning, separator);
    const [head = [], ...others] = rows;
    const alike = others.filter((row) => row.length === head.length).length + 1;
    const score = head.length < 2 ? 0 : (alike / rows.length) * Math.min(head.length, MAX_COLUMNS);
    if (score > best.score) best = { separator, score };
  }
  return best.separator;
}

/** Reads a table in one pass over its text. A quote that is never closed ends with the text. */
export function readTable(text: string, separator: string): Table {
  const rows: string[][] = [];
  let rowCount = 0;
  let columnCount = 0;
  let row: string[] = [];
  let columns = 0;
  let at = text.startsWith("\uFEFF") ? 1 : 0;
  const keep = (value: string): void => {
    columns += 1;
    if (rowCount <= MAX_ROWS && columns <= MAX_COLUMNS) row.push(value);
  };
  const endRow = (): void => {
    if (rowCount <= MAX_ROWS) rows.push(row);
    rowCount += 1;
    columnCount = Math.max(columnCount, columns);
    row = [];
    columns = 0;
  };
  while (at < text.length) {
    const value = text[at] === '"' ? quoted(text, at, separator) : plain(text, at, separator);
    keep(value.text);
    at = value.end;
    if (text[at] === separator) {
      at += 1;
      // A separator at the very end has an empty value behind it.
      if (at === text.length) keep("");
      else continue;
    }
    if (text[at] === "\r") at += 1;
    if (text[at] === "\n") at += 1;
    endRow();
  }
  return { rows, rowCount, columnCount };
}

interface Value {
  readonly text: string;
  /** Where what comes behind it begins. */
  readonly end: number;
}

function plain(text: string, begin: number, separator: string): Value {
  let end = begin;
  while (end < text.length && !isEnd(text[end], separator)) end += 1;
  return { text: text.slice(begin, end), end };
}

/** What stands between the closing quote and the separator belongs to the value: nothing is left out. */
function quoted(text: string, begin: number, separator: string): Value {
  const parts: string[] = [];
  let at = begin + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote === -1) return { text: parts.join("") + text.slice(at), end: text.length };
    parts.push(text.slice(at, quote));
    at = quote + 1;
    if (text[at] !== '"') {
      const behind = plain(text, at, separator);
      return { text: parts.join("") + behind.text, end: behind.end };
    }
    parts.push('"');
    at += 1;
  }
}

function isEnd(character: string | undefined, separator: string): boolean {
  return character === separator || character === "\n" || character === "\r";
}
