/** Starts the companion without the grammar of all commands, which takes longer than opening the home folder. */

import { DEFAULT_PORT } from "../../../shared/protocol/limits.ts";
import { languageFor } from "../../../shared/texts/language-tags.ts";
import { LANGUAGES } from "../../../shared/texts/languages.ts";
import { speak, speakCommands } from "../../../shared/texts/text.ts";
import { commandPlaceAnywhere } from "../../home/command-place.ts";
import { homeAt, homePath } from "../../home/home.ts";
import { localeLanguage } from "../../process/locale.ts";
import { start } from "../running/start.ts";
import { allTaken, type Exit, exitOfFailure, processTerminal } from "../terminal/terminal.ts";
import type { QuickWords } from "./quick-words.ts";

/** Runs until it is told to stop; the exit status, when all that was said is taken. */
export async function quickStart(words: QuickWords): Promise<Exit> {
  const { json, home: said, port = DEFAULT_PORT, open = false } = words;
  const tag = languageFor([localeLanguage()]);
  speak(tag, await LANGUAGES[tag]());
  try {
    const home = homeAt(homePath(said));
    speakCommands(commandPlaceAnywhere(home.root));
    return await allTaken(await start({ home, terminal: processTerminal(json, true) }, { port, open }));
  } catch (error) {
    return await allTaken(exitOfFailure(error));
  }
}
