/** `pagewire stop`: asks the running companion to stop and waits until it has. */

import { CompanionEvent } from "../../shared/protocol/topics.ts";
import type { Home } from "../files/home.ts";
import { connectControl } from "./control.ts";
import { CommandFailed, Exit, type Terminal } from "./terminal.ts";

const STOP_TIMEOUT_MS = 5_000;
const LOOK_EVERY_MS = 20;

export async function stop(home: Home, terminal: Terminal): Promise<Exit> {
  const control = await connectControl(home, terminal.say);
  const { pid } = await control.ask(CompanionEvent.status);
  await control.ask(CompanionEvent.stop);
  const deadline = performance.now() + STOP_TIMEOUT_MS;
  while (isAlive(Number(pid))) {
    if (performance.now() > deadline)
      throw new CommandFailed(`The companion (process ${pid}) does not stop: end it by hand.`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  control.close();
  terminal.data({ running: false, pid }, "stopped");
  return Exit.done;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
