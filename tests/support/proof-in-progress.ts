/** A proof that has got as far as the companion's challenge, for whoever wants to answer it wrongly. */

import { createHmac } from "node:crypto";
import { type ProofRole, type Transcript, transcriptBytes } from "../../shared/protocol/proof.ts";
import { Listening, type NodeBrowser, ORIGIN } from "./node-browser.ts";

export type Fields = Readonly<Record<string, unknown>>;

/** One proof in progress: the hello has been said and the companion's challenge heard. */
export interface Challenged {
  readonly socket: Listening;
  readonly hello: Fields;
  readonly challenge: Fields;
  readonly transcript: Transcript;
}

/** A socket on which nothing has been said. */
export const openProof = async (port: number, origin = ORIGIN): Promise<Listening> => {
  const socket = new Listening(`ws://127.0.0.1:${port}/prove`, ["pagewire.v1"], { origin });
  if (!(await socket.opened())) throw new Error("the proof's socket was refused");
  return socket;
};

/** The hello of a paired browser. */
export const helloOf = (browser: NodeBrowser, fields: Fields = {}): Fields => ({
  type: "hello",
  version: 1,
  mode: "client",
  id: browser.clientId,
  nonce: "7".repeat(64),
  features: [],
  ...fields,
});

/** Says the hello and hears the challenge. */
export async function challenged(
  browser: NodeBrowser,
  fields: Fields = {},
  origin = ORIGIN,
): Promise<Challenged> {
  const socket = await openProof(browser.port, origin);
  const hello = helloOf(browser, fields);
  socket.socket.send(JSON.stringify(hello));
  const challenge: Fields = JSON.parse(String(await socket.next()));
  if (challenge.type !== "challenge" || !Array.isArray(challenge.features))
    throw new Error(`no challenge: ${JSON.stringify(challenge)}`);
  const transcript: Transcript = {
    version: 1,
    mode: "client",
    id: String(hello.id),
    companionId: String(challenge.companionId),
    clientNonce: String(hello.nonce),
    companionNonce: String(challenge.nonce),
    origin,
    address: `127.0.0.1:${browser.port}`,
    clientFeatures: [],
    companionFeatures: challenge.features.map(String),
  };
  return { socket, hello, challenge, transcript };
}

/** The proof for a transcript. */
export const proofOf = (key: Buffer, transcript: Transcript, role: ProofRole = "browser"): string =>
  createHmac("sha256", key).update(transcriptBytes(role, transcript)).digest("hex");
