/** `pagewire start`: runs the companion in this terminal until it is told to stop. */

import { setFlagsFromString } from "node:v8";
import { message } from "../../../shared/texts/message.ts";
import { text } from "../../../shared/texts/text.ts";
import { type Companion, startCompanion } from "../../companion.ts";
import { AlreadyRunning } from "../../home/lock.ts";
import { spreadLastNet } from "../../process/last-net.ts";
import { fileLog } from "../../process/log.ts";
import { PortTaken } from "../../server/taken-port.ts";
import type { CommandContext } from "../control/control.ts";
import { Narration } from "../shown/narration.ts";
import { openInBrowser, sayLongLink } from "../terminal/default-browser.ts";
import { CommandFailed, Exit, type Terminal } from "../terminal/terminal.ts";

export interface StartOptions {
  readonly port: number;
  readonly open?: boolean;
}

/** How long the companion may take to finish or park what runs before the process ends all the same. */
const STOP_DEADLINE_MS = 1_900;

/**
 * V8 looks for buffers that are used up when there are twice as many bytes as its young generation may have: left alone it
 * lets 64 MiB pile up (measured: 90 MiB grown while a file comes up, 35 with this). It is a setting of this process, which
 * is ours; a program that embeds the companion keeps its own.
 */
const YOUNG_GENERATION_MIB = 6;

/**
 * Runs until a signal or `pagewire stop`; returns the exit status. It runs on when nobody reads its
 * output any more (`npm start` reads one line).
 */
export async function start(context: CommandContext, options: StartOptions): Promise<Exit> {
  setFlagsFromString(`--scavenger-max-new-space-capacity-mb=${YOUNG_GENERATION_MIB}`);
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
  const { home, terminal } = context;
  const narration = new Narration(terminal.say);
  const companion = await open(context, options.port, askToStop, narration);
  // Before this, whatever goes wrong is a failed start; from now on there is something to keep running.
  spreadLastNet(fileLog(home.log), terminal.say);
  await greet(companion, options.open === true, terminal);
  narration.begin();
  await stopAsked;
  terminal.say(text("start.stopping"));
  // Neither a slow close nor a stuck reader keeps the process alive.
  setTimeout(() => process.exit(Exit.done), STOP_DEADLINE_MS).unref();
  await companion.close();
  return Exit.done;
}

async function open(
  { home }: CommandContext,
  port: number,
  onStopAsked: () => void,
  narration: Narration,
): Promise<Companion> {
  try {
    return await startCompanion({
      home: home.root,
      port,
      tell: (sentence) => narration.note(sentence),
      onHappened: (what) => narration.tell(what),
      onStopAsked,
    });
  } catch (error) {
    if (error instanceof AlreadyRunning) throw new CommandFailed(error, Exit.running);
    if (error instanceof PortTaken && (await isOtherCompanion(port))) {
      throw new CommandFailed(message("start.port-of-other", { port }));
    }
    throw error;
  }
}

/** Whether the port is taken by a companion of another home folder. */
async function isOtherCompanion(port: number): Promise<boolean> {
  const { answersAsPagewire } = await import("../control/control.ts");
  return await answersAsPagewire(port);
}

async function greet(companion: Companion, opens: boolean, terminal: Terminal): Promise<void> {
  const { port, url, home } = companion;
  const paired = companion.pairedBrowsers();
  // Where a browser is paired, a link is of no use to its user, and of some to whoever reads the terminal or its log.
  if (paired > 0 && !terminal.json && !opens) {
    terminal.say(text("start.listening", { address: url.replace("ws://", ""), home }));
    terminal.say(text("start.paired", { paired }));
    terminal.say(text("start.ctrl-c"));
    return;
  }
  const { pairUrl } = companion.pair();
  if (!terminal.json) {
    terminal.say(text("start.listening", { address: url.replace("ws://", ""), home }));
    terminal.say(text("start.open-link"));
  }
  terminal.data({ event: "listening", port, url, home, pid: process.pid, pairUrl }, pairUrl);
  if (!opens) sayLongLink(pairUrl, terminal);
  if (!terminal.json) terminal.say(text("start.ctrl-c"));
  if (opens) await openInBrowser(pairUrl, terminal);
}
