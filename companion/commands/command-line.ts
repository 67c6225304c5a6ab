/** The grammar of the `pagewire` command: which words there are, and what each needs. */

import { Command, CommanderError, InvalidArgumentError } from "commander";
import { DEFAULT_PORT } from "../../shared/protocol/limits.ts";
import { type Home, homeAt, homePath } from "../files/home.ts";
import { VERSION } from "../version.ts";
import { CommandFailed, Exit, processTerminal, type Terminal } from "./terminal.ts";

const MAX_PORT = 65_535;

interface CommonOptions {
  readonly home?: string;
  readonly json?: boolean;
}

/** What a command gets besides its own words. */
interface Surroundings {
  readonly home: Home;
  readonly terminal: Terminal;
}

/** Runs one command line and returns the exit status; every failure is one sentence on stderr. */
export async function runCommandLine(words: readonly string[]): Promise<Exit> {
  let exit: Exit = Exit.done;
  const finish = (status: Exit): void => {
    exit = status;
  };
  try {
    await grammar(finish).parseAsync([...words], { from: "user" });
    return exit;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? Exit.done : Exit.usage;
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return error instanceof CommandFailed ? error.exit : Exit.failed;
  }
}

/** Each command's file is loaded when it is named: a start must not pay for the others. */
function grammar(finish: (exit: Exit) => void): Command {
  const program = new Command("pagewire")
    .description("Wires a browser to this computer: images in, files out, prices live.")
    .version(VERSION)
    .enablePositionalOptions()
    .option("--home <dir>", "the home folder, also behind the command")
    .option("--json", "one JSON object a line, also behind the command")
    .exitOverride()
    .configureHelp({ showGlobalOptions: false });
  const command = (words: string, description: string): Command =>
    program
      .command(words)
      .description(description)
      .exitOverride()
      .option("--home <dir>", "the home folder (default: $PAGEWIRE_HOME, else ~/Pagewire)")
      .option("--json", "one JSON object a line on stdout, and nothing else");
  // What stands in front of the command counts as much as what stands behind it.
  const around = (options: CommonOptions): Surroundings => {
    const { home, json }: CommonOptions = { ...program.opts<CommonOptions>(), ...options };
    return { home: homeAt(homePath(home)), terminal: processTerminal(json === true) };
  };

  command("start", "run the companion in this terminal")
    .option("--port <n>", "the port to listen on; 0 picks a free one", portNumber, DEFAULT_PORT)
    .option("--open", "open the pairing page in the default browser")
    .option("--no-open", "open nothing (the default)")
    .action(async (options: CommonOptions & { port: number; open?: boolean }) => {
      const { start } = await import("./start.ts");
      const { home, terminal } = around(options);
      finish(await start({ home: home.root, port: options.port, open: options.open === true }, terminal));
    });
  command("stop", "stop the running companion").action(async (options: CommonOptions) => {
    const { stop } = await import("./stop.ts");
    const { home, terminal } = around(options);
    finish(await stop(home, terminal));
  });
  command("status", "say whether a companion runs").action(async (options: CommonOptions) => {
    const { status } = await import("./status.ts");
    const { home, terminal } = around(options);
    finish(await status(home, terminal));
  });
  command("pair", "make a pairing link").action(async (options: CommonOptions) => {
    const { pair } = await import("./clients.ts");
    const { home, terminal } = around(options);
    finish(await pair(home, terminal));
  });
  command("clients", "list paired browsers and scripts").action(async (options: CommonOptions) => {
    const { clients } = await import("./clients.ts");
    const { home, terminal } = around(options);
    finish(await clients(home, terminal));
  });
  command("revoke <id>", "end a client's trust").action(async (id: string, options: CommonOptions) => {
    const { revoke } = await import("./clients.ts");
    const { home, terminal } = around(options);
    finish(await revoke(home, id, terminal));
  });
  command("token", "make a token for a script of your own")
    .requiredOption("--name <name>", "what the token is for")
    .option("--topics <pattern...>", "limit it to topics, for instance 'price:*'")
    .action(async (options: CommonOptions & { name: string; topics?: string[] }) => {
      const { token } = await import("./clients.ts");
      const { home, terminal } = around(options);
      finish(await token(home, options.name, options.topics, terminal));
    });
  command("inbox", "list received files, oldest first")
    .option("--follow", "go on with each new file")
    .option("--limit <n>", "only the newest n", wholeNumber)
    .action(async (options: CommonOptions & { follow?: boolean; limit?: number }) => {
      const { inbox } = await import("./inbox.ts");
      const { home, terminal } = around(options);
      finish(await inbox(home, { follow: options.follow === true, limit: options.limit }, terminal));
    });
  command("send <file...>", "send files and folders to a browser; - reads standard input")
    .option("--name <name>", "the name it has in the browser")
    .option("--to <client>", "which browser: an id or a name from `npx pagewire clients`")
    .option("--wait", "end only when each file is stored in a browser")
    .action(
      async (files: string[], options: CommonOptions & { name?: string; to?: string; wait?: boolean }) => {
        const { send } = await import("./send.ts");
        const { home, terminal } = around(options);
        finish(
          await send(
            home,
            { files, name: options.name, to: options.to, wait: options.wait === true },
            terminal,
          ),
        );
      },
    );
  command("outbox", "list what waits for a browser")
    .option("--cancel <id>", "take a waiting file back")
    .action(async (options: CommonOptions & { cancel?: string }) => {
      const { outbox } = await import("./outbox.ts");
      const { home, terminal } = around(options);
      finish(await outbox(home, { cancel: options.cancel }, terminal));
    });
  command("prices [symbol...]", "print prices")
    .option("--follow", "go on with every tick")
    .action(async (symbols: string[], options: CommonOptions & { follow?: boolean }) => {
      const { prices } = await import("./prices.ts");
      const { home, terminal } = around(options);
      finish(await prices(home, { symbols, follow: options.follow === true }, terminal));
    });
  command("doctor", "check everything and say how to mend it").action(async (options: CommonOptions) => {
    const { doctor } = await import("./doctor.ts");
    const { home, terminal } = around(options);
    finish(await doctor(home, terminal));
  });
  return program;
}

function portNumber(text: string): number {
  const port = wholeNumber(text);
  if (port > MAX_PORT) throw new InvalidArgumentError(`A port is a number from 0 to ${MAX_PORT}.`);
  return port;
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError("It must be a whole number.");
  return Number(text);
}
