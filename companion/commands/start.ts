/** `pagewire start`: runs the companion in this terminal until it is told to stop. */

import { startCompanion } from "../companion.ts";
import type { Companion } from "../companion-api.ts";
import { AlreadyRunning } from "../lock.ts";
import { PortTaken } from "../server/http-server.ts";
import { CommandFailed, Exit, type Terminal } from "./terminal.ts";

export interface StartOptions {
  readonly home: string;
  readonly port: number;
  readonly open: boolean;
}

/** How long the companion may take to finish or park what runs before the process ends all the same. */
const STOP_DEADLINE_MS = 1_900;

/** Runs until a signal or `pagewire stop`; returns the exit status. */
export async function start(options: StartOptions, terminal: Terminal): Promise<Exit> {
  const { promise: stopAsked, resolve: askToStop } = Promise.withResolvers<void>();
  // Ctrl-C while the companion is still opening must not be lost.
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  let asked = 0;
  for (const signal of signals) {
    process.on(signal, () => {
      asked += 1;
      if (asked > 1) process.exit(Exit.failed);
      askToStop();
    });
  }
  const companion = await open(options, terminal, askToStop);
  await greet(companion, options, terminal);
  await stopAsked;
  terminal.say("Stopping.");
  const late = setTimeout(() => process.exit(Exit.done), STOP_DEADLINE_MS);
  await companion.close();
  clearTimeout(late);
  return Exit.done;
}

async function open(options: StartOptions, terminal: Terminal, onStopAsked: () => void): Promise<Companion> {
  try {
    return await startCompanion({
      home: options.home,
      port: options.port,
      tell: (sentence) => terminal.say(sentence),
      onStopAsked,
    });
  } catch (error) {
    if (error instanceof AlreadyRunning) throw new CommandFailed(error.message, Exit.running);
    if (error instanceof PortTaken && (await isOtherCompanion(options.port))) {
      throw new CommandFailed(
        `Port ${options.port} is taken by the Pagewire of another home folder: stop that one with its --home, or choose another port with --port.`,
      );
    }
    throw error;
  }
}

/** What has the port may be one of ours that serves another home folder. */
async function isOtherCompanion(port: number): Promise<boolean> {
  const { answersAsPagewire } = await import("./control.ts");
  return await answersAsPagewire(port);
}

async function greet(companion: Companion, options: StartOptions, terminal: Terminal): Promise<void> {
  const { pairUrl } = companion.pair();
  const { port, url, home } = companion;
  if (!terminal.json) {
    terminal.say(`Pagewire listens on ${url.replace("ws://", "")} and keeps its files in ${home}.`);
    terminal.say("To pair a browser that has the extension, open this link (10 minutes, one use):");
  }
  terminal.data({ event: "listening", port, url, home, pid: process.pid, pairUrl }, pairUrl);
  if (!terminal.json) terminal.say("Ctrl-C stops it.");
  if (!options.open) return;
  const { default: openInBrowser } = await import("open");
  await openInBrowser(pairUrl).catch(() =>
    terminal.say("No browser could be opened: open the link yourself."),
  );
}
