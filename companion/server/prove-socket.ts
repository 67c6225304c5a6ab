/** The sockets on `/prove`: each carries the words of one proof, and only a few may be unproven at once. */

import type { WebSocket } from "ws";
import {
  MAX_PROVING_SOCKETS,
  MAX_UNPROVEN_SOCKETS,
  PROVE_DEADLINE_MS,
  UNPROVEN_GRACE_MS,
} from "../../shared/protocol/limits.ts";
import { encodeProveWord } from "../../shared/protocol/proof.ts";
import { CloseCode, ProtocolError } from "../../shared/protocol/protocol-error.ts";
import { Proof, type ProveOptions } from "./proof-exchange.ts";
import { WaitingRoom } from "./waiting-room.ts";

export class ProveSockets {
  readonly #options: ProveOptions;
  /** Those that have said nothing yet. */
  readonly #silent = new WaitingRoom<WebSocket>(MAX_PROVING_SOCKETS, (socket) => socket.terminate());
  readonly #proving = new WaitingRoom<WebSocket>(MAX_PROVING_SOCKETS, (socket) => socket.terminate());

  constructor(options: ProveOptions) {
    this.#options = options;
  }

  /** Runs the proof on an accepted socket; closes it when it is over, however it ends. */
  run(socket: WebSocket, origin: string): void {
    const deadline = setTimeout(() => socket.close(CloseCode.timeout, "too slow"), PROVE_DEADLINE_MS);
    const proof = new Proof(origin, this.#options);
    this.#silent.enter(socket);
    const grace = setTimeout(() => this.#endSilent(socket), UNPROVEN_GRACE_MS);
    socket.on("close", () => {
      clearTimeout(deadline);
      clearTimeout(grace);
      this.#silent.leave(socket);
      this.#proving.leave(socket);
    });
    socket.on("message", (data, isBinary) => {
      // A closing socket still hands over what was under way.
      if (socket.readyState !== socket.OPEN) return;
      this.#answer(socket, proof, isBinary ? "" : data.toString()).catch((error: unknown) => {
        this.#options.log("prove.failed", { error, origin });
        socket.close(error instanceof ProtocolError ? error.closeCode : CloseCode.internalError, "malformed");
      });
    });
  }

  /** Only a few may go on saying nothing; who came last may stay longest. */
  #endSilent(socket: WebSocket): void {
    if (this.#silent.size > MAX_UNPROVEN_SOCKETS && this.#silent.leave(socket)) socket.terminate();
  }

  async #answer(socket: WebSocket, proof: Proof, text: string): Promise<void> {
    const said = proof.take(text);
    if (this.#silent.leave(socket)) this.#proving.enter(socket);
    if (proof.namesSomebody) this.#proving.vouch(socket);
    const word = await said;
    socket.send(encodeProveWord(word));
    if (word.type === "refuse") socket.close(CloseCode.unauthorized, word.code);
  }
}
