/** The sockets on `/prove`: each carries the words of one proof, and only a few may be unproven at once. */

import type { WebSocket } from "ws";
import {
  MAX_ANSWERED_SOCKETS,
  MAX_UNPROVEN_SOCKETS,
  PROVE_DEADLINE_MS,
} from "../../shared/protocol/limits.ts";
import { encodeProveWord } from "../../shared/protocol/proof.ts";
import { CloseCode, ProtocolError } from "../../shared/protocol/protocol-error.ts";
import { Proof, type ProveOptions } from "./proof-exchange.ts";
import { WaitingRoom } from "./waiting-room.ts";

export class ProveSockets {
  readonly #options: ProveOptions;
  readonly #unproven = new WaitingRoom<WebSocket>(MAX_UNPROVEN_SOCKETS, (socket) => socket.terminate());
  readonly #answered = new WaitingRoom<WebSocket>(MAX_ANSWERED_SOCKETS, (socket) => socket.terminate());

  constructor(options: ProveOptions) {
    this.#options = options;
  }

  /** Runs the proof on an accepted socket; closes it when it is over, however it ends. */
  run(socket: WebSocket, origin: string): void {
    const deadline = setTimeout(() => socket.close(CloseCode.timeout, "too slow"), PROVE_DEADLINE_MS);
    const proof = new Proof(origin, this.#options);
    this.#unproven.enter(socket);
    socket.on("close", () => {
      clearTimeout(deadline);
      this.#unproven.leave(socket);
      this.#answered.leave(socket);
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

  async #answer(socket: WebSocket, proof: Proof, text: string): Promise<void> {
    const said = proof.take(text);
    // What waits from here on is the refusal of a wrong answer: it takes nobody's place who still wants to prove.
    if (proof.isAnswered && this.#unproven.leave(socket)) this.#answered.enter(socket);
    else if (proof.namesSomebody) this.#unproven.vouch(socket);
    const word = await said;
    socket.send(encodeProveWord(word));
    if (word.type === "refuse") socket.close(CloseCode.unauthorized, word.code);
  }
}
