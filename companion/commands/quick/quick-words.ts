/** Which lines are so plain that they need no grammar: `latest` and `status`, as scripts and prompts say them again and again, and `start`. */

import { MAX_PORT } from "../../limits.ts";

/** What these say is held in memory until all of it is known: more than this many files are the grammar's. */
const MOST_FILES = 100;

/** A line that was understood. */
export interface QuickWords {
  readonly command: "latest" | "status" | "start";
  readonly json: boolean;
  readonly home?: string;
  readonly type?: string;
  readonly count?: number;
  readonly port?: number;
  readonly open?: boolean;
}

/** The options of each besides `--home` and `--json`. */
const OPTIONS: Readonly<Record<QuickWords["command"], readonly string[]>> = {
  latest: ["--type", "--count"],
  status: [],
  start: ["--port", "--open"],
};

/** `undefined` for every other line, right or wrong: those are the grammar's. */
export function quickWords([command, ...words]: readonly string[]): QuickWords | undefined {
  if (command !== "latest" && command !== "status" && command !== "start") return undefined;
  const known = ["--home", "--json", ...OPTIONS[command]];
  let line: QuickWords = { command, json: false };
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? "";
    if (!known.includes(word)) return undefined;
    if (word === "--json" || word === "--open") {
      line = { ...line, [word.slice(2)]: true };
      continue;
    }
    at += 1;
    const option = valued(word, words[at] ?? "");
    if (option === undefined) return undefined;
    line = { ...line, ...option };
  }
  return line;
}

/** An option with its value; `undefined` where the grammar is to say what is wrong with it. */
function valued(option: string, value: string): Partial<QuickWords> | undefined {
  if (value === "" || value.startsWith("-")) return undefined;
  if (option === "--home") return { home: value };
  if (option === "--type") return { type: value };
  if (!/^\d{1,5}$/.test(value)) return undefined;
  const number = Number(value);
  if (option === "--count") return number <= MOST_FILES ? { count: number } : undefined;
  return number <= MAX_PORT ? { port: number } : undefined;
}
