/** Runs one line of the `pagewire` command: finds the command's row, and turns every failure into a sentence and a status. */

import "../../shared/texts/whole-english.ts";
import { Command, CommanderError } from "commander";
import { languageFor } from "../../shared/texts/language-tags.ts";
import { LANGUAGES } from "../../shared/texts/languages.ts";
import { speak, speakCommands } from "../../shared/texts/text.ts";
import { commandPlaceAnywhere, commandPlaceHere } from "../home/command-place.ts";
import { homeAt, homePath } from "../home/home.ts";
import { secureHome } from "../home/home-folders.ts";
import { localeLanguage } from "../process/locale.ts";
import { VERSION } from "../process/version.ts";
import { COMMANDS } from "./command-table.ts";
import { remoteOf } from "./control/remote.ts";
import { END_OF_LIST, endOfHelp } from "./shown/command-help.ts";
import { stderr, stdout } from "./terminal/output.ts";
import { printableOn } from "./terminal/printable.ts";
import { allTaken, Exit, exitOfFailure, processTerminal } from "./terminal/terminal.ts";

interface CommonOptions {
  readonly home?: string;
  readonly json?: boolean;
}

/** Returns the exit status when all that the command says is taken; every failure is one sentence on stderr. */
export async function runCommandLine(args: readonly string[]): Promise<Exit> {
  const tag = languageFor([localeLanguage()]);
  speak(tag, await LANGUAGES[tag]());
  speakCommands(commandPlaceHere(homePath(undefined)));
  return await allTaken(await statusOf(args));
}

async function statusOf(args: readonly string[]): Promise<Exit> {
  let exit: Exit = Exit.done;
  const finish = (status: Exit): void => {
    exit = status;
  };
  try {
    await grammar(finish).parseAsync([...args], { from: "user" });
    return exit;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? Exit.done : Exit.usage;
    return exitOfFailure(error);
  }
}

function grammar(finish: (exit: Exit) => void): Command {
  const program = new Command("pagewire")
    .description("Wires a browser to this computer: images in, files out, prices live.")
    .enablePositionalOptions()
    .option("--home <dir>", "The home folder, also after the command")
    .option("--json", "One JSON object a line, also after the command")
    .version(VERSION, "-V, --version", "Print the version")
    .helpOption("-h, --help", "Show this help")
    .helpCommand("help [command]", "Show the help of a command")
    .addHelpText("after", END_OF_LIST)
    .exitOverride()
    // A usage error repeats the wrong argument, which may come from elsewhere.
    .configureOutput({
      writeOut: (lines) => stdout.write(lines),
      writeErr: (lines) => stderr.write(lines.split("\n").map(onStderr).join("\n")),
    })
    .configureHelp({ showGlobalOptions: false });
  for (const row of COMMANDS) {
    const command = program
      .command(row.usage)
      .description(row.help)
      .exitOverride()
      .helpOption("-h, --help", "Show this help")
      .option("--home <dir>", "The home folder (default: $PAGEWIRE_HOME, else ~/Pagewire)")
      .option("--json", "One JSON object a line on stdout, and nothing else");
    if (row.passesOn) command.allowUnknownOption();
    if (row.choices) command.registeredArguments[0]?.choices(row.choices);
    command.addHelpText("after", endOfHelp(command.name()));
    for (const option of row.options) command.addOption(option);
    command.action(async () => {
      // An option before the command counts as much as one after it.
      const options = { ...program.opts<CommonOptions>(), ...command.opts<CommonOptions>() };
      const remote = row.isFar ? remoteOf(options.home) : undefined;
      const home = homeAt(homePath(options.home));
      // What a companion says is read in other terminals, and in its pages.
      speakCommands(row.isServing ? commandPlaceAnywhere(home.root) : commandPlaceHere(home.root));
      const terminal = processTerminal(options.json === true, row.isServing);
      if (row.isTrusting && !remote) secureHome(home, terminal.say);
      finish(await row.run({ home, terminal, remote }, command));
    });
  }
  return program;
}

function onStderr(line: string): string {
  return printableOn(stderr, line);
}
