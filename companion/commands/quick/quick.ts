/**
 * Carries plain lines out with as little as they need, a few texts of the catalogue among it; whatever is not as usual is left
 * to the command line, which says why.
 */

import { lstatSync } from "node:fs";
import { COMMANDS } from "../../../shared/texts/english/commands.ts";
import { HOME } from "../../../shared/texts/english/home.ts";
import { languageFor } from "../../../shared/texts/language-tags.ts";
import { speak } from "../../../shared/texts/text.ts";
import { homeAt, homePath } from "../../home/home.ts";
import { secureHome } from "../../home/home-folders.ts";
import { localeLanguage } from "../../process/locale.ts";
import { remoteNote } from "../control/remote-note.ts";
import { allTaken, type Exit, processTerminal, type Terminal } from "../terminal/terminal.ts";
import type { QuickWords } from "./quick-words.ts";

const SAID = { ...COMMANDS, ...HOME };

/** Something is not as usual. */
class NotQuick extends Error {}

/** The exit status, when all that was said is taken; `undefined` where the command is still to be done, and nothing was said. */
export async function quick(words: QuickWords): Promise<Exit | undefined> {
  const terminal = processTerminal(words.json);
  const held: (() => void)[] = [];
  const exit = await carriedOut(words, terminal, held);
  if (exit === undefined) return undefined;
  for (const write of held) write();
  // What is said of output that can't be written is in none of the few texts.
  if (!(await terminal.taken())) await import("../../../shared/texts/whole-english.ts");
  return await allTaken(exit);
}

/** What it says is held until all of it is known: a command that is done over again would say it twice. */
async function carriedOut(
  { command, json: _json, home: said, ...options }: QuickWords,
  processes: Terminal,
  held: (() => void)[],
): Promise<Exit | undefined> {
  // English alone needs nothing loaded; another computer's companion is reached over a socket of its own.
  if (languageFor([localeLanguage()]) !== "en" || isElsewhere(said)) return undefined;
  // All that these commands say where nothing is amiss, and what closing a home says.
  speak("en", SAID, SAID);
  const home = homeAt(homePath(said));
  const refuse = (): never => {
    throw new NotQuick();
  };
  try {
    // What this closes is closed only once: whoever runs then, it is said here.
    secureHome(home, processes.say);
    const terminal: Terminal = {
      ...processes,
      data: (object, line) => held.push(() => processes.data(object, line)),
      line: (line) => held.push(() => processes.line(line)),
      taken: () => Promise.resolve(true),
      say: refuse,
    };
    if (command === "latest") {
      const { latest } = await import("../received/latest.ts");
      return await latest({ home, terminal }, options);
    }
    const { quickStatus } = await import("./quick-status.ts");
    return await quickStatus(home, terminal);
  } catch {
    return undefined;
  }
}

function isElsewhere(home: string | undefined): boolean {
  const { PAGEWIRE_URL, PAGEWIRE_TOKEN, PAGEWIRE_HOME } = process.env;
  if (PAGEWIRE_URL || PAGEWIRE_TOKEN) return true;
  return !home && !PAGEWIRE_HOME && lstatSync(remoteNote(), { throwIfNoEntry: false }) !== undefined;
}
