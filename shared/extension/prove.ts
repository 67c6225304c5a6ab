/** The browser's side of the proof: the companion must prove itself before it is told anything. */

import { fromHex, toHex } from "../protocol/hex.ts";
import { LOOPBACK_ADDRESS, NONCE_BYTES, PROTOCOL_VERSION } from "../protocol/limits.ts";
import {
  type Challenge,
  decodeProveWord,
  type ProofMode,
  type ProveRefusalCode,
  type ProveWord,
  type Ticket,
  type Transcript,
  transcriptBytes,
} from "../protocol/proof.ts";

/** What this extension can do; bound into the proof. */
const EXTENSION_FEATURES = ["lanes"] as const;

/** Why there is no ticket. */
export type ProveFailure = ProveRefusalCode | "unreachable" | "other_companion" | "not_proven";

/** The proof failed; the sentence says what to do. */
export class ProveFailed extends Error {
  override readonly name = "ProveFailed";
  readonly code: ProveFailure;
  /** Whether the companion itself said so, behind its proof; whoever holds the port can say the rest. */
  readonly byCompanion: boolean;

  constructor(code: ProveFailure, message: string, byCompanion = false) {
    super(message);
    this.code = code;
    this.byCompanion = byCompanion;
  }
}

export interface ProveRequest {
  readonly port: number;
  readonly mode: ProofMode;
  /** The client's id, or the pairing link's. */
  readonly id: string;
  /** The per-browser key, or the link's secret. */
  readonly key: CryptoKey;
  /** The companion this browser knows; absent while pairing. */
  readonly companionId?: string;
  readonly name?: string;
}

export interface Proven {
  readonly ticket: Ticket;
  readonly companionId: string;
  readonly transcript: Transcript;
}

/** Makes an HMAC key of raw bytes; it can sign and verify, and nobody can read it back. */
export function hmacKey(bytes: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["sign", "verify"]);
}

/** What carries the words of one proof; each word of ours is answered by one of the companion. */
export interface ProofLine {
  exchange<T extends ProveWord["type"]>(word: ProveWord, wanted: T): Promise<WordOf<T>>;
  close(): void;
}

/** Runs the proof over a line of its own, which is closed at the end. Throws `ProveFailed`. */
export async function prove(request: ProveRequest, line: ProofLine): Promise<Proven> {
  try {
    const transcript = await greet(request, line);
    const proof = await crypto.subtle.sign("HMAC", request.key, transcriptBytes("browser", transcript));
    const answer = {
      type: "answer",
      proof: toHex(new Uint8Array(proof)),
      ...(request.name === undefined ? {} : { name: request.name }),
    } as const;
    return { ticket: await line.exchange(answer, "ticket"), companionId: transcript.companionId, transcript };
  } finally {
    line.close();
  }
}

/** Which companion answers there, once it has proven itself: it is told a hello and nothing more. Throws `ProveFailed`. */
export async function companionBehind(request: ProveRequest, line: ProofLine): Promise<string> {
  try {
    return (await greet(request, line)).companionId;
  } finally {
    line.close();
  }
}

/** Says hello and checks the companion's own proof; what both have said until then. */
async function greet(request: ProveRequest, line: ProofLine): Promise<Transcript> {
  const clientNonce = toHex(crypto.getRandomValues(new Uint8Array(NONCE_BYTES)));
  const { mode, id } = request;
  const features = EXTENSION_FEATURES;
  const hello = { type: "hello", version: PROTOCOL_VERSION, mode, id, nonce: clientNonce, features } as const;
  const challenge = await line.exchange(hello, "challenge");
  const transcript = transcriptOf(request, challenge, clientNonce);
  await checkCompanion(request, challenge, transcript);
  return transcript;
}

function transcriptOf(request: ProveRequest, challenge: Challenge, clientNonce: string): Transcript {
  return {
    version: PROTOCOL_VERSION,
    mode: request.mode,
    id: request.id,
    companionId: challenge.companionId,
    clientNonce,
    companionNonce: challenge.nonce,
    // Our own origin and the address we dialled, not what the other side says of them: a relay breaks the proof.
    origin: location.origin,
    address: `${LOOPBACK_ADDRESS}:${request.port}`,
    clientFeatures: EXTENSION_FEATURES,
    companionFeatures: challenge.features,
  };
}

async function checkCompanion(
  request: ProveRequest,
  challenge: Challenge,
  transcript: Transcript,
): Promise<void> {
  if (request.companionId !== undefined && request.companionId !== challenge.companionId) {
    throw new ProveFailed(
      "other_companion",
      "Another companion answers than the one this browser is paired with: run `npx pagewire pair` and open its link.",
    );
  }
  const proof = fromHex(challenge.proof);
  if (!(await crypto.subtle.verify("HMAC", request.key, proof, transcriptBytes("companion", transcript)))) {
    throw new ProveFailed(
      "not_proven",
      "What answers there could not prove to be the companion this browser is paired with: run `npx pagewire pair` and open its link.",
    );
  }
}

export type WordOf<T extends ProveWord["type"]> = Extract<ProveWord, { type: T }>;

/** Reads the companion's word and checks that it is the one that is due. Throws `ProveFailed` for a refusal. */
export function expectWord<T extends ProveWord["type"]>(text: string, wanted: T): WordOf<T> {
  const word = decodeProveWord(text);
  if (word.type === "refuse") throw refused(word.code, wanted);
  if (!isWord(word, wanted)) throw new ProveFailed("not_proven", "What answers there is not the companion.");
  return word;
}

/**
 * What people read of a refusal is always a sentence of our own: whoever holds the port can say anything. And before
 * it has proven itself nobody is believed that this browser's trust has ended.
 */
const REFUSED: Readonly<
  Record<ProveRefusalCode, { readonly sentence: string; readonly afterProof: boolean }>
> = {
  version: {
    sentence:
      "The companion and the extension are of different versions: update both, then reload the extension.",
    afterProof: false,
  },
  not_paired: {
    sentence: "This browser is not paired: run `npx pagewire pair` and open its link.",
    afterProof: true,
  },
  revoked: {
    sentence:
      "This browser's pairing was revoked: run `npx pagewire pair` and open its link to pair it again.",
    afterProof: true,
  },
  wrong_proof: {
    sentence: "The proof is wrong: run `npx pagewire pair` and open its link to pair this browser again.",
    afterProof: true,
  },
  link_unknown: {
    sentence: "This link is not known to the companion there: run `npx pagewire pair` for a new one.",
    afterProof: false,
  },
  link_used: {
    sentence: "This link was already used: run `npx pagewire pair` for a new one.",
    afterProof: false,
  },
  link_expired: {
    sentence: "This link has expired: run `npx pagewire pair` for a new one.",
    afterProof: false,
  },
  busy: {
    sentence: "Too many connections are proving themselves: try again in a moment.",
    afterProof: false,
  },
};

function refused(code: ProveRefusalCode, wanted: ProveWord["type"]): ProveFailed {
  const { sentence, afterProof } = REFUSED[code];
  const isProven = wanted !== "challenge";
  if (afterProof && !isProven)
    return new ProveFailed("not_proven", "What answers there is not the companion.");
  return new ProveFailed(code, sentence, isProven);
}

function isWord<T extends ProveWord["type"]>(word: ProveWord, type: T): word is WordOf<T> {
  return word.type === type;
}
