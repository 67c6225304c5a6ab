/** The proof over plain requests, for browsers that can't have a WebSocket: one `POST` a word. */

import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import {
  MAX_PROVE_MESSAGE_BYTES,
  MAX_UNPROVEN_SOCKETS,
  PROVE_DEADLINE_MS,
} from "../../shared/protocol/limits.ts";
import { encodeProveWord, type ProveRefusal } from "../../shared/protocol/proof.ts";
import { Proof, type ProveOptions } from "./proof-exchange.ts";

/** A challenge that waits for its answer, under its nonce. */
interface Waiting {
  readonly proof: Proof;
  readonly origin: string;
  readonly deadline: NodeJS.Timeout;
}

const BUSY: ProveRefusal = {
  type: "refuse",
  code: "busy",
  message: "Too many connections are proving themselves: try again in a moment.",
};

export class ProveRequests {
  readonly #options: ProveOptions;
  readonly #waiting = new Map<string, Waiting>();

  constructor(options: ProveOptions) {
    this.#options = options;
  }

  /** Answers one word; `nonce` names the challenge that an answer belongs to. */
  async handle(
    request: IncomingMessage,
    response: ServerResponse,
    origin: string,
    nonce: string | null,
  ): Promise<void> {
    try {
      const word = await readWord(request);
      write(response, 200, encodeProveWord(await this.#answer(word, origin, nonce)));
    } catch (error) {
      this.#options.log("prove.failed", { error, origin });
      write(response, 400, "");
    }
  }

  /** Forgets every challenge. */
  close(): void {
    for (const { deadline } of this.#waiting.values()) clearTimeout(deadline);
    this.#waiting.clear();
  }

  async #answer(word: string, origin: string, nonce: string | null): ReturnType<Proof["take"]> {
    if (nonce !== null) return await this.#take(nonce, origin).take(word);
    if (this.#waiting.size >= MAX_UNPROVEN_SOCKETS) return BUSY;
    const proof = new Proof(origin, this.#options);
    const said = await proof.take(word);
    if (said.type === "challenge") {
      const deadline = setTimeout(() => this.#waiting.delete(said.nonce), PROVE_DEADLINE_MS);
      this.#waiting.set(said.nonce, { proof, origin, deadline });
    }
    return said;
  }

  /** A challenge is answered once, by the one who was given it. */
  #take(nonce: string, origin: string): Proof {
    const waiting = this.#waiting.get(nonce);
    if (waiting?.origin !== origin) throw new Error("No challenge of this nonce waits for an answer.");
    clearTimeout(waiting.deadline);
    this.#waiting.delete(nonce);
    return waiting.proof;
  }
}

async function readWord(request: IncomingMessage): Promise<string> {
  if (Number(request.headers["content-length"] ?? Number.NaN) > MAX_PROVE_MESSAGE_BYTES) {
    throw new Error("A word of the proof is too large.");
  }
  let bytes = 0;
  request.on("data", (chunk: Buffer) => {
    bytes += chunk.byteLength;
    if (bytes > MAX_PROVE_MESSAGE_BYTES) request.destroy();
  });
  return await text(request);
}

function write(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, {
    "cache-control": "no-store",
    "content-type": "application/json",
    "cross-origin-resource-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "content-length": Buffer.byteLength(body),
  });
  response.end(body);
}
