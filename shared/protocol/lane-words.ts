/** The dialogue of a lane: every text frame there is, with one encoder and one decoder. */

import {
  choiceField,
  type Fields,
  hexField,
  integerField,
  isFields,
  optionalTextField,
  parseFields,
  textField,
} from "./fields.ts";
import {
  MAX_CAPTION_BYTES,
  MAX_LANE_WORD_BYTES,
  MAX_PIECE_BYTES,
  MAX_TYPE_BYTES,
  MAX_URL_BYTES,
  MAX_WINDOW_BYTES,
  MAX_WIRE_NAME_BYTES,
} from "./limits.ts";
import { ProtocolError } from "./protocol-error.ts";

/** A file's id: 128 random bits, chosen by whoever sends it, as 32 hexadecimal digits. */
export type FileId = string;

/** How close the bytes are to what the page was given. */
export type Fidelity = "original" | "re-encoded" | "screenshot";

/** Where a file came from, as the sender knows it. */
export interface Source {
  readonly url: string;
  readonly pageUrl?: string;
  readonly title?: string;
  readonly alt?: string;
  /** When it was taken: milliseconds since 1970. */
  readonly at: number;
}

/** What a sender says of a file before any byte of it. */
export interface Offer {
  readonly type: "offer";
  readonly id: FileId;
  readonly name: string;
  /** The file's size; `null` where nobody knows it yet: a download that streams through. */
  readonly bytes: number | null;
  /** The media type the sender believes in; the receiver looks at the content. */
  readonly mediaType: string;
  /** `image`: anything whose content is no image is refused. */
  readonly expects: "image" | "any";
  readonly fidelity: Fidelity;
  /** The whole file's SHA-256 where the sender already knows it: a receiver that has such a file needs no bytes. */
  readonly sha256?: string;
  readonly source?: Source;
}

/** Why a receiver will not take a file, or a sender can't give it. */
export type RefusalCode =
  | "unknown_file"
  | "not_an_image"
  | "type_not_accepted"
  | "empty"
  | "too_large"
  | "disk_full"
  | "disk_failed"
  | "storage_full"
  | "source_gone"
  | "source_changed"
  | "busy"
  | "superseded"
  | "not_allowed";

export const REFUSAL_CODES = [
  "unknown_file",
  "not_an_image",
  "type_not_accepted",
  "empty",
  "too_large",
  "disk_full",
  "disk_failed",
  "storage_full",
  "source_gone",
  "source_changed",
  "busy",
  "superseded",
  "not_allowed",
] as const satisfies readonly RefusalCode[];

export interface Ask {
  readonly type: "ask";
  readonly id: FileId;
}
export interface Want {
  readonly type: "want";
  readonly offset: number;
  /** How many bytes behind `offset` may be under way; where it is absent, as many as the wire's window. */
  readonly credit?: number;
}
export interface Have {
  readonly type: "have";
  readonly sha256: string;
  readonly name: string;
}
export interface Refuse {
  readonly type: "refuse";
  readonly code: RefusalCode;
  readonly message: string;
}
export interface Piece {
  readonly type: "piece";
  readonly offset: number;
  readonly bytes: number;
  readonly sha256: string;
}
export interface Ack {
  readonly type: "ack";
  readonly offset: number;
  /** As in `Want`. Zero stops the sender until the next `want`. */
  readonly credit?: number;
}
export interface End {
  readonly type: "end";
  readonly bytes: number;
}
/** Says nothing but that whoever's turn it is still works on it: a slow source, a slow disk, a question to the user. */
export interface Wait {
  readonly type: "wait";
}
export interface Done {
  readonly type: "done";
  readonly sha256: string;
  readonly name: string;
}

/**
 * Every word on a lane. A receiver that heard of a file opens with `ask`; the sender's `offer` is answered by
 * `want`, `have` or `refuse`; each `piece` announces the binary bytes right behind it; `end` asks for `done`.
 */
