/** What anybody on this computer can make the companion say: its challenge to a hello in somebody else's name. */

import { randomBytes } from "node:crypto";
import { PROTOCOL_VERSION } from "../../shared/protocol/limits.ts";
import {
  type Challenge,
  decodeProveWord,
  encodeProveWord,
  PROVE_SUBPROTOCOL,
} from "../../shared/protocol/proof.ts";
import { Listening } from "./node-browser.ts";

/** Says hello as a paired browser would, its Origin forged, and hangs up. */
export async function overhear(port: number, clientId: string, extensionId: string): Promise<Challenge> {
  const origin = `chrome-extension://${extensionId}`;
  const line = new Listening(`ws://127.0.0.1:${port}/prove`, [PROVE_SUBPROTOCOL], { origin });
  await line.opened();
  const nonce = randomBytes(32).toString("hex");
  const version = PROTOCOL_VERSION;
  line.socket.send(
    encodeProveWord({ type: "hello", version, mode: "client", id: clientId, nonce, features: ["lanes"] }),
  );
  const word = decodeProveWord(String(await line.next()));
  line.socket.close();
  if (word.type !== "challenge") throw new Error(`no challenge: ${JSON.stringify(word)}`);
  return word;
}
