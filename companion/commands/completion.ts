/** `pagewire completion`: the script that has a shell complete `pagewire`, from the grammar that its help is made of. */

import type { Argument, Command, Option } from "commander";
import { message } from "../../shared/texts/message.ts";
import type { CommandContext } from "./control/control.ts";
import { type Completed, type CompletedCommand, completionScript } from "./shown/completion-scripts.ts";
import { SHELLS } from "./shown/shells.ts";
import { CommandFailed, Exit } from "./terminal/terminal.ts";

/** Prints the script; `grammar` is the whole of it. */
export function completion(
  { terminal }: CommandContext,
  grammar: Command,
  [said = ""]: readonly string[],
): Exit {
  const shell = SHELLS.find((known) => known === said);
  if (!shell)
    throw new CommandFailed(message("completion.shells", { shells: SHELLS.join(", ") }), Exit.usage);
  const script = completionScript(shell, grammar.commands.map(completed));
  if (terminal.json) terminal.data({ shell, script }, "");
  else for (const line of script.split("\n")) terminal.line(line);
  return Exit.done;
}

function completed(command: Command): CompletedCommand {
  const [argument] = command.registeredArguments;
  const options = command.createHelp().visibleOptions(command);
  return {
    name: command.name(),
    help: command.description(),
    options: options.flatMap((option) =>
      option.long ? [{ flag: option.long, help: option.description, takes: valueAfter(option) }] : [],
    ),
    takes: argument ? argumentOf(argument) : "other",
  };
}

function valueAfter(option: Option): Completed | undefined {
  if (!option.required && !option.optional) return undefined;
  if (option.argChoices) return option.argChoices;
  return option.flags.includes("<dir") ? "folder" : "other";
}

function argumentOf(argument: Argument): Completed {
  if (argument.argChoices) return argument.argChoices;
  return argument.name() === "file" ? "file" : "other";
}