export type LaneWord = Ask | Offer | Want | Have | Refuse | Piece | Ack | End | Wait | Done;

const ID_BYTES = 16;
const SHA256_BYTES = 32;
const MAX_OFFSET = Number.MAX_SAFE_INTEGER;
const MAX_MESSAGE_BYTES = 1024;

/** Writes one word as a text frame. */
export function encodeLaneWord(word: LaneWord): string {
  return JSON.stringify(word);
}

/** Reads one text frame; throws `ProtocolError` for anything that is no word. */
export function decodeLaneWord(text: string): LaneWord {
  return laneWordOf(parseFields(text, MAX_LANE_WORD_BYTES, "A word on a lane"));
}

/** Reads a word that came as an object already; throws `ProtocolError` for anything that is none. */
export function laneWordOf(value: unknown): LaneWord {
  if (!isFields(value)) throw new ProtocolError("malformed_frame", "A word on a lane is a JSON object.");
  return wordOf(value);
}

function wordOf(fields: Fields): LaneWord {
  const type = fields.type;
  switch (type) {
    case "ask":
      return { type, id: hexField(fields, "id", ID_BYTES) };
    case "offer":
      return decodeOffer(fields);
    case "want":
    case "ack": {
      const offset = integerField(fields, "offset", 0, MAX_OFFSET);
      if (fields.credit === undefined) return { type, offset };
      return { type, offset, credit: integerField(fields, "credit", 0, MAX_WINDOW_BYTES) };
    }
    case "have":
    case "done":
      return {
        type,
        sha256: hexField(fields, "sha256", SHA256_BYTES),
        name: textField(fields, "name", MAX_WIRE_NAME_BYTES),
      };
    case "refuse":
      return {
        type,
        code: choiceField(fields, "code", REFUSAL_CODES),
        message: textField(fields, "message", MAX_MESSAGE_BYTES),
      };
    case "piece":
      return {
        type,
        offset: integerField(fields, "offset", 0, MAX_OFFSET),
        bytes: integerField(fields, "bytes", 1, MAX_PIECE_BYTES),
        sha256: hexField(fields, "sha256", SHA256_BYTES),
      };
    case "wait":
      return { type };
    case "end":
      return { type, bytes: integerField(fields, "bytes", 0, MAX_OFFSET) };
    default:
      throw new ProtocolError("unknown_word", "The lane does not know this word.");
  }
}

function decodeOffer(fields: Fields): Offer {
  const sha256 = fields.sha256 === undefined ? undefined : hexField(fields, "sha256", SHA256_BYTES);
  const source = decodeSource(fields.source);
  return {
    type: "offer",
    id: hexField(fields, "id", ID_BYTES),
    name: textField(fields, "name", MAX_WIRE_NAME_BYTES),
    bytes: fields.bytes === null ? null : integerField(fields, "bytes", 0, MAX_OFFSET),
    mediaType: textField(fields, "mediaType", MAX_TYPE_BYTES),
    expects: choiceField(fields, "expects", ["image", "any"]),
    fidelity: choiceField(fields, "fidelity", ["original", "re-encoded", "screenshot"]),
    ...(sha256 === undefined ? {} : { sha256 }),
    ...(source === undefined ? {} : { source }),
  };
}

function decodeSource(value: unknown): Source | undefined {
  if (value === undefined || value === null) return undefined;
  if (!isFields(value)) throw new ProtocolError("field_wrong", 'The field "source" must be an object.');
  const pageUrl = optionalTextField(value, "pageUrl", MAX_URL_BYTES);
  const title = optionalTextField(value, "title", MAX_CAPTION_BYTES);
  const alt = optionalTextField(value, "alt", MAX_CAPTION_BYTES);
  return {
    url: textField(value, "url", MAX_URL_BYTES),
    at: integerField(value, "at", 0, MAX_OFFSET),
    ...(pageUrl === undefined ? {} : { pageUrl }),
    ...(title === undefined ? {} : { title }),
    ...(alt === undefined ? {} : { alt }),
  };
}
