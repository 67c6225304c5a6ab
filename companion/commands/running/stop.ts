/** `pagewire stop`: asks the running companion to stop and waits until it has let go of its home folder. */

import { CompanionEvent } from "../../../shared/protocol/topics.ts";
import { message } from "../../../shared/texts/message.ts";
import { isLocked } from "../../home/lock.ts";
import { type CommandContext, connectControl } from "../control/control.ts";
import { CommandFailed, Exit } from "../terminal/terminal.ts";

const STOP_TIMEOUT_MS = 5_000;
const LOOK_EVERY_MS = 20;

export async function stop({ home, terminal }: CommandContext): Promise<Exit> {
  const control = await connectControl(home, terminal.say);
  const { pid, port, version } = await control.ask(CompanionEvent.status);
  await control.ask(CompanionEvent.stop);
  const deadline = performance.now() + STOP_TIMEOUT_MS;
  // The lock ends with the process, even if the process's parent has not noticed its end.
  while (isLocked(home.lock)) {
    if (performance.now() > deadline) throw new CommandFailed(message("stop.goes-on", { pid: String(pid) }));
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  control.close();
  terminal.data({ running: false, port, pid, version, clients: 0 }, "stopped");
  return Exit.done;
}
