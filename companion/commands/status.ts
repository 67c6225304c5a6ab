/** `pagewire status`: whether a companion runs for this home folder, and who is connected. */

import { CompanionEvent } from "../../shared/protocol/topics.ts";
import type { Home } from "../files/home.ts";
import { VERSION } from "../version.ts";
import { connectControl } from "./control.ts";
import { CommandFailed, Exit, type Terminal } from "./terminal.ts";

/** Exits with 3 where none runs, so that a shell can ask. */
export async function status(home: Home, terminal: Terminal): Promise<Exit> {
  try {
    const control = await connectControl(home, terminal.say);
    const { port, pid, version, clients } = await control.ask(CompanionEvent.status);
    control.close();
    terminal.data(
      { running: true, port, pid, version, clients },
      `running: port ${port}, process ${pid}, version ${version}, ${clients} connected`,
    );
    return Exit.done;
  } catch (error) {
    if (!(error instanceof CommandFailed) || error.exit !== Exit.running) throw error;
    terminal.data({ running: false, port: null, pid: null, version: VERSION, clients: 0 }, "not running");
    return Exit.running;
  }
}
