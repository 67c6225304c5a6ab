/** The mutual proof: its four words, and the transcript that both sides authenticate with HMAC-SHA-256. */

import {
  choiceField,
  hexField,
  integerField,
  isFields,
  optionalTextField,
  parseFields,
  textField,
  textListField,
} from "./fields.ts";
import { MAX_PROVE_MESSAGE_BYTES, NONCE_BYTES } from "./limits.ts";
import { ProtocolError } from "./protocol-error.ts";

/** The subprotocol of `/prove`. */
export const PROVE_SUBPROTOCOL = "pagewire.v1";
/** The subprotocol of a lane; the ticket or token travels as a second one after `LANE_BEARER_PREFIX`. */
export const LANE_SUBPROTOCOL = "pagewire.lane.v1";
export const LANE_BEARER_PREFIX = "pagewire.bearer.";
/** Where the bytes of a file that is under way on a lane are fetched: this and its id, with the lane's bearer behind the scheme. */
export const RANGE_PATH = "/raw/";
export const RANGE_BEARER_SCHEME = "Bearer ";

/** An end that names this feature can fetch a file's bytes by ranges, or let them be fetched. */
export const RANGE_FEATURE = "range";

/** A browser that names this feature is told, when it has just paired, whose the companion says it is. */
export const RUNS_AS_FEATURE = "runs-as";

/**
 * A browser names itself by this and 16 hexadecimal digits, which are others at each of its starts: two that are
 * connected with one key, as a profile and its copy are, are told apart by them.
 */
export const RUN_FEATURE_PREFIX = "run.";

/**
 * A browser that has lost its key says so when it pairs: this and the first 24 hexadecimal digits of the client id it had.
 * What waits for that one, and its name, are its own again.
 */
export const WAS_FEATURE_PREFIX = "was.";
export const WAS_DIGITS = 24;

/** `client` proves a paired browser's key, `pair` a pairing link's secret. */
export type ProofMode = "client" | "pair";

const PROVE_REFUSAL_CODES = [
  "version",
  "not_paired",
  "revoked",
  "twin",
  "wrong_proof",
  "link_unknown",
  "link_used",
  "link_expired",
  "busy",
] as const;
export type ProveRefusalCode = (typeof PROVE_REFUSAL_CODES)[number];

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
  /** Which version both speak from here on, where it is not the browser's own. */
  readonly version?: number;
}
/** Browser → companion: its proof, and what it likes to be called. */
export interface Answer {
  readonly type: "answer";
  readonly proof: string;
  readonly name?: string;
}
/** Whose a companion says it is: nobody can check that, but nobody on the way can have changed it. */
export interface RunsAs {
  /** The system user that it runs as. */
  readonly user: string;
  /** Its home folder. */
  readonly home: string;
}
/** Companion → browser: what opens sockets for a while. */
export interface Ticket {
  readonly type: "ticket";
  readonly ticket: string;
  readonly clientId: string;
  readonly lifetimeMs: number;
  readonly companionVersion: string;
  /** Only after a new pairing, with the HMAC of both texts under the role `runs-as`. */
  readonly runsAs?: RunsAs & { readonly proof: string };
}
export interface ProveRefusal {
  readonly type: "refuse";
  readonly code: ProveRefusalCode;
  readonly message: string;
  /** The companion's own version, where that is why. */
  readonly version?: number;
}

export type ProveWord = Hello | Challenge | Answer | Ticket | ProveRefusal;

const ID_BYTES = 16;
const PROOF_BYTES = 32;
const MAX_FEATURES = 16;
const MAX_FEATURE_BYTES = 32;
export const MAX_CLIENT_NAME_BYTES = 100;
/** Both together fit a word of the proof, also where JSON writes six bytes for each of theirs. */
export const MAX_USER_BYTES = 100;
export const MAX_HOME_BYTES = 400;
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
        ...versionOf(fields),
      };
    case "answer": {
      const name = optionalTextField(fields, "name", MAX_CLIENT_NAME_BYTES);
      return { type, proof: hexField(fields, "proof", PROOF_BYTES), ...(name === undefined ? {} : { name }) };
    }
    case "ticket":
      return {
        type,
        ticket: textField(fields, "ticket", 128),
        clientId: hexField(fields, "clientId", ID_BYTES),
        lifetimeMs: integerField(fields, "lifetimeMs", 1, DAY_MS),
        companionVersion: textField(fields, "companionVersion", 64),
        ...runsAsOf(fields.runsAs),
      };
    case "refuse":
      return {
        type,
        code: choiceField(fields, "code", PROVE_REFUSAL_CODES),
        message: textField(fields, "message", MAX_MESSAGE_BYTES),
        ...versionOf(fields),
      };
    default:
      throw new ProtocolError("unknown_word", "The proof does not know this word.");
  }
}

/** The first release did not say it. */
function versionOf(fields: Readonly<Record<string, unknown>>): { readonly version?: number } {
  return fields.version === undefined ? {} : { version: integerField(fields, "version", 0, 0xffff) };
}

function runsAsOf(value: unknown): Pick<Ticket, "runsAs"> {
  if (!isFields(value)) return {};
  const [user, home] = [textField(value, "user", MAX_USER_BYTES), textField(value, "home", MAX_HOME_BYTES)];
  return { runsAs: { user, home, proof: hexField(value, "proof", PROOF_BYTES) } };
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

/**
 * Who a proof speaks for; `key` derives the per-browser key from a pairing link's secret, `runs-as` vouches for what
 * the companion says of itself.
 */
export type ProofRole = "companion" | "browser" | "key" | "runs-as";

const encoder = new TextEncoder();

/**
 * The bytes to authenticate: the role and every field of the transcript, each after its length as four
 * bytes, big end first, so that no two different transcripts share their bytes. `said` are the texts that a role
 * vouches for besides.
 */
export function transcriptBytes(
  role: ProofRole,
  transcript: Transcript,
  said: readonly string[] = [],
): Uint8Array<ArrayBuffer> {
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
    ...said,
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
