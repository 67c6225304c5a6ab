/** How `pagewire send` gives files to the companion on this computer: it keeps them in the outgoing folder and has them queued. */

import { CompanionEvent } from "../../../shared/protocol/topics.ts";
import { message } from "../../../shared/texts/message.ts";
import { readError } from "../../../shared/texts/said.ts";
import { text } from "../../../shared/texts/text.ts";
import { removeCopy } from "../../files/outgoing/part-digests.ts";
import type { Home } from "../../home/home.ts";
import { type CommandContext, type Control, connectControl } from "../control/control.ts";
import type { QueuedSend } from "../shown/sent-line.ts";
import type { Terminal } from "../terminal/terminal.ts";
import type { ToSend } from "./files-to-send.ts";
import { SendFollower } from "./send-follower.ts";
import { type Browsers, CompanionLost, type Position, type SendOptions, type SendWay } from "./sending.ts";

export async function nearWay({ home, terminal }: CommandContext, options: SendOptions): Promise<SendWay> {
  const control = await connectControl(home, terminal.say);
  try {
    const to = options.to === undefined ? undefined : await recipient(control, terminal, options.to);
    return {
      follow: (isBrowserHere) => SendFollower.watch(control, terminal, isBrowserHere),
      browsers: () => browsersOf(control),
      queue: (file, position) =>
        queue({ control, home, to, terminal, shows: options.show === true }, file, position),
      close: () => control.close(),
    };
  } catch (error) {
    control.close();
    throw error;
  }
}

interface Queueing {
  readonly control: Control;
  readonly home: Home;
  readonly terminal: Terminal;
  readonly to: string | undefined;
  readonly shows: boolean;
}

async function browsersOf(control: Control): Promise<Browsers> {
  const { clients } = await control.ask(CompanionEvent.clients);
  const browsers = (Array.isArray(clients) ? clients : []).filter((client) => client?.kind === "browser");
  const connected = browsers.filter((client) => client?.connected === true);
  return { paired: browsers.length, connected: connected.length };
}

/** The id of the browser that is meant: each of the files goes to that one, whoever comes or goes meanwhile. */
async function recipient(control: Control, terminal: Terminal, said: string): Promise<string> {
  const { client, note } = await control.ask(CompanionEvent.recipient, { to: said });
  if (typeof note === "object" && note !== null) terminal.say(readError(note));
  return typeof client === "string" ? client : said;
}

async function queue(
  { control, home, to, terminal, shows }: Queueing,
  file: ToSend,
  position: Position,
): Promise<QueuedSend> {
  const { name } = file;
  const snapshot = await file.keep(home.outgoing, await counting(file, position, terminal));
  const queued = control.ask(CompanionEvent.send, {
    ...snapshot,
    ...{ name, to: to ?? null },
    ...(shows && { show: true }),
  });
  const lost = control.lost.then(() => {
    throw new CompanionLost(message("send.stopped", { name }));
  });
  const { client } = await Promise.race([queued, lost]).catch(async (error: unknown) => {
    // Nobody will ask for the copy of a file that was not queued.
    await removeCopy(home.outgoing, snapshot.id);
    throw error;
  });
  return { id: snapshot.id, name, bytes: snapshot.bytes, sha256: snapshot.sha256, client };
}

/** Shows on the terminal how much of the file has been read; `undefined` where nothing is shown. */
async function counting(
  file: ToSend,
  { index, count }: Position,
  { bar }: Terminal,
): Promise<((bytes: number) => void) | undefined> {
  if (!bar) return undefined;
  const { name } = file;
  const label =
    count === 1 ? text("send.copying", { name }) : text("send.copying-of", { name, index, count });
  const totalBytes = await file.bytes();
  bar.begin(label, totalBytes);
  return (bytes) => bar.show(label, bytes, totalBytes);
}
