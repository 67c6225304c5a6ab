/** The mutual proof: its four words, and the transcript that both sides authenticate with HMAC-SHA-256. */

import {
  choiceField,
  hexField,
  integerField,
  optionalTextField,
  parseFields,
  textField,
  textListField,
} from "./fields.ts";
import { MAX_PROVE_MESSAGE_BYTES, NONCE_BYTES } from "./limits.ts";
import { ProtocolError } from "./protocol-error.ts";

/** The subprotocol of `/prove`. */
export const PROVE_SUBPROTOCOL = "pagewire.v1";
/** The subprotocol of a lane; the ticket or token travels as a second one behind `LANE_BEARER_PREFIX`. */
export const LANE_SUBPROTOCOL = "pagewire.lane.v1";
export const LANE_BEARER_PREFIX = "pagewire.bearer.";

/** `client` proves a paired browser's key, `pair` a pairing link's secret. */
export type ProofMode = "client" | "pair";

export type ProveRefusalCode =
  | "version"
  | "not_paired"
  | "revoked"
  | "wrong_proof"
  | "link_unknown"
  | "link_used"
  | "link_expired"
  | "busy";

const PROVE_REFUSAL_CODES = [
  "version",
  "not_paired",
  "revoked",
  "wrong_proof",
  "link_unknown",
  "link_used",
  "link_expired",
  "busy",
] as const satisfies readonly ProveRefusalCode[];

/** Browser → companion: who it says it is, and its nonce. */
export interface Hello {
  readonly type: "hello";
  readonly version: number;
  readonly mode: ProofMode;
  /** The client's id, or the pairing link's. */
  readonly id: string;
  readonly nonce: string;
  readonly features: readonly string[];
}
/** Companion → browser: its own proof, before it is told anything more. */
export interface Challenge {
  readonly type: "challenge";
  readonly companionId: string;
  readonly nonce: string;
  readonly features: readonly string[];
  readonly proof: string;
}
/** Browser → companion: its proof, and what it likes to be called. */
export interface Answer {
  readonly type: "answer";
  readonly proof: string;
  readonly name?: string;
}
/** Companion → browser: what opens sockets for a while. */
export interface Ticket {
  readonly type: "ticket";
  readonly ticket: string;
  readonly clientId: string;
  readonly lifetimeMs: number;
  readonly companionVersion: string;
}
export interface ProveRefusal {
  readonly type: "refuse";
  readonly code: ProveRefusalCode;
  readonly message: string;
}

export type ProveWord = Hello | Challenge | Answer | Ticket | ProveRefusal;

const ID_BYTES = 16;
const PROOF_BYTES = 32;
const MAX_FEATURES = 16;
const MAX_FEATURE_BYTES = 32;
const MAX_NAME_BYTES = 100;
const MAX_MESSAGE_BYTES = 1024;
const DAY_MS = 86_400_000;

/** Writes one word of the proof as a text frame. */
export function encodeProveWord(word: ProveWord): string {
  return JSON.stringify(word);
}

/** Reads one text frame of `/prove`; throws `ProtocolError` for anything else. */
export function decodeProveWord(text: string): ProveWord {
  const fields = parseFields(text, MAX_PROVE_MESSAGE_BYTES, "A word of the proof");
  const type = fields.type;
  switch (type) {
    case "hello":
      return {
        type,
        version: integerField(fields, "version", 0, 0xffff),
        mode: choiceField(fields, "mode", ["client", "pair"]),
        id: hexField(fields, "id", ID_BYTES),
        nonce: hexField(fields, "nonce", NONCE_BYTES),
        features: textListField(fields, "features", MAX_FEATURES, MAX_FEATURE_BYTES),
      };
    case "challenge":
      return {
        type,
        companionId: hexField(fields, "companionId", ID_BYTES),
        nonce: hexField(fields, "nonce", NONCE_BYTES),
        features: textListField(fields, "features", MAX_FEATURES, MAX_FEATURE_BYTES),
        proof: hexField(fields, "proof", PROOF_BYTES),
      };
    case "answer": {
      const name = optionalTextField(fields, "name", MAX_NAME_BYTES);
      return { type, proof: hexField(fields, "proof", PROOF_BYTES), ...(name === undefined ? {} : { name }) };
    }
    case "ticket":
      return {
        type,
        ticket: textField(fields, "ticket", 128),
        clientId: hexField(fields, "clientId", ID_BYTES),
        lifetimeMs: integerField(fields, "lifetimeMs", 1, DAY_MS),
        companionVersion: textField(fields, "companionVersion", 64),
      };
    case "refuse":
      return {
        type,
        code: choiceField(fields, "code", PROVE_REFUSAL_CODES),
        message: textField(fields, "message", MAX_MESSAGE_BYTES),
      };
    default:
      throw new ProtocolError("unknown_word", "The proof does not know this word.");
  }
}

/** All that both sides must agree on for a proof to hold. */
export interface Transcript {
  readonly version: number;
  readonly mode: ProofMode;
  readonly id: string;
  readonly companionId: string;
  readonly clientNonce: string;
  readonly companionNonce: string;
  /** The Origin: as the companion saw it, and as the browser knows its own. */
  readonly origin: string;
  /** `127.0.0.1:PORT`: as dialled, and as listened on; a relay from another port breaks it. */
  readonly address: string;
  readonly clientFeatures: readonly string[];
  readonly companionFeatures: readonly string[];
}

/** Who a proof speaks for; `key` derives the per-browser key from a pairing link's secret. */
export type ProofRole = "companion" | "browser" | "key";

const encoder = new TextEncoder();

/**
 * The bytes to authenticate: the role and every field of the transcript, each behind its length as four
 * bytes, big end first, so that no two different transcripts share their bytes.
 */
export function transcriptBytes(role: ProofRole, transcript: Transcript): Uint8Array<ArrayBuffer> {
  const parts = [
    "pagewire proof",
    role,
    String(transcript.version),
    transcript.mode,
    transcript.id,
    transcript.companionId,
    transcript.clientNonce,
    transcript.companionNonce,
    transcript.origin,
    transcript.address,
    ...[transcript.clientFeatures, transcript.companionFeatures].flatMap((list) => [
      String(list.length),
      ...list,
    ]),
  ].map((part) => encoder.encode(part));
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + 4 + part.length, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const part of parts) {
    view.setUint32(at, part.length);
    bytes.set(part, at + 4);
    at += 4 + part.length;
  }
  return bytes;
}
