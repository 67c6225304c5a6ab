/** `pagewire send` to the companion on this computer. */

import type { CommandContext } from "../control/control.ts";
import type { Exit } from "../terminal/terminal.ts";
import { nearWay } from "./near-way.ts";
import { type SendOptions, sendBy } from "./sending.ts";

export function send(context: CommandContext, options: SendOptions, args: readonly string[]): Promise<Exit> {
  return sendBy(nearWay, context, options, args);
}
