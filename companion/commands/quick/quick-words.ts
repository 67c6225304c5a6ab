/** Which lines are so plain that they need no grammar: `latest` and `status`, as scripts and prompts say them again and again. */

/** What these say is held in memory until all of it is known: more than this many files are the grammar's. */
const MOST_FILES = 100;

/** A line that was understood. */
export interface QuickWords {
  readonly command: "latest" | "status";
  readonly json: boolean;
  readonly home?: string;
  readonly type?: string;
  readonly count?: number;
}

/** `undefined` for every other line, right or wrong: those are the grammar's. */
export function quickWords([command, ...words]: readonly string[]): QuickWords | undefined {
  if (command !== "latest" && command !== "status") return undefined;
  let line: QuickWords = { command, json: false };
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at];
    const value = words[at + 1];
    if (word === "--json") line = { ...line, json: true };
    else if (value === undefined || value === "" || value.startsWith("-")) return undefined;
    else if (word === "--home") line = { ...line, home: value };
    else if (word === "--type" && command === "latest") line = { ...line, type: value };
    else if (
      word === "--count" &&
      command === "latest" &&
      /^\d{1,3}$/.test(value) &&
      Number(value) <= MOST_FILES
    )
      line = { ...line, count: Number(value) };
    else return undefined;
    if (word !== "--json") at += 1;
  }
  return line;
}
