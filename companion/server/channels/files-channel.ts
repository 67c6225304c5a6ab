/** The topic `files`: whole files in one message either way, and large ones down in chunks; for scripts and the owner. */

import { createHash, randomBytes } from "node:crypto";
import * as v from "valibot";
import type { Offer, Source } from "../../../shared/protocol/lane-words.ts";
import {
  MAX_CAPTION_BYTES,
  MAX_URL_BYTES,
  MAX_WHOLE_FILE_BYTES,
  MAX_WIRE_NAME_BYTES,
  PIECE_BYTES,
} from "../../../shared/protocol/limits.ts";
import { FILES_TOPIC, FilesEvent } from "../../../shared/protocol/topics.ts";
import { TransferRefused } from "../../files/disk-refusal.ts";
import type { Inbox } from "../../files/inbox.ts";
import type { ReceivedRecord } from "../../files/received-index.ts";
import type { AnswerLater, ChannelKind, Client, JoinContext, JoinedChannel, Reply } from "./channel.ts";
import { FileStream } from "./file-stream.ts";
import type { OpenedFile, StoredFiles } from "./stored-files.ts";

const ID_BYTES = 16;

const CaptionSchema = v.optional(v.pipe(v.string(), v.maxBytes(MAX_CAPTION_BYTES)));
const PutSchema = v.object({
  name: v.pipe(v.string(), v.minLength(1), v.maxBytes(MAX_WIRE_NAME_BYTES)),
  base64: v.pipe(
    v.string(),
    v.regex(/^[A-Za-z0-9+/]*={0,2}$/),
    v.check((text) => text.length % 4 === 0),
  ),
  source: v.optional(
    v.object({
      url: v.pipe(v.string(), v.maxBytes(MAX_URL_BYTES)),
      at: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
      pageUrl: v.optional(v.pipe(v.string(), v.maxBytes(MAX_URL_BYTES))),
      title: CaptionSchema,
      alt: CaptionSchema,
    }),
  ),
});
const GetSchema = v.object({ id: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/)) });
const FetchSchema = v.object({ ...GetSchema.entries, form: v.literal("base64") });

/** A browser has its lanes; what lies in the inbox is none of its business. */
export function filesChannel(inbox: Inbox, files: StoredFiles): ChannelKind {
  return {
    topics: FILES_TOPIC,
    authorize: (client) => client.kind !== "browser",
    join: (context) => new FilesStay(context, inbox, files),
  };
}

/** One script's stay in the topic. */
class FilesStay implements JoinedChannel {
  readonly reply = { maxBytes: MAX_WHOLE_FILE_BYTES };
  readonly #context: JoinContext;
  readonly #inbox: Inbox;
  readonly #files: StoredFiles;
  /** One at a time: a chunk does not say what file it is of. */
  #stream: FileStream | undefined;
  #isOver = false;

  constructor(context: JoinContext, inbox: Inbox, files: StoredFiles) {
    this.#context = context;
    this.#inbox = inbox;
    this.#files = files;
  }

  async handle(event: string, payload: unknown, answer: AnswerLater): Promise<Reply | undefined> {
    try {
      switch (event) {
        case FilesEvent.put:
          return await put(this.#inbox, this.#context.client, v.parse(PutSchema, payload));
        case FilesEvent.get:
          return { status: "ok", response: (await this.#whole(v.parse(GetSchema, payload).id)).bytes };
        case FilesEvent.fetch:
          return await this.#fetch(v.parse(FetchSchema, payload).id, answer);
        case FilesEvent.stream:
          return await this.#begin(v.parse(GetSchema, payload).id, answer);
        default:
          return refusal("unknown_event", "The topic files knows put, get, fetch and stream.");
      }
    } catch (error) {
      if (error instanceof TransferRefused) return refusal(error.refusal.code, error.refusal.message);
      if (v.isValiError(error)) return refusal("field_wrong", fieldSentence(error.issues[0]));
      throw error;
    }
  }

  leave(): void {
    this.#isOver = true;
    this.#stream?.stop();
  }

  /** The whole file as one event behind the reply. */
  async #fetch(id: string, answer: AnswerLater): Promise<undefined> {
    const { record, bytes } = await this.#whole(id);
    answer({ status: "ok", response: { id } });
    this.#context.push(FilesEvent.file, {
      id,
      name: record.name,
      bytes: bytes.length,
      sha256: createHash("sha256").update(bytes).digest("hex"),
      base64: bytes.toString("base64"),
    });
  }

  /** The file in chunks behind the reply; pushes of the topic are handled meanwhile. */
  async #begin(id: string, answer: AnswerLater): Promise<undefined> {
    if (this.#stream) throw new TransferRefused("busy", "One stream at a time: wait until it is complete.");
    const opened = await this.#open(id);
    const stream = new FileStream(this.#context, id, opened);
    this.#stream = stream;
    if (this.#isOver) stream.stop();
    const { chunks } = stream;
    answer({ status: "ok", response: { bytes: opened.bytes, chunks, sha256: opened.record.sha256 } });
    void stream.run().then((end) => {
      // Whoever hears of the end may ask for the next at once.
      this.#stream = undefined;
      this.#context.push(end.event, end.payload);
    });
  }

  async #whole(id: string): Promise<{ record: ReceivedRecord; bytes: Buffer }> {
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
    if (!opened) throw new TransferRefused("unknown_file", "No file of that id lies in the inbox.");
    return opened;
  }
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
    ...(file.source === undefined ? {} : { source: sourceOf(file.source) }),
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
      await file.append([piece], createHash("sha256").update(piece).digest("hex"));
    }
    return await inbox.finish(client, offer, await file.complete());
  } catch (error) {
    // Its id is known to nobody: this part can't be gone on with.
    await file.discard();
    throw error;
  }
}

function tooLarge(bytes: number): TransferRefused {
  return new TransferRefused(
    "too_large",
    `The file has ${bytes} bytes; at most ${MAX_WHOLE_FILE_BYTES} fit one message: use a lane or a stream.`,
  );
}

function refusal(reason: string, message: string): Reply {
  return { status: "error", response: { reason, message } };
}

function fieldSentence(issue: v.BaseIssue<unknown>): string {
  return `The field "${v.getDotPath(issue) ?? ""}" is missing or wrong.`;
}

function sourceOf({
  url,
  at,
  pageUrl,
  title,
  alt,
}: NonNullable<v.InferOutput<typeof PutSchema>["source"]>): Source {
  return {
    url,
    at,
    ...(pageUrl === undefined ? {} : { pageUrl }),
    ...(title === undefined ? {} : { title }),
    ...(alt === undefined ? {} : { alt }),
  };
}
