/** What a command says: data to stdout, everything for people to stderr; with `--json` nothing but objects. */

import { errorCode } from "../files/home.ts";
import { printable } from "./printable.ts";
import { ProgressBar } from "./progress-bar.ts";

/** The exit statuses every command keeps to. */
export const Exit = { done: 0, failed: 1, usage: 2, running: 3 } as const;
export type Exit = (typeof Exit)[keyof typeof Exit];

/** A command can't go on: the sentence goes to stderr, the status to the shell. */
export class CommandFailed extends Error {
  override readonly name = "CommandFailed";
  readonly exit: Exit;

  constructor(message: string, exit: Exit = Exit.failed) {
    super(message);
    this.exit = exit;
  }
}

export interface Terminal {
  readonly json: boolean;
  /** One datum: an object with `--json`, else a line for people's pipes. */
  data(object: Readonly<Record<string, unknown>>, line: string): void;
  /** One sentence for people. */
  say(sentence: string): void;
  /** A line that is redrawn while something is under way; only where a person looks at a terminal. */
  readonly bar: ProgressBar | undefined;
}

/** The terminal of this process. */
export function processTerminal(json: boolean): Terminal {
  // Whoever reads has seen enough (`| head`): that is no failure.
  process.stdout.on("error", (error) => process.exit(errorCode(error) === "EPIPE" ? Exit.done : Exit.failed));
  const { stdout, stderr } = process;
  const isLookedAt = stderr.isTTY === true && !json && process.env.TERM !== "dumb";
  const bar = isLookedAt ? new ProgressBar(stderr) : undefined;
  return {
    json,
    data: (object, line) => {
      bar?.erase();
      stdout.write(json ? `${JSON.stringify(object)}\n` : `${printable(line)}\n`);
    },
    say: (sentence) => {
      bar?.erase();
      stderr.write(`${printable(sentence)}\n`);
    },
    bar,
  };
}
