/** `pagewire wait`: the path of the next file that the running companion receives. */

import { INBOX_TOPIC, InboxEvent } from "../../../shared/protocol/topics.ts";
import { message } from "../../../shared/texts/message.ts";
import { isOfType } from "../../files/received/received-lookup.ts";
import { type CommandContext, connect } from "../control/control.ts";
import { CommandFailed, Exit } from "../terminal/terminal.ts";
import { typeOption } from "./received-files.ts";

export interface WaitOptions {
  readonly type?: string;
  /** In seconds. */
  readonly timeout?: number;
}

/** Ends with the first that fits, or when the time is over. */
export async function wait(context: CommandContext, options: WaitOptions): Promise<Exit> {
  const { terminal } = context;
  const type = typeOption(options.type);
  const control = await connect(context);
  try {
    const { promise: arrived, resolve: arrive } = Promise.withResolvers<Readonly<Record<string, unknown>>>();
    const topic = await control.join(INBOX_TOPIC);
    topic.on(InboxEvent.received, (record) => {
      if (isOfType({ type: String(record.type) }, type)) arrive(record);
    });
    const lost = control.lost.then(() => {
      throw new CommandFailed(message("command.stopped"));
    });
    const record = await Promise.race([arrived, lost, ...timeLimit(options.timeout)]);
    terminal.data(record, String(record.path));
    return Exit.done;
  } finally {
    control.close();
  }
}

function timeLimit(seconds: number | undefined): Promise<never>[] {
  if (seconds === undefined) return [];
  return [
    new Promise((_, reject) => {
      const over = (): void => reject(new CommandFailed(message("wait.over", { seconds })));
      setTimeout(over, seconds * 1_000);
    }),
  ];
}
