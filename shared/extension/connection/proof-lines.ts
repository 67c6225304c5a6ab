/** The two lines a proof can go over: a WebSocket, or plain requests where no WebSocket can be had. */

import { LOOPBACK_ADDRESS, MAX_PROVE_MESSAGE_BYTES, PROVE_DEADLINE_MS } from "../../protocol/limits.ts";
import { encodeProveWord, PROVE_SUBPROTOCOL, type ProveWord } from "../../protocol/proof.ts";
import { ProtocolError } from "../../protocol/protocol-error.ts";
import { message } from "../../texts/message.ts";
import { BodyTooLarge, limitedText } from "../../transfer/limited-body.ts";
import { expectWord, type ProofLine, ProveFailed } from "./prove.ts";

export const UNREACHABLE = message("proof.unreachable");

/**
 * A socket of the proof's own, opened at its first word. A browser keeps a message until its end, however long that is:
 * only what has proven itself over requests, whose answers have a limit, is dialled like this where those can be had.
 */
export function socketLine(port: number): ProofLine {
  const socket = new WebSocket(`ws://${LOOPBACK_ADDRESS}:${port}/prove`, PROVE_SUBPROTOCOL);
  const opened = new Promise<void>((resolve, reject) => {
    socket.addEventListener("open", () => resolve());
    socket.addEventListener("close", () => reject(new ProveFailed("unreachable", UNREACHABLE)));
  });
  // A line that is closed before its first word has nobody to tell.
  opened.catch(() => undefined);
  return {
    async exchange(word, wanted) {
      const deadline = setTimeout(() => socket.close(), PROVE_DEADLINE_MS);
      try {
        await opened;
        const answered = nextText(socket);
        socket.send(encodeProveWord(word));
        return expectWord(await answered, wanted);
      } finally {
        clearTimeout(deadline);
      }
    },
    close: () => socket.close(),
  };
}

function nextText(socket: WebSocket): Promise<string> {
  return new Promise((resolve, reject) => {
    socket.addEventListener("message", (event: MessageEvent<unknown>) => resolve(String(event.data)), {
      once: true,
    });
    socket.addEventListener("close", () => {
      reject(new ProveFailed("unreachable", message("proof.broken-off")));
    });
  });
}

/** One request a word; the challenge's nonce names the proof in the second. */
export function requestLine(port: number): ProofLine {
  const address = `http://${LOOPBACK_ADDRESS}:${port}/prove`;
  let nonce: string | undefined;
  return {
    async exchange(word, wanted) {
      const url = nonce === undefined ? address : `${address}?nonce=${nonce}`;
      const answered = expectWord(await post(url, encodeProveWord(word)), wanted);
      const said: ProveWord = answered;
      if (said.type === "challenge") nonce = said.nonce;
      return answered;
    },
    close: () => undefined,
  };
}

async function post(url: string, body: string): Promise<string> {
  try {
    const signal = AbortSignal.timeout(PROVE_DEADLINE_MS);
    const response = await fetch(url, {
      method: "POST",
      body,
      credentials: "omit",
      cache: "no-store",
      // The companion sends nobody elsewhere.
      redirect: "error",
      signal,
    });
    if (response.ok) return await limitedText(response, MAX_PROVE_MESSAGE_BYTES);
    await response.body?.cancel();
  } catch (error) {
    if (error instanceof BodyTooLarge) throw new ProtocolError("frame_too_large", error.message);
    // Told apart by nothing a page may see.
  }
  throw new ProveFailed("unreachable", UNREACHABLE);
}
