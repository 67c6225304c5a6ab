/** What a command is to the command line: a row of its table, and what its options can hold. */

import { type Command, InvalidArgumentError, type Option } from "commander";
import { text } from "../../shared/texts/text.ts";
import { MAX_PORT } from "../limits.ts";
import type { CommandContext } from "./control/control.ts";
import type { Exit } from "./terminal/terminal.ts";

/** A timer can't wait longer than 2^31 - 1 ms. */
const MAX_TIMEOUT_SECONDS = 2_147_483;

/** What a command's file exports; commander makes the options of those the row names. */
type Run<Options> = (context: CommandContext, options: Options, args: readonly string[]) => Promise<Exit>;

export interface CommandRow {
  /** The command's name and its arguments, as commander writes them. */
  readonly usage: string;
  /** What its argument can be, where that is one of some words. */
  readonly choices?: readonly string[];
  /** Whether options that it does not know are for another program. */
  readonly passesOn?: boolean;
  readonly help: string;
  readonly options: readonly Option[];
  /** Whether the home folder must be this user's alone first; `start` makes it, and `doctor` checks each part of it. */
  readonly isTrusting: boolean;
  /** Whether it is the companion itself: the others end, and are read where they were typed. */
  readonly isServing: boolean;
  /** Whether it works with a companion on another computer as well. */
  readonly isFar: boolean;
  /** Runs the command that was parsed. */
  run(context: CommandContext, parsed: Command): Promise<Exit>;
}

/** One row; `loadFar` is the command for a companion on another computer. The file is loaded only when its command is named: a start must not pay for the others. */
export function command<Options extends object>(
  usage: string,
  help: string,
  load: () => Promise<Run<Options>>,
  options: readonly Option[] = [],
  loadFar?: () => Promise<Run<Options>>,
): CommandRow {
  const run: CommandRow["run"] = async (context, parsed) => {
    const action = context.remote && loadFar ? await loadFar() : await load();
    return await action(context, parsed.opts<Options>(), parsed.args);
  };
  return { usage, help, options, isTrusting: true, isServing: false, isFar: loadFar !== undefined, run };
}

/** An option's port. */
export function portNumber(arg: string): number {
  const port = wholeNumber(arg);
  if (port > MAX_PORT) throw new InvalidArgumentError(text("command.port-number", { most: MAX_PORT }));
  return port;
}

/** An option's time. */
export function seconds(arg: string): number {
  const time = Number(arg);
  if (!/^\d{1,9}(?:\.\d{1,3})?$/.test(arg) || time > MAX_TIMEOUT_SECONDS)
    throw new InvalidArgumentError(text("option.seconds", { most: MAX_TIMEOUT_SECONDS }));
  return time;
}

/** An option's whole number. */
export function wholeNumber(arg: string): number {
  if (!/^\d{1,9}$/.test(arg)) throw new InvalidArgumentError(text("command.whole-number"));
  return Number(arg);
}
