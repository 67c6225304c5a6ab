/** The topic `files`: a whole file in one push, and a whole file back in one reply; for scripts and the owner. */

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
import type { ChannelKind, Client, Reply } from "./channel.ts";
import type { StoredFiles } from "./stored-files.ts";

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

/** A browser has its lanes; what lies in the inbox is none of its business. */
export function filesChannel(inbox: Inbox, files: StoredFiles): ChannelKind {
  return {
    topics: FILES_TOPIC,
    authorize: (client) => client.kind !== "browser",
    join: ({ client }) => ({
      reply: { maxBytes: MAX_WHOLE_FILE_BYTES },
      async handle(event, payload): Promise<Reply> {
        try {
          switch (event) {
            case FilesEvent.put:
              return await put(inbox, client, v.parse(PutSchema, payload));
            case FilesEvent.get:
              return await get(files, v.parse(GetSchema, payload).id);
            default:
              return refusal("unknown_event", "The topic files knows put and get.");
          }
        } catch (error) {
          if (error instanceof TransferRefused) return refusal(error.refusal.code, error.refusal.message);
          if (v.isValiError(error)) return refusal("field_wrong", fieldSentence(error.issues[0]));
          throw error;
        }
      },
    }),
  };
}

async function put(inbox: Inbox, client: Client, file: v.InferOutput<typeof PutSchema>): Promise<Reply> {
  const bytes = Buffer.from(file.base64, "base64");
  if (bytes.length > MAX_WHOLE_FILE_BYTES) return tooLarge(bytes.length);
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

async function get(files: StoredFiles, id: string): Promise<Reply> {
  const record = files.find(id);
  const bytes = record && (await files.read(record, MAX_WHOLE_FILE_BYTES));
  if (bytes === undefined) return refusal("unknown_file", "No file of that id lies in the inbox.");
  return bytes === "too_large" ? tooLarge(record?.bytes) : { status: "ok", response: bytes };
}

function tooLarge(bytes: number | undefined): Reply {
  return refusal(
    "too_large",
    `The file has ${bytes} bytes; at most ${MAX_WHOLE_FILE_BYTES} fit one message: use a lane.`,
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
