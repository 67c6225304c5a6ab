/** One socket on `/prove`: carries the words of one proof. */

import type { WebSocket } from "ws";
import { PROVE_DEADLINE_MS } from "../../shared/protocol/limits.ts";
import { encodeProveWord } from "../../shared/protocol/proof.ts";
import { CloseCode, ProtocolError } from "../../shared/protocol/protocol-error.ts";
import { Proof, type ProveOptions } from "./proof-exchange.ts";

/** Runs the proof on an accepted socket; closes it when it is over, however it ends. */
export function runProof(socket: WebSocket, origin: string, options: ProveOptions): void {
  const deadline = setTimeout(() => socket.close(CloseCode.timeout, "too slow"), PROVE_DEADLINE_MS);
  const proof = new Proof(origin, options);
  const answer = async (text: string): Promise<void> => {
    const word = await proof.take(text);
    socket.send(encodeProveWord(word));
    if (word.type === "refuse") socket.close(CloseCode.unauthorized, word.code);
  };
  socket.on("close", () => clearTimeout(deadline));
  socket.on("message", (data, isBinary) => {
    answer(isBinary ? "" : data.toString()).catch((error: unknown) => {
      options.log("prove.failed", { error, origin });
      socket.close(error instanceof ProtocolError ? error.closeCode : CloseCode.internalError, "malformed");
    });
  });
}
