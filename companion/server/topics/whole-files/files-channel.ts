/** The topic `files`: whole files in one message either way, and large ones down in chunks; for scripts and the owner. */

import { createHash, randomBytes } from "node:crypto";
import * as v from "valibot";
import { decodeHow, type Offer } from "../../../../shared/protocol/lane-words.ts";
import {
  MAX_CAPTION_BYTES,
  MAX_URL_BYTES,
  MAX_WHOLE_FILE_BYTES,
  MAX_WIRE_NAME_BYTES,
  PIECE_BYTES,
} from "../../../../shared/protocol/limits.ts";
import { FILES_TOPIC, FilesEvent } from "../../../../shared/protocol/topics.ts";
import { type Message, message } from "../../../../shared/texts/message.ts";
import { type Sentence, saying, sentenceOf } from "../../../../shared/texts/said.ts";
import { TransferRefused } from "../../../files/disk-refusal.ts";
import type { Inbox } from "../../../files/incoming/inbox.ts";
import type { ReceivedRecord } from "../../../files/received/received-record.ts";
import { MAX_CLIENT_WHOLE_FILES } from "../../../limits.ts";
import { Base64Schema, hexSchema, TimeSchema, textSchema } from "../../../process/field-schemas.ts";
import type {
  AnswerLater,
  ChannelKind,
  Client,
  JoinContext,
  JoinedChannel,
  Reply,
} from "../../channels/channel.ts";
import { ClientTurns } from "./client-turns.ts";
import { FileStream } from "./file-stream.ts";
import type { OpenedFile, StoredFiles } from "./stored-files.ts";

const ID_BYTES = 16;

const CaptionSchema = v.exactOptional(textSchema(MAX_CAPTION_BYTES));
const PutSchema = v.object({
  name: v.pipe(textSchema(MAX_WIRE_NAME_BYTES), v.minLength(1)),
  base64: Base64Schema,
  how: v.optional(v.pipe(v.unknown(), v.transform(decodeHow))),
  source: v.exactOptional(
    v.object({
      url: textSchema(MAX_URL_BYTES),
      at: TimeSchema,
      pageUrl: v.exactOptional(textSchema(MAX_URL_BYTES)),
      title: CaptionSchema,
      alt: CaptionSchema,
    }),
  ),
});
const GetSchema = v.object({ id: hexSchema(ID_BYTES) });
const FetchSchema = v.object({ ...GetSchema.entries, form: v.literal("base64") });

/** Not for browsers: they have lanes, and what is in the inbox is none of their business. */
export function filesChannel(inbox: Inbox, files: StoredFiles): ChannelKind {
  const turns = new ClientTurns(MAX_CLIENT_WHOLE_FILES);
  return {
    topics: FILES_TOPIC,
    authorize: (client) => client.kind !== "browser",
    join: (context) => new JoinedFiles(context, inbox, files, turns),
  };
}

/** The topic as one script has joined it. */
class JoinedFiles implements JoinedChannel {
  readonly reply = { maxBytes: MAX_WHOLE_FILE_BYTES };
  readonly #context: JoinContext;
  readonly #inbox: Inbox;
  readonly #files: StoredFiles;
  /** One at a time: a chunk does not say what file it is of. */
  #stream: FileStream | undefined;
  readonly #turns: ClientTurns;
  readonly #over = new AbortController();

  constructor(context: JoinContext, inbox: Inbox, files: StoredFiles, turns: ClientTurns) {
    this.#context = context;
    this.#inbox = inbox;
    this.#files = files;
    this.#turns = turns;
  }

  async handle(event: string, payload: unknown, answer: AnswerLater): Promise<Reply | undefined> {
    try {
      switch (event) {
        case FilesEvent.put:
          return await put(this.#inbox, this.#context.client, v.parse(PutSchema, payload));
        case FilesEvent.get:
          return await this.#tellWhole(v.parse(GetSchema, payload).id, ({ bytes }) =>
            answer({ status: "ok", response: bytes }),
          );
        case FilesEvent.fetch:
          return await this.#fetch(v.parse(FetchSchema, payload).id, answer);
        case FilesEvent.stream:
          return await this.#begin(v.parse(GetSchema, payload).id, answer);
        default:
          return refusal("unknown_event", saying(message("channel.files-events")));
      }
    } catch (error) {
      if (error instanceof TransferRefused) return refusal(error.refusal.code, error);
      if (v.isValiError(error)) return refusal("field_wrong", saying(wrongField(error.issues[0])));
      throw error;
    }
  }

