/** The sockets on `/prove`: each carries the words of one proof, and only a few may be unproven at once. */

import type { WebSocket } from "ws";
import { PROVE_DEADLINE_MS } from "../../../shared/protocol/limits.ts";
import { encodeProveWord } from "../../../shared/protocol/proof.ts";
import { CloseCode, ProtocolError } from "../../../shared/protocol/protocol-error.ts";
import { MAX_PROVING_SOCKETS, MAX_UNPROVEN_SOCKETS, UNPROVEN_GRACE_MS } from "../../limits.ts";
import { Newcomers } from "../../process/newcomers.ts";
import { Proof, type ProveOptions } from "./proof-exchange.ts";

export class ProveSockets {
  readonly #options: ProveOptions;
  /** Those that have said nothing yet. */
  readonly #silent = new Newcomers<WebSocket>(MAX_PROVING_SOCKETS, (socket) => socket.terminate());
  readonly #proving = new Newcomers<WebSocket>(MAX_PROVING_SOCKETS, (socket) => socket.terminate());

  constructor(options: ProveOptions) {
    this.#options = options;
  }

  /**
   * Runs the proof on an accepted socket; closes it when it is over, however it ends. Vouches for it where it names
   * somebody known.
   */
  run(socket: WebSocket, origin: string, vouch: (name: string) => void): void {
    const deadline = setTimeout(() => socket.close(CloseCode.timeout, "too slow"), PROVE_DEADLINE_MS);
    const proof = new Proof(origin, this.#options);
    this.#silent.add(socket);
    const grace = setTimeout(() => this.#endSilent(socket), UNPROVEN_GRACE_MS);
    socket.on("close", () => {
      clearTimeout(deadline);
      clearTimeout(grace);
      this.#silent.delete(socket);
      this.#proving.delete(socket);
    });
    socket.on("message", (data, isBinary) => {
      // A closing socket still hands over what was on its way.
      if (socket.readyState !== socket.OPEN) return;
      this.#answer(socket, proof, isBinary ? "" : data.toString(), vouch).catch((error: unknown) => {
        this.#options.log("prove.failed", { error, origin });
        socket.close(error instanceof ProtocolError ? error.closeCode : CloseCode.internalError, "malformed");
      });
    });
  }

  /** Only a few may go on saying nothing; the newest may stay longest. */
  #endSilent(socket: WebSocket): void {
    if (this.#silent.size > MAX_UNPROVEN_SOCKETS && this.#silent.delete(socket)) socket.terminate();
  }

  async #answer(socket: WebSocket, proof: Proof, text: string, vouch: (name: string) => void): Promise<void> {
    const said = proof.take(text);
    if (this.#silent.delete(socket)) this.#proving.add(socket);
    const name = proof.namedKnown;
    if (name !== undefined) {
      this.#proving.vouch(socket, name);
      vouch(name);
    }
    const word = await said;
    socket.send(encodeProveWord(word));
    if (word.type === "refuse") socket.close(CloseCode.unauthorized, word.code);
  }
}
