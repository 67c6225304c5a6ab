/** `pagewire send` to a companion on another computer: each file is uploaded into its outbox. */

import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import * as v from "valibot";
import { OUTBOX_TOPIC, OutboxAsk } from "../../../shared/protocol/topics.ts";
import { message } from "../../../shared/texts/message.ts";
import { readError } from "../../../shared/texts/said.ts";
import { text } from "../../../shared/texts/text.ts";
import { openSource } from "../../files/outgoing/source-file.ts";
import type { CommandContext } from "../control/control.ts";
import { connectFar } from "../control/far.ts";
import type { Remote } from "../control/remote.ts";
import type { ToSend } from "../sending/files-to-send.ts";
import { SendFollower } from "../sending/send-follower.ts";
import {
  type Browsers,
  CompanionLost,
  type Follower,
  type Position,
  type SendOptions,
  type SendWay,
  sendBy,
} from "../sending/sending.ts";
import type { QueuedSend } from "../shown/sent-line.ts";
import { CommandFailed, Exit, type Terminal } from "../terminal/terminal.ts";
import { type Uploaded, upload } from "./upload.ts";

/** 128 random bits, as every file's id has. */
const ID_BYTES = 16;
const AboutSchema = v.object({ browsers: v.array(v.object({ connected: v.boolean() })) });

export function send(context: CommandContext, options: SendOptions, args: readonly string[]): Promise<Exit> {
  return sendBy(farWay, context, options, args);
}

export async function farWay({ remote, terminal }: CommandContext, options: SendOptions): Promise<SendWay> {
  if (!remote) throw new CommandFailed(message("far.both-needed"), Exit.usage);
  // Before anything is read: whether there is anybody to send to.
  const browsers = await browsersOf(remote);
  const said = new Set<string>();
  const sayOnce = (sentence: string): void => {
    if (!said.has(sentence)) terminal.say(sentence);
    said.add(sentence);
  };
  return {
    follow: (isBrowserHere) => Promise.resolve(new LateFollower(remote, terminal, isBrowserHere)),
    browsers: () => Promise.resolve(browsers),
    async queue(file, position) {
      const sent = await sendOne({ remote, terminal, options }, file, position).catch((error: unknown) => {
        const isOver =
          error instanceof CommandFailed && ["far.lost", "far.no-answer"].includes(error.said?.code ?? "");
        throw isOver ? new CompanionLost(error) : error;
      });
      const { note } = sent.announced;
      if (typeof note === "object" && note !== null) sayOnce(readError(note));
      return sent.queued;
    },
    close: () => undefined,
  };
}

interface Sending {
  readonly remote: Remote;
  readonly terminal: Terminal;
  readonly options: SendOptions;
}

type Sent = Pick<Uploaded, "announced"> & { readonly queued: QueuedSend };

async function sendOne(sending: Sending, file: ToSend, position: Position): Promise<Sent> {
  if (file.path !== undefined) return await sendFile(sending, file, file.path, position);
  // A stream can't be gone back in: it is kept here until it is there.
  const folder = await mkdtemp(path.join(tmpdir(), "pagewire-send-"));
  try {
    const { id } = await file.keep(folder, undefined);
    return await sendFile(sending, file, path.join(folder, id), position);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function sendFile(
  { remote, terminal: { bar }, options }: Sending,
  { name }: ToSend,
  from: NonNullable<ToSend["path"]>,
  { index, count }: Position,
): Promise<Sent> {
  const source = await openSource(from);
  const id = randomBytes(ID_BYTES).toString("hex");
  const bytes = source.stats.size;
  const label = count === 1 ? text("far.sending", { name }) : text("far.sending-of", { name, index, count });
  try {
    bar?.begin(label, bytes);
    const { sha256, announced } = await upload(
      remote,
      { id, name, source, to: options.to, shows: options.show === true },
      (acked) => bar?.show(label, acked, bytes),
    );
    return { announced, queued: { id, name, bytes, sha256, client: announced.client ?? null } };
  } finally {
    await source.handle.close();
  }
}

async function browsersOf(remote: Remote): Promise<Browsers> {
  const topics = await connectFar(remote);
  try {
    const about = v.safeParse(AboutSchema, await (await topics.join(OUTBOX_TOPIC)).ask(OutboxAsk.about));
    const browsers = about.success ? about.output.browsers : [];
    return { paired: browsers.length, connected: browsers.filter(({ connected }) => connected).length };
  } finally {
    topics.close();
  }
}

/** Follows what was sent over a line that may have been another by then: what became of each is asked at the end. */
class LateFollower implements Follower {
  readonly #files: QueuedSend[] = [];
  readonly #remote: Remote;
  readonly #terminal: Terminal;
  readonly #isBrowserHere: boolean;

  constructor(remote: Remote, terminal: Terminal, isBrowserHere: boolean) {
    this.#remote = remote;
    this.#terminal = terminal;
    this.#isBrowserHere = isBrowserHere;
  }

  follow(file: QueuedSend): void {
    this.#files.push(file);
  }

  async end(): Promise<boolean> {
    const topics = await connectFar(this.#remote);
    try {
      const follower = await SendFollower.watch(topics, this.#terminal, this.#isBrowserHere);
      for (const file of this.#files) follower.follow(file);
      for (const { id, name } of this.#files) {
        const { state, client } = await follower.topic.ask(OutboxAsk.send, { id, name });
        if (state === "stored") follower.noteStored(id, client);
      }
      return await follower.end();
    } finally {
      topics.close();
    }
  }
}
