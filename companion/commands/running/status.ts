/** `pagewire status`: whether a companion runs for this home folder, and who is connected. */

import { CompanionEvent } from "../../../shared/protocol/topics.ts";
import { readError } from "../../../shared/texts/said.ts";
import { text } from "../../../shared/texts/text.ts";
import { VERSION } from "../../process/version.ts";
import { type CommandContext, connectControl } from "../control/control.ts";
import { placesOf, showStatus } from "../shown/status-lines.ts";
import { CommandFailed, Exit } from "../terminal/terminal.ts";

/** Exits with 3 where none runs, so that a shell can ask. */
export async function status({ home, terminal }: CommandContext): Promise<Exit> {
  try {
    const control = await connectControl(home, terminal.say);
    const answer = await control.ask(CompanionEvent.status);
    control.close();
    showStatus(terminal, home, answer);
    return Exit.done;
  } catch (error) {
    if (!(error instanceof CommandFailed) || error.exit !== Exit.notRunning) throw error;
    const nothing = { running: false, port: null, pid: null, version: VERSION, clients: 0 };
    terminal.data(nothing, text("status.not-running"));
    // Where another computer's serves the files, that is the answer; a program needs none.
    if (!terminal.json) {
      const isPlain = error.said?.code === "command.not-running";
      terminal.say(isPlain ? text("status.start") : readError(error));
      for (const place of placesOf(home)) terminal.say(place);
    }
    return Exit.notRunning;
  }
}
