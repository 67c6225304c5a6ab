/** The proof over plain requests, for browsers that can't have a WebSocket: one `POST` a word. */

import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { MAX_PROVE_MESSAGE_BYTES, PROVE_DEADLINE_MS } from "../../../shared/protocol/limits.ts";
import { encodeProveWord } from "../../../shared/protocol/proof.ts";
import { MAX_PROVING_SOCKETS } from "../../limits.ts";
import { Newcomers } from "../../process/newcomers.ts";
import { Proof, type ProveOptions } from "./proof-exchange.ts";

/** A challenge that waits for its answer, under its nonce. */
interface Waiting {
  readonly proof: Proof;
  readonly origin: string;
  readonly nonce: string;
  readonly deadline: NodeJS.Timeout;
}

export class ProveRequests {
  readonly #options: ProveOptions;
  readonly #waiting = new Map<string, Waiting>();
  readonly #unproven = new Newcomers<Waiting>(MAX_PROVING_SOCKETS, (oldest) => this.#forget(oldest));

  constructor(options: ProveOptions) {
    this.#options = options;
  }

  /** Answers one word; `nonce` names the challenge that an answer belongs to. Vouches for a connection that names somebody known. */
  async handle(
    request: IncomingMessage,
    response: ServerResponse,
    origin: string,
    nonce: string | null,
    vouch: (name: string) => void,
  ): Promise<void> {
    try {
      const word = await readWord(request);
      write(response, 200, encodeProveWord(await this.#answer(word, origin, nonce, vouch)));
    } catch (error) {
      this.#options.log("prove.failed", { error, origin });
      // What is left of a body that is too large is not read.
      if (!request.complete) response.setHeader("connection", "close");
      write(response, 400, "");
    }
  }

  /** Forgets every challenge. */
  close(): void {
    for (const { deadline } of this.#waiting.values()) clearTimeout(deadline);
    this.#waiting.clear();
  }

  async #answer(
    word: string,
    origin: string,
    nonce: string | null,
    vouch: (name: string) => void,
  ): ReturnType<Proof["take"]> {
    if (nonce !== null) return await this.#take(nonce, origin).take(word);
    const proof = new Proof(origin, this.#options);
    const said = await proof.take(word);
    if (said.type === "challenge") {
      const deadline = setTimeout(() => this.#forget(waiting), PROVE_DEADLINE_MS);
      const waiting: Waiting = { proof, origin, nonce: said.nonce, deadline };
      this.#waiting.set(said.nonce, waiting);
      this.#unproven.add(waiting);
      const name = proof.namedKnown;
      if (name !== undefined) {
        this.#unproven.vouch(waiting, name);
        vouch(name);
      }
    }
    return said;
  }

  /** A challenge is answered once, from the Origin it was given to. */
  #take(nonce: string, origin: string): Proof {
    const waiting = this.#waiting.get(nonce);
    if (waiting?.origin !== origin) throw new Error("No challenge of this nonce waits for an answer.");
    this.#forget(waiting);
    return waiting.proof;
  }

  #forget(waiting: Waiting): void {
    clearTimeout(waiting.deadline);
    this.#waiting.delete(waiting.nonce);
    this.#unproven.delete(waiting);
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
  if (response.headersSent) return void response.destroy();
  response.writeHead(status, {
    "cache-control": "no-store",
    "content-type": "application/json",
    "cross-origin-resource-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "content-length": Buffer.byteLength(body),
  });
  response.end(body);
}
