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
import type { Exit } from "../terminal/terminal.ts";
import { processTerminal } from "../terminal/terminal.ts";
import type { QuickWords } from "./quick-words.ts";

const SAID = { ...COMMANDS, ...HOME };

/** Something is not as usual. */
class NotQuick extends Error {}

/** The exit status; `undefined` where the command is still to be done. */
export async function quick({
  command,
  json,
  home: said,
  ...options
}: QuickWords): Promise<Exit | undefined> {
  // English alone needs nothing loaded; another computer's companion is reached over a socket of its own.
  if (languageFor([localeLanguage()]) !== "en" || isElsewhere(said)) return undefined;
  // All that these commands say where nothing is amiss, and what closing a home says.
  speak("en", SAID, SAID);
  const home = homeAt(homePath(said));
  const refuse = (): never => {
    throw new NotQuick();
  };
  try {
    const processes = processTerminal(json);
    // What this closes is closed only once: whoever runs then, it is said here.
    secureHome(home, processes.say);
    const terminal = { ...processes, say: refuse };
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
