/** What a command says: data to stdout, everything for people to stderr; with `--json` nothing but objects. */

import type { Message } from "../../../shared/texts/message.ts";
import { readError, SaidError, type Sentence } from "../../../shared/texts/said.ts";
import { text } from "../../../shared/texts/text.ts";
import { jsonLine } from "../../process/json-line.ts";
import { reason } from "../../process/system-error.ts";
import { type Line, type Look, lookOf, styled } from "./look.ts";
import { stderr, stdout } from "./output.ts";
import { printableOn } from "./printable.ts";
import { ProgressBar } from "./progress-bar.ts";

/** The exit statuses every command keeps to: 3 is `running` of a start, and `notRunning` of all others. */
export const Exit = { done: 0, failed: 1, usage: 2, running: 3, notRunning: 3 } as const;
export type Exit = (typeof Exit)[keyof typeof Exit];

/** A command can't go on: the sentence goes to stderr, the status to the shell. */
export class CommandFailed extends SaidError {
  override readonly name = "CommandFailed";
  readonly exit: Exit;

  constructor(what: Message | Sentence, exit: Exit = Exit.failed) {
    super(what);
    this.exit = exit;
  }
}

/** Nobody reads the data any more (`| head`): the command ends there, quietly and without a failure. */
export class NobodyReads extends Error {
  override readonly name = "NobodyReads";
}

export interface Terminal {
  readonly json: boolean;
  /** What the reader of the data can be shown. */
  readonly look: Look;
  /** A text as the reader of the data can be given it. */
  printable(text: string): string;
  /** One datum: an object with `--json`, else a line for people and their pipes. */
  data(object: Readonly<Record<string, unknown>>, line: Line): void;
  /** A line among the data that is none itself: with `--json` there is none. */
  line(line: Line): void;
  /** Bytes as they are, in the data's place; `false` where nobody reads any more. */
  bytes(bytes: Uint8Array): Promise<boolean>;
  /** One sentence for people. */
  say(sentence: string): void;
  /**
   * Waits until everything is taken; `false` where nobody reads the data any more. A command that writes much waits
   * after each datum, so that it holds no more in memory than a slow reader has asked for, and one that only prints
   * ends there.
   */
  taken(): Promise<boolean>;
  /** Whether much waits for the reader of the data: only a command that can't wait need ask. */
  readonly isBehind: boolean;
  /** Resolves when nobody reads the data any more (`| head`): that is no failure. */
  readonly unread: Promise<void>;
  /** A line that is redrawn while something is under way; only where a person looks at a terminal. */
  readonly bar: ProgressBar | undefined;
}

/** The terminal of this process; a companion that runs for weeks beside a reader that is stuck `drops` what that one is behind with. */
export function processTerminal(json: boolean, drops = false): Terminal {
  const isLookedAt = process.stderr.isTTY === true && !json && process.env.TERM !== "dumb";
  const bar = isLookedAt ? new ProgressBar(stderr) : undefined;
  const look = lookOf(stdout);
  const printable = (text: string): string => printableOn(stdout, text);
  const write = (line: string): void => {
    bar?.erase();
    stdout.write(`${line}\n`);
  };
  const shownLine = (line: Line): string =>
    typeof line === "string"
      ? printable(line)
      : line.map(({ text, style }) => styled(printable(text), style, look)).join("");
  return {
    json,
    look,
    printable,
    data: (object, line) => write(json ? jsonLine(object) : shownLine(line)),
    line: (line) => {
      if (!json) write(shownLine(line));
    },
    bytes: async (bytes) => {
      stdout.write(bytes);
      return await stdout.taken();
    },
    say: (sentence) => {
      bar?.erase();
      if (!drops || !stderr.isBehind) stderr.write(`${printableOn(stderr, sentence)}\n`);
    },
    taken: async () => (await Promise.all([stdout.taken(), stderr.taken()]))[0],
    get isBehind() {
      return stdout.isBehind;
    },
    get unread() {
      return stdout.gone();
    },
    bar,
  };
}

/** Says on stderr why a command could not go on, and gives its exit status: nobody's reading on is no failure. */
export function exitOfFailure(error: unknown): Exit {
  if (error instanceof NobodyReads) return Exit.done;
  stderr.write(`${printableOn(stderr, readError(error))}\n`);
  return error instanceof CommandFailed ? error.exit : Exit.failed;
}

/** Waits until all output is taken, then says how the command ends: output that the disk did not take is a failure. */
export async function allTaken(exit: Exit): Promise<Exit> {
  await Promise.all([stdout.taken(), stderr.taken()]);
  if (stdout.failure === undefined) return exit;
  stderr.write(`${text("command.not-written", { reason: reason(stdout.failure) })}\n`);
  await stderr.taken();
  return exit === Exit.done ? Exit.failed : exit;
}
