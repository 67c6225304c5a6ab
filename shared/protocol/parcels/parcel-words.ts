/** What is said about parcels on a lane: which contents are known, and what became of each parcel. */

import { type Fields, hexField, isFields, parseFields, textListField } from "../fields.ts";
import { type Done, type FileId, type Have, type LaneWord, laneWordOf, type Refuse } from "../lane-words.ts";
import { MAX_LANE_WORD_BYTES, MAX_PARCELS_IN_WORD } from "../limits.ts";
import { ProtocolError } from "../protocol-error.ts";

/** A companion that takes parcels names this feature in its proof. */
export const PARCELS_FEATURE = "parcels";

/** Sender → receiver: which files with these SHA-256 may be there already? The bytes of those need not be sent. */
export interface Seek {
  readonly type: "seek";
  readonly sha256: readonly string[];
}
/** Receiver → sender: of what was sought, what seems to be there. It is looked at when its head comes. */
export interface Known {
  readonly type: "known";
  readonly sha256: readonly string[];
}
/** What became of one parcel. `wanted`: it is to be sent with its bytes; where it had them, piece by piece. */
export type Receipt = (Done | Have | Refuse | { readonly type: "wanted" }) & { readonly id: FileId };
/** Receiver → sender: what became of parcels, in any order; many together. */
export interface Receipts {
  readonly type: "receipts";
  readonly of: readonly Receipt[];
}

export type ParcelWord = Seek | Known | Receipts;

const ID_BYTES = 16;
const SHA256_DIGITS = 64;
const SHA256_FORM = /^[0-9a-f]{64}$/;

/** Writes one word as a text frame. */
export function encodeParcelWord(word: ParcelWord): string {
  return JSON.stringify(word);
}

/** Reads one text frame of a lane that takes parcels; throws `ProtocolError` for anything else. */
export function decodeWord(text: string): LaneWord | ParcelWord {
  const fields = parseFields(text, MAX_LANE_WORD_BYTES, "A word on a lane");
  switch (fields.type) {
    case "seek":
    case "known":
      return { type: fields.type, sha256: digestsOf(fields) };
    case "receipts":
      return { type: fields.type, of: receiptsOf(fields.of) };
    default:
      return laneWordOf(fields);
  }
}

/** Whether a word is about parcels. */
export function isOfParcels(word: LaneWord | ParcelWord): word is ParcelWord {
  return word.type === "seek" || word.type === "known" || word.type === "receipts";
}

function digestsOf(fields: Fields): string[] {
  const digests = textListField(fields, "sha256", MAX_PARCELS_IN_WORD, SHA256_DIGITS);
  if (digests.every((digest) => SHA256_FORM.test(digest))) return digests;
  throw new ProtocolError("field_wrong", 'The field "sha256" must be a list of digests.');
}

function receiptsOf(value: unknown): Receipt[] {
  if (!Array.isArray(value) || value.length > MAX_PARCELS_IN_WORD)
    throw new ProtocolError("field_wrong", 'The field "of" must be a list of receipts.');
  return value.map((receipt: unknown) => {
    if (!isFields(receipt)) throw new ProtocolError("field_wrong", "A receipt is a JSON object.");
    const id = hexField(receipt, "id", ID_BYTES);
    if (receipt.type === "wanted") return { id, type: receipt.type };
    const word = laneWordOf(receipt);
    if (word.type === "done" || word.type === "have" || word.type === "refuse") return { id, ...word };
    throw new ProtocolError("unexpected_word", `A receipt does not say "${word.type}".`);
  });
}
