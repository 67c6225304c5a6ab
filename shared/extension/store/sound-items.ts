/** Entries of the lists as they can be shown: one that is damaged becomes an entry that says so and can be removed. */

import * as v from "valibot";
import { FIDELITIES, HOWS } from "../../protocol/lane-words.ts";
import { MAX_FILE_BYTES, MAX_TIME_MS } from "../../protocol/limits.ts";
import { message } from "../../texts/message.ts";
import { saying } from "../../texts/said.ts";
import { text } from "../../texts/text.ts";
import { OptionalSaidSchema } from "../words/said-schema.ts";
import type { ReceivedItem, SendItem } from "./database.ts";

const BytesSchema = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_FILE_BYTES));
const TimeSchema = v.pipe(v.number(), v.minValue(0), v.maxValue(MAX_TIME_MS));
const OptionalText = v.optional(v.string());

const ReceivedSchema = v.looseObject({
  id: v.string(),
  state: v.picklist(["receiving", "paused", "full", "stored", "failed", "declined", "deleted"]),
  name: v.string(),
  mediaType: v.string(),
  bytes: BytesSchema,
  sha256: v.string(),
  storedBytes: BytesSchema,
  at: TimeSchema,
  replaces: OptionalText,
  thumbnail: v.optional(v.instance(Blob)),
  hasNoThumbnail: v.optional(v.boolean()),
  message: OptionalText,
  said: OptionalSaidSchema,
});

const SendSchema = v.looseObject({
  id: v.string(),
  state: v.picklist(["fetching", "waiting", "sending", "paused", "done", "failed"]),
  name: v.string(),
  expects: v.picklist(["image", "any"]),
  url: v.string(),
  shownInTab: v.optional(v.number()),
  frameId: v.optional(v.number()),
  documentId: OptionalText,
  isUndecided: v.optional(v.boolean()),
  isPrivate: v.optional(v.boolean()),
  pageUrl: OptionalText,
  title: OptionalText,
  alt: OptionalText,
  fidelity: v.picklist(FIDELITIES),
  how: v.optional(v.picklist(HOWS)),
  at: TimeSchema,
  bytes: v.nullable(BytesSchema),
  mediaType: v.string(),
  ackedBytes: BytesSchema,
  bytesPerSecond: v.optional(v.pipe(v.number(), v.finite())),
  message: OptionalText,
  said: OptionalSaidSchema,
  needsOrigin: OptionalText,
  storedName: OptionalText,
  thumbnail: v.optional(v.instance(Blob)),
});

/** Whether an entry is one that this version can have written. */
export function isSoundReceived(item: ReceivedItem): boolean {
  return v.is(ReceivedSchema, item);
}

/** Whether an entry is one that this version can have written. */
export function isSoundSend(item: SendItem): boolean {
  return v.is(SendSchema, item);
}

/** The entry, or in the place of a damaged one what can be shown and deleted. */
export function soundReceived(item: ReceivedItem): ReceivedItem {
  if (isSoundReceived(item)) return item;
  return {
    id: item.id,
    state: "failed",
    name: nameOf(item),
    mediaType: "",
    bytes: 0,
    sha256: "",
    storedBytes: 0,
    at: 0,
    ...saying(message("received.damaged")),
  };
}

/** The entry, or in the place of a damaged one what can be shown and removed. */
export function soundSend(item: SendItem): SendItem {
  if (isSoundSend(item)) return item;
  return {
    id: item.id,
    state: "failed",
    name: nameOf(item),
    expects: "any",
    url: "",
    fidelity: "original",
    at: 0,
    bytes: null,
    mediaType: "",
    ackedBytes: 0,
    ...saying(message("sent.damaged")),
  };
}

function nameOf({ name }: { readonly name: unknown }): string {
  return typeof name === "string" && name !== "" ? name : text("popup.damaged-name");
}
