/** `pagewire status` of a companion on another computer. */

import { OUTBOX_TOPIC, OutboxAsk } from "../../../shared/protocol/topics.ts";
import { readError } from "../../../shared/texts/said.ts";
import { text } from "../../../shared/texts/text.ts";
import { VERSION } from "../../process/version.ts";
import { type CommandContext, connect } from "../control/control.ts";
import { CommandFailed, Exit } from "../terminal/terminal.ts";

/** Exits with 3 where none answers, so that a shell can ask. */
export async function status(context: CommandContext): Promise<Exit> {
  const { terminal, remote } = context;
  const url = remote?.url ?? "";
  try {
    const topics = await connect(context);
    try {
      const topic = await topics.join(OUTBOX_TOPIC);
      const { port, pid, version, clients } = await topic.ask(OutboxAsk.about);
      const words = { url, version: String(version), connected: String(clients) };
      terminal.data({ running: true, port, pid, version, clients, url }, text("far.status", words));
      return Exit.done;
    } finally {
      topics.close();
    }
  } catch (error) {
    if (!(error instanceof CommandFailed) || error.exit !== Exit.notRunning) throw error;
    const nothing = { running: false, port: null, pid: null, version: VERSION, clients: 0, url };
    terminal.data(nothing, text("status.not-running"));
    if (!terminal.json) terminal.say(readError(error));
    return Exit.notRunning;
  }
}