  leave(): void {
    this.#over.abort();
    this.#stream?.stop();
  }

  /** The whole file as one event after the reply. */
  #fetch(id: string, answer: AnswerLater): Promise<undefined> {
    return this.#tellWhole(id, ({ record, bytes }) => {
      answer({ status: "ok", response: { id } });
      this.#context.push(FilesEvent.file, {
        id,
        name: record.name,
        bytes: bytes.length,
        sha256: createHash("sha256").update(bytes).digest("hex"),
        base64: bytes.toString("base64"),
      });
    });
  }

  /** Reads a whole file when it is the client's turn, which is over when what is told has been taken. */
  async #tellWhole(id: string, tell: (whole: WholeFile) => void): Promise<undefined> {
    const { signal } = this.#over;
    const giveBack = await this.#turns.take(this.#context.client.id, signal);
    if (!giveBack) return;
    try {
      const whole = await this.#whole(id);
      if (!signal.aborted) tell(whole);
    } finally {
      const taken = signal.aborted ? undefined : this.#context.drained();
      if (taken) taken.then(giveBack, giveBack);
      else giveBack();
    }
  }

  /** The file in chunks after the reply; other pushes of the topic are handled in the meantime. */
  async #begin(id: string, answer: AnswerLater): Promise<undefined> {
    if (this.#stream) throw new TransferRefused("busy", message("files.one-stream"));
    const opened = await this.#open(id);
    const stream = new FileStream(this.#context, id, opened);
    this.#stream = stream;
    if (this.#over.signal.aborted) stream.stop();
    const { chunks } = stream;
    answer({ status: "ok", response: { bytes: opened.bytes, chunks, sha256: opened.record.sha256 } });
    const isOver = stream.run().then((end) => {
      // A script that hears of the end may ask for the next at once.
      this.#stream = undefined;
      this.#context.push(end.event, end.payload);
    });
    // It could not be told: then the client is gone.
    isOver.catch(() => this.leave());
  }

  async #whole(id: string): Promise<WholeFile> {
    const { record, handle, bytes } = await this.#open(id);
    try {
      if (bytes > MAX_WHOLE_FILE_BYTES) throw tooLarge(bytes);
      return { record, bytes: await handle.readFile() };
    } finally {
      await handle.close();
    }
  }

  async #open(id: string): Promise<OpenedFile> {
    const record = this.#files.find(id);
    const opened = record && (await this.#files.open(record));
    if (!opened) throw new TransferRefused("unknown_file", message("files.not-in-inbox"));
    return opened;
  }
}

interface WholeFile {
  readonly record: ReceivedRecord;
  readonly bytes: Buffer;
}

async function put(inbox: Inbox, client: Client, file: v.InferOutput<typeof PutSchema>): Promise<Reply> {
  const bytes = Buffer.from(file.base64, "base64");
  if (bytes.length > MAX_WHOLE_FILE_BYTES) throw tooLarge(bytes.length);
  const offer: Offer = {
    type: "offer",
    id: randomBytes(ID_BYTES).toString("hex"),
    name: file.name,
    bytes: bytes.length,
    mediaType: "application/octet-stream",
    expects: "any",
    fidelity: "original",
    ...(file.how && { how: file.how }),
    ...(file.source && { source: file.source }),
  };
  const { id, sha256, name } = await store(inbox, client.id, offer, bytes);
  return { status: "ok", response: { id, sha256, name } };
}

/** The same way that a lane's file goes: piece by piece into staging, then under its name. */
async function store(inbox: Inbox, client: string, offer: Offer, bytes: Buffer): Promise<ReceivedRecord> {
  const admitted = await inbox.admit(client, offer);
  if (admitted.kind === "have") return admitted.record;
  const { file } = admitted;
  try {
    for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
      const piece = bytes.subarray(at, at + PIECE_BYTES);
      await file.append(piece, createHash("sha256").update(piece).digest("hex"));
    }
    return await inbox.finish(client, offer, await file.complete());
  } catch (error) {
    // Its id is known to nobody: this part can't be resumed.
    await file.discard();
    throw error;
  }
}

function tooLarge(bytes: number): TransferRefused {
  const said = message("files.too-large-for-message", { bytes, most: MAX_WHOLE_FILE_BYTES });
  return new TransferRefused("too_large", said);
}

function refusal(reason: string, why: Sentence): Reply {
  return { status: "error", response: { reason, ...sentenceOf(why) } };
}

function wrongField(issue: v.BaseIssue<unknown>): Message {
  return message("channel.field", { field: v.getDotPath(issue) ?? "" });
}
