/** A program that is not the companion but speaks like it, on whatever port: it writes down all it is told. */

import { createHmac, randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { type WebSocket, WebSocketServer } from "ws";
import {
  type Challenge,
  decodeProveWord,
  encodeProveWord,
  type Hello,
  PROVE_SUBPROTOCOL,
  type ProveWord,
  transcriptBytes,
} from "../../shared/protocol/proof.ts";

/** What a rogue answers to a hello: a word, any other bytes, or nothing at all. */
export type RogueAnswer = (hello: Hello, origin: string) => ProveWord | string | Buffer | undefined;

export interface RogueCompanion {
  readonly port: number;
  /** Every word it was told, in order. */
  readonly heard: readonly string[];
  /** Every request, upgrades too: method, path without its query, subprotocols. */
  readonly asked: readonly string[];
  /** How it answers a hello from now on. */
  answerWith(answer: RogueAnswer): void;
  /** From now on its answers to requests of this path never end; `undefined` ends that. */
  neverEnd(path: string | undefined): void;
  /** How many bytes of each endless answer had left when its reader hung up. */
  readonly takenOfEndless: readonly number[];
  /** From now on it answers no word of a proof but with 404, or again as before. */
  refuseProofs(refuses: boolean): void;
  /** The HTML it shows on `/pair` from now on. */
  showPage(html: string): void;
  close(): Promise<void>;
}

/** Takes a port (0 picks one). It calls itself pagewire on `/health`, as the companion does. */
export async function openRogueCompanion(port = 0): Promise<RogueCompanion> {
  const heard: string[] = [];
  const asked: string[] = [];
  const takenOfEndless: number[] = [];
  let endless: string | undefined;
  let refusesProofs = false;
  let answer: RogueAnswer = () => undefined;
  let page = "";
  const note = (request: IncomingMessage): void => {
    const path = (request.url ?? "").replace(/\?.*/, "");
    asked.push([request.method, path, request.headers["sec-websocket-protocol"] ?? ""].join(" ").trim());
  };
  const reply = (said: string, origin: string): string | Buffer | undefined => {
    heard.push(said);
    const word = decodeProveWord(said);
    const made = word.type === "hello" ? answer(word, origin) : undefined;
    return typeof made === "object" && !Buffer.isBuffer(made) ? encodeProveWord(made) : made;
  };
  const server = createServer((request, response) => {
    note(request);
    const path = (request.url ?? "").replace(/\?.*/, "");
    if (path === endless) {
      request.resume();
      void pourEndlessly(response).then((bytes) => takenOfEndless.push(bytes));
    } else if (path === "/pair") response.setHeader("content-type", "text/html").end(page);
    else if (path === "/health") response.end('{"name":"pagewire"}');
    else if (request.method === "POST" && !refusesProofs)
      void text(request).then((said) => response.end(reply(said, request.headers.origin ?? "")));
    else response.writeHead(404).end();
  });
  const sockets = new WebSocketServer({ noServer: true, handleProtocols: () => PROVE_SUBPROTOCOL });
  server.on("upgrade", (request, socket, head) => {
    note(request);
    sockets.handleUpgrade(request, socket, head, (ws: WebSocket) => {
      ws.on("error", () => undefined);
      ws.on("message", (data: Buffer) => {
        const said = reply(data.toString("utf8"), request.headers.origin ?? "");
        if (said !== undefined) ws.send(said);
      });
    });
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return {
    port: typeof address === "object" && address ? address.port : port,
    heard,
    asked,
    takenOfEndless,
    neverEnd(path) {
      endless = path;
    },
    refuseProofs(refuses) {
      refusesProofs = refuses;
    },
    answerWith(next) {
      answer = next;
    },
    showPage(html) {
      page = html;
    },
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

const POURED_BYTES = 64 * 1024;

/** Writes as fast as its reader takes it, until the reader hangs up; how many bytes have left by then. */
async function pourEndlessly(response: ServerResponse): Promise<number> {
  const chunk = Buffer.alloc(POURED_BYTES, " ");
  const { socket } = response;
  const closed = once(response, "close");
  const pour = (): void => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on("drain", pour);
  pour();
  await closed;
  return socket?.bytesWritten ?? 0;
}

/** A challenge that proves nothing. */
export function falseChallenge(companionId: string, words: Partial<Challenge> = {}): Challenge {
  return {
    type: "challenge",
    companionId,
    nonce: randomBytes(32).toString("hex"),
    features: ["lanes"],
    proof: randomBytes(32).toString("hex"),
    ...words,
  };
}

/** A challenge proven with a secret of the rogue's own, such as that of a pairing link it has made up. */
export function provenChallenge(
  companionId: string,
  secret: Buffer,
  port: number,
  hello: Hello,
  origin: string,
): Challenge {
  const companionNonce = randomBytes(32).toString("hex");
  const transcript = {
    version: hello.version,
    mode: hello.mode,
    id: hello.id,
    companionId,
    clientNonce: hello.nonce,
    companionNonce,
    origin,
    address: `127.0.0.1:${port}`,
    clientFeatures: hello.features,
    companionFeatures: ["lanes"],
  };
  const proof = createHmac("sha256", secret).update(transcriptBytes("companion", transcript)).digest("hex");
  return falseChallenge(companionId, { nonce: companionNonce, proof });
}
