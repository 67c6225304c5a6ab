/** The browser's side of the proof: the companion must prove itself before it is told anything. */

import { fromHex, toHex } from "../../protocol/hex.ts";
import { spokenVersion } from "../../protocol/install/versions.ts";
import { LOOPBACK_ADDRESS, NONCE_BYTES, PROTOCOL_VERSION } from "../../protocol/limits.ts";
import {
  type Challenge,
  decodeProveWord,
  type ProofMode,
  type ProveRefusalCode,
  type ProveWord,
  RANGE_FEATURE,
  RUN_FEATURE_PREFIX,
  RUNS_AS_FEATURE,
  type RunsAs,
  type Ticket,
  type Transcript,
  transcriptBytes,
  WAS_DIGITS,
  WAS_FEATURE_PREFIX,
} from "../../protocol/proof.ts";
import { type Message, message } from "../../texts/message.ts";
import { SaidError } from "../../texts/said.ts";

/** What this extension can do; bound into the proof, as is the run of the browser where that is said. */
function featuresOf({ run, was }: ProveRequest): readonly string[] {
  return [
    "lanes",
    RUNS_AS_FEATURE,
    RANGE_FEATURE,
    ...(run === undefined ? [] : [`${RUN_FEATURE_PREFIX}${run}`]),
    ...(was === undefined ? [] : [`${WAS_FEATURE_PREFIX}${was.slice(0, WAS_DIGITS)}`]),
  ];
}

/** Why there is no ticket. */
export type ProveFailure = ProveRefusalCode | "unreachable" | "other_companion" | "not_proven";

/** The proof failed; the sentence says what to do. */
export class ProveFailed extends SaidError {
  override readonly name = "ProveFailed";
  readonly code: ProveFailure;
  /** Whether the companion itself said so, behind its proof; whoever holds the port can say the rest. */
  readonly byCompanion: boolean;

  constructor(code: ProveFailure, said: Message, byCompanion = false) {
    super(said);
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
  /** Which run of the browser this is: a copy of its profile is another one. */
  readonly run?: string;
  /** While pairing: the client id this browser had with the same companion, and has lost the key of. */
  readonly was?: string;
}

export interface Proven {
  readonly ticket: Ticket;
  readonly companionId: string;
  readonly transcript: Transcript;
  /** What the companion says of itself behind a new pairing, where it says it and its proof holds. */
  readonly runsAs?: RunsAs;
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
    const ticket = await line.exchange(answer, "ticket");
    const runsAs = await vouchedFor(request, transcript, ticket);
    const { companionId } = transcript;
    return { ticket, companionId, transcript, ...(runsAs === undefined ? {} : { runsAs }) };
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

async function vouchedFor(
  { key }: ProveRequest,
  transcript: Transcript,
  { runsAs }: Ticket,
): Promise<RunsAs | undefined> {
  if (!runsAs) return undefined;
  const { user, home, proof } = runsAs;
  const said = transcriptBytes("runs-as", transcript, [user, home]);
  return (await crypto.subtle.verify("HMAC", key, fromHex(proof), said)) ? { user, home } : undefined;
}

/** Says hello and checks the companion's own proof; what both have said until then. */
async function greet(request: ProveRequest, line: ProofLine): Promise<Transcript> {
  const clientNonce = toHex(crypto.getRandomValues(new Uint8Array(NONCE_BYTES)));
  const { mode, id } = request;
  const features = featuresOf(request);
  const hello = { type: "hello", version: PROTOCOL_VERSION, mode, id, nonce: clientNonce, features } as const;
  const challenge = await line.exchange(hello, "challenge");
  const { version = PROTOCOL_VERSION } = challenge;
  // Never one that is newer than what this is written for.
  if (spokenVersion(version, PROTOCOL_VERSION) !== version) throw versionsApart(version);
  const transcript = { ...transcriptOf(request, challenge, clientNonce), version };
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
    clientFeatures: featuresOf(request),
    companionFeatures: challenge.features,
  };
}

async function checkCompanion(
  request: ProveRequest,
  challenge: Challenge,
  transcript: Transcript,
): Promise<void> {
  if (request.companionId !== undefined && request.companionId !== challenge.companionId) {
    throw new ProveFailed("other_companion", message("proof.other-companion"));
  }
  const proof = fromHex(challenge.proof);
  if (!(await crypto.subtle.verify("HMAC", request.key, proof, transcriptBytes("companion", transcript)))) {
    throw new ProveFailed("not_proven", message("proof.not-proven"));
  }
}

export type WordOf<T extends ProveWord["type"]> = Extract<ProveWord, { type: T }>;

/** Reads the companion's word and checks that it is the one that is due. Throws `ProveFailed` for a refusal. */
export function expectWord<T extends ProveWord["type"]>(text: string, wanted: T): WordOf<T> {
  const word = decodeProveWord(text);
  if (word.type === "refuse")
    throw word.code === "version" ? versionsApart(word.version) : refused(word.code, wanted);
  if (!isWord(word, wanted)) throw new ProveFailed("not_proven", message("proof.no-companion"));
  return word;
}

/**
 * What people read of a refusal is always a sentence of our own: whoever holds the port can say anything. And before
 * it has proven itself nobody is believed that this browser's trust has ended.
 */
const REFUSED: Readonly<Record<ProveRefusalCode, { readonly said: Message; readonly afterProof: boolean }>> =
  {
    version: { said: message("proof.version"), afterProof: false },
    not_paired: { said: message("proof.not-paired"), afterProof: true },
    twin: { said: message("proof.twin"), afterProof: true },
    revoked: { said: message("proof.revoked"), afterProof: true },
    wrong_proof: { said: message("proof.wrong-proof"), afterProof: true },
    link_unknown: { said: message("proof.link-unknown"), afterProof: false },
    link_used: { said: message("proof.link-used"), afterProof: false },
    link_expired: { said: message("proof.link-expired"), afterProof: false },
    busy: { said: message("proof.busy"), afterProof: false },
  };

/** Which one is to be updated; where the companion did not say its version, both are. */
function versionsApart(version?: number): ProveFailed {
  if (version === undefined) return new ProveFailed("version", message("proof.version"), false);
  const code = version < PROTOCOL_VERSION ? "proof.version-companion" : "proof.version-extension";
  return new ProveFailed("version", message(code), false);
}

function refused(code: ProveRefusalCode, wanted: ProveWord["type"]): ProveFailed {
  const { said, afterProof } = REFUSED[code];
  const isProven = wanted !== "challenge";
  if (afterProof && !isProven) return new ProveFailed("not_proven", message("proof.no-companion"));
  return new ProveFailed(code, said, isProven);
}

function isWord<T extends ProveWord["type"]>(word: ProveWord, type: T): word is WordOf<T> {
  return word.type === type;
}
