/** The dialogue of a lane: every text frame there is, with one encoder and one decoder. */

import {
  choiceField,
  type Fields,
  hexField,
  hexListField,
  integerField,
  isFields,
  parseFields,
  textField,
} from "./fields.ts";
import {
  MAX_FILE_BYTES,
  MAX_LANE_WORD_BYTES,
  MAX_PIECE_BYTES,
  MAX_TYPE_BYTES,
  MAX_WINDOW_BYTES,
  MAX_WIRE_NAME_BYTES,
  RANGE_PART_BYTES,
} from "./limits.ts";
import { ProtocolError } from "./protocol-error.ts";
import { decodeSaid, type Said } from "./said.ts";
import { decodeHow, decodeSource, type How, type Source } from "./source.ts";

export { decodeHow, HOWS, type How } from "./source.ts";

/** A file's id: 128 random bits, chosen by the sender, as 32 hexadecimal digits. */
export type FileId = string;

/** How close the bytes are to what the page was given. */
export const FIDELITIES = ["original", "re-encoded", "screenshot"] as const;
export type Fidelity = (typeof FIDELITIES)[number];

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
  /** Absent where the sender does not say: an older end, or one that has the file from no page. */
  readonly how?: How;
  /** The whole file's SHA-256 where the sender already knows it: a receiver that has such a file needs no bytes. */
  readonly sha256?: string;
  /** The sender can give a piece's digest as those of its parts, where the receiver wants them so. */
  readonly digests?: "parts";
  readonly source?: Source;
}

/** Why a receiver will not take a file, or a sender can't give it. */
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
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

export interface Ask {
  readonly type: "ask";
  readonly id: FileId;
}
/** Send from `offset` on: what is before is kept, as `Ack` says it. */
export interface Want {
  readonly type: "want";
  readonly offset: number;
  /** How many bytes from `offset` on may be under way; where it is absent, as many as the wire's window. */
  readonly credit?: number;
  /** The receiver would rather fetch the bytes itself; a sender that can't have that, or does not know the word, sends them. */
  readonly by?: "range";
  /** Said to a sender whose offer had the same: pieces may come with the digests of their parts. */
  readonly digests?: "parts";
}
export interface Have {
  readonly type: "have";
  readonly sha256: string;
  readonly name: string;
}
export interface Refuse {
  readonly type: "refuse";
  readonly code: RefusalCode;
  /** The sentence in English. */
  readonly message: string;
  /** The same as a code of the catalogue, for readers of another language; older ends do not say it. */
  readonly said?: Said;
}
export interface Piece {
  readonly type: "piece";
  readonly offset: number;
  readonly bytes: number;
  /** Its digest; or, where the receiver wants them so, that of each of its parts of `RANGE_PART_BYTES`. */
  readonly sha256: string | readonly string[];
}
/** These bytes are to be fetched by `GET`: none of them come on the lane. The digests are of parts of `RANGE_PART_BYTES`. */
export interface Range extends Omit<Piece, "type" | "sha256"> {
  readonly type: "range";
  readonly sha256: readonly string[];
}
/**
 * Everything before `offset` is kept: checked, written, and there again after the receiver was killed. The companion has
 * not flushed it to the disk yet: after a power cut its next `want` may be for an earlier offset.
 */
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
/** The end whose turn it is still works on it, and says nothing else: a slow source, a slow disk, a question to the user. */
export interface Wait {
  readonly type: "wait";
}
/** The file is on the disk: its bytes are flushed, and so is the name it was given. The sender may let go of its own. */
export interface Done {
  readonly type: "done";
  readonly sha256: string;
  readonly name: string;
}

/**
 * Every word on a lane. A receiver that heard of a file opens with `ask`; the sender's `offer` is answered by
 * `want`, `have` or `refuse`; each `piece` announces the binary bytes that come next, each `range` some to be fetched; `end` asks for `done`.
 */
export type LaneWord = Ask | Offer | Want | Have | Refuse | Piece | Range | Ack | End | Wait | Done;

const ID_BYTES = 16;
const SHA256_BYTES = 32;
const MAX_MESSAGE_BYTES = 1024;

/** Writes one word as a text frame. */
export function encodeLaneWord(word: LaneWord): string {
  return JSON.stringify(word);
}

/** Reads one text frame; throws `ProtocolError` for anything else. */
export function decodeLaneWord(text: string): LaneWord {
  return laneWordOf(parseFields(text, MAX_LANE_WORD_BYTES, "A word on a lane"));
}

/** Reads a word that came as an object already; throws `ProtocolError` for anything else. */
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
      return {
        type,
        ...reachOf(fields),
        ...(fields.by === "range" && { by: fields.by }),
        ...partsOf(fields),
      };
    case "ack":
      return { type, ...reachOf(fields) };
    case "have":
    case "done":
      return {
        type,
        sha256: hexField(fields, "sha256", SHA256_BYTES),
        name: textField(fields, "name", MAX_WIRE_NAME_BYTES),
      };
    case "refuse": {
      const said = decodeSaid(fields.said);
      return {
        type,
        code: choiceField(fields, "code", REFUSAL_CODES),
        message: textField(fields, "message", MAX_MESSAGE_BYTES),
        ...(said && { said }),
      };
    }
    case "piece":
    case "range":
      return decodePiece(type, fields);
    case "wait":
      return { type };
    case "end":
      return { type, bytes: integerField(fields, "bytes", 0, MAX_FILE_BYTES) };
    default:
      throw new ProtocolError("unknown_word", "The lane does not know this word.");
  }
}

function decodePiece(type: "piece" | "range", fields: Fields): Piece | Range {
  const bytes = integerField(fields, "bytes", 1, MAX_PIECE_BYTES);
  const offset = integerField(fields, "offset", 0, MAX_FILE_BYTES);
  if (type === "piece" && !Array.isArray(fields.sha256))
    return { type, offset, bytes, sha256: hexField(fields, "sha256", SHA256_BYTES) };
  const sha256 = hexListField(fields, "sha256", Math.ceil(bytes / RANGE_PART_BYTES), SHA256_BYTES);
  return { type, offset, bytes, sha256 };
}

function partsOf({ digests }: Fields): Pick<Offer, "digests"> {
  return digests === "parts" ? { digests } : {};
}

function reachOf(fields: Fields): { readonly offset: number; readonly credit?: number } {
  const offset = integerField(fields, "offset", 0, MAX_FILE_BYTES);
  if (fields.credit === undefined) return { offset };
  return { offset, credit: integerField(fields, "credit", 0, MAX_WINDOW_BYTES) };
}

function decodeOffer(fields: Fields): Offer {
  const sha256 = fields.sha256 === undefined ? undefined : hexField(fields, "sha256", SHA256_BYTES);
  const source = decodeSource(fields.source);
  const how = decodeHow(fields.how);
  return {
    type: "offer",
    id: hexField(fields, "id", ID_BYTES),
    name: textField(fields, "name", MAX_WIRE_NAME_BYTES),
    bytes: fields.bytes === null ? null : integerField(fields, "bytes", 0, MAX_FILE_BYTES),
    mediaType: textField(fields, "mediaType", MAX_TYPE_BYTES),
    expects: choiceField(fields, "expects", ["image", "any"]),
    fidelity: choiceField(fields, "fidelity", FIDELITIES),
    ...(how && { how }),
    ...(sha256 === undefined ? {} : { sha256 }),
    ...partsOf(fields),
    ...(source === undefined ? {} : { source }),
  };
}
