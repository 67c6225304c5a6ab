/** The browser's side of the proof: the companion must prove itself before it is told anything. */

import { fromHex, toHex } from "../protocol/hex.ts";
import { LOOPBACK_ADDRESS, NONCE_BYTES, PROTOCOL_VERSION, PROVE_DEADLINE_MS } from "../protocol/limits.ts";
import {
  type Challenge,
  decodeProveWord,
  encodeProveWord,
  PROVE_SUBPROTOCOL,
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

  constructor(code: ProveFailure, message: string) {
    super(message);
    this.code = code;
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

/** Runs the proof over one socket of its own. Throws `ProveFailed`. */
export async function prove(request: ProveRequest): Promise<Proven> {
  const socket = new WebSocket(`ws://${LOOPBACK_ADDRESS}:${request.port}/prove`, PROVE_SUBPROTOCOL);
  try {
    const words = wordsOf(socket);
    await opened(socket);
    const clientNonce = toHex(crypto.getRandomValues(new Uint8Array(NONCE_BYTES)));
    const say = (word: ProveWord): void => socket.send(encodeProveWord(word));
    const { mode, id } = request;
    say({
      type: "hello",
      version: PROTOCOL_VERSION,
      mode,
      id,
      nonce: clientNonce,
      features: EXTENSION_FEATURES,
    });
    const challenge = await words.next("challenge");
    const transcript = transcriptOf(request, challenge, clientNonce);
    await checkCompanion(request, challenge, transcript);
    const proof = await crypto.subtle.sign("HMAC", request.key, transcriptBytes("browser", transcript));
    say({
      type: "answer",
      proof: toHex(new Uint8Array(proof)),
      ...(request.name === undefined ? {} : { name: request.name }),
    });
    return { ticket: await words.next("ticket"), companionId: challenge.companionId, transcript };
  } finally {
    socket.close();
  }
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
      "Another companion answers than the one this browser is paired with: run `pagewire pair` and open its link.",
    );
  }
  const proof = fromHex(challenge.proof);
  if (!(await crypto.subtle.verify("HMAC", request.key, proof, transcriptBytes("companion", transcript)))) {
    throw new ProveFailed(
      "not_proven",
      "What answers there could not prove to be the companion this browser is paired with: run `pagewire pair` and open its link.",
    );
  }
}

function opened(socket: WebSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.addEventListener("open", () => resolve(), { once: true });
    socket.addEventListener(
      "close",
      () =>
        reject(
          new ProveFailed("unreachable", "The companion does not answer: start it with `pagewire start`."),
        ),
      { once: true },
    );
  });
}

type WordOf<T extends ProveWord["type"]> = Extract<ProveWord, { type: T }>;

/** The companion's words, awaited one after the other. */
function wordsOf(socket: WebSocket): { next<T extends ProveWord["type"]>(type: T): Promise<WordOf<T>> } {
  const { readable, writable } = new TransformStream<string, string>(undefined, undefined, {
    highWaterMark: 4,
  });
  const writer = writable.getWriter();
  const reader = readable.getReader();
  socket.addEventListener("message", (event: MessageEvent<unknown>) => {
    void writer.write(typeof event.data === "string" ? event.data : "").catch(() => undefined);
  });
  socket.addEventListener("close", () => void writer.close().catch(() => undefined));
  return {
    async next(type) {
      const deadline = setTimeout(() => socket.close(), PROVE_DEADLINE_MS);
      try {
        const { value, done } = await reader.read();
        if (done || value === undefined)
          throw new ProveFailed("unreachable", "The companion broke the proof off: try again.");
        const word = decodeProveWord(value);
        if (word.type === "refuse") throw new ProveFailed(word.code, word.message);
        if (!isWord(word, type))
          throw new ProveFailed("not_proven", "What answers there is not the companion.");
        return word;
      } finally {
        clearTimeout(deadline);
      }
    },
  };
}

function isWord<T extends ProveWord["type"]>(word: ProveWord, type: T): word is WordOf<T> {
  return word.type === type;
}
