/** `pagewire stop`: asks the running companion to stop and waits until it has let go of its home folder. */

import { CompanionEvent } from "../../shared/protocol/topics.ts";
import type { Home } from "../files/home.ts";
import { isLocked } from "../lock.ts";
import { connectControl } from "./control.ts";
import { CommandFailed, Exit, type Terminal } from "./terminal.ts";

const STOP_TIMEOUT_MS = 5_000;
const LOOK_EVERY_MS = 20;

export async function stop(home: Home, terminal: Terminal): Promise<Exit> {
  const control = await connectControl(home, terminal.say);
  const { pid, port, version } = await control.ask(CompanionEvent.status);
  await control.ask(CompanionEvent.stop);
  const deadline = performance.now() + STOP_TIMEOUT_MS;
  // The lock goes with the process, whoever its parent is and whether or not that one has noticed.
  while (isLocked(home.lock)) {
    if (performance.now() > deadline)
      throw new CommandFailed(`The companion (process ${pid}) does not stop: end it by hand.`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  control.close();
  terminal.data({ running: false, port, pid, version, clients: 0 }, "stopped");
  return Exit.done;
}
