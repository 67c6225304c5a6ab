/** What a paired browser does, done by plain Node: pairs, proves, opens control sockets and lanes. */

import { createHash, createHmac, randomBytes } from "node:crypto";
import { once } from "node:events";
import type { Duplex } from "node:stream";
import { Socket } from "phoenix";
import { WebSocket } from "ws";
import {
  decodeLaneWord,
  encodeLaneWord,
  type LaneWord,
  type Offer,
} from "../../shared/protocol/lane-words.ts";
import { PIECE_BYTES, PROTOCOL_VERSION } from "../../shared/protocol/limits.ts";
import {
  decodeProveWord,
  encodeProveWord,
  LANE_BEARER_PREFIX,
  LANE_SUBPROTOCOL,
  PROVE_SUBPROTOCOL,
  type ProofMode,
  type ProveWord,
  type Transcript,
  transcriptBytes,
} from "../../shared/protocol/proof.ts";
import { SendingHalf, type SendingOutput } from "../../shared/transfer/sending-half.ts";

/** An extension's Origin like any other. */
export const ORIGIN = `chrome-extension://${"a".repeat(32)}`;

/** A socket whose messages are awaited one after the other. */
export class Listening {
  readonly socket: WebSocket;
  readonly #arrived: (string | Buffer)[] = [];
  #stream: Duplex | undefined;
  #wake: (() => void) | undefined;
  closeCode: number | undefined;

  constructor(url: string, protocols: string[], headers: Record<string, string>) {
    this.socket = new WebSocket(url, protocols, { headers, perMessageDeflate: false });
    this.socket.on("message", (data: Buffer, isBinary) => {
      this.#arrived.push(isBinary ? data : data.toString("utf8"));
      this.#wake?.();
    });
    this.socket.on("upgrade", ({ socket }) => {
      this.#stream = socket;
    });
    this.socket.on("close", (code) => {
      this.closeCode = code;
      this.#wake?.();
    });
    this.socket.on("error", () => undefined);
  }

  /** Whether the upgrade was accepted. */
  async opened(): Promise<boolean> {
    if (this.socket.readyState === WebSocket.OPEN) return true;
    return await Promise.race([
      once(this.socket, "open").then(
        () => true,
        () => false,
      ),
      once(this.socket, "close").then(() => false),
    ]);
  }

  /** Everything that is said meanwhile leaves in one write, and arrives at once. */
  inOneWrite(saying: () => void): void {
    if (!this.#stream) throw new Error("it is not open");
    this.#stream.cork();
    saying();
    this.#stream.uncork();
  }

  /** The next message; throws when the socket closes first. */
  async next(): Promise<string | Buffer> {
    for (;;) {
      const message = this.#arrived.shift();
      if (message !== undefined) return message;
      if (this.closeCode !== undefined) throw new Error(`closed with ${this.closeCode}`);
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** What arrived and was not waited for. */
  rest(): (string | Buffer)[] {
    return this.#arrived.splice(0);
  }

  /** The close code, once it is closed. */
  async closed(): Promise<number> {
    while (this.closeCode === undefined) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    return this.closeCode;
  }
}

/** What a browser knows after pairing. */
export interface NodeBrowser {
  readonly port: number;
  readonly clientId: string;
  readonly companionId: string;
  readonly key: Buffer;
}

export interface ProveOptions {
  readonly mode: ProofMode;
  readonly id: string;
  readonly key: Buffer;
  readonly origin?: string;
  readonly name?: string;
  /** What it says it can do: nothing, as the oldest could. */
  readonly features?: readonly string[];
  /** Which version of the wire it says it speaks. */
  readonly version?: number;
}

/** Runs the proof and returns the last word with the transcript it stands for. */
export async function proveFrom(
  port: number,
  options: ProveOptions,
): Promise<{ word: ProveWord; transcript: Transcript }> {
  const { mode, id, key, origin = ORIGIN, name, features = [], version = PROTOCOL_VERSION } = options;
  const socket = new Listening(`ws://127.0.0.1:${port}/prove`, [PROVE_SUBPROTOCOL], { origin });
  if (!(await socket.opened())) throw new Error("the proof's socket was refused");
  const clientNonce = randomBytes(32).toString("hex");
  const say = (word: ProveWord): void => socket.socket.send(encodeProveWord(word));
  say({ type: "hello", version, mode, id, nonce: clientNonce, features });
  const challenge = decodeProveWord(String(await socket.next()));
  const transcript: Transcript = {
    version: (challenge.type === "challenge" ? challenge.version : undefined) ?? version,
    mode,
    id,
    companionId: challenge.type === "challenge" ? challenge.companionId : "",
    clientNonce,
    companionNonce: challenge.type === "challenge" ? challenge.nonce : "",
    origin,
    address: `127.0.0.1:${port}`,
    clientFeatures: features,
    companionFeatures: challenge.type === "challenge" ? challenge.features : [],
  };
  if (challenge.type !== "challenge") return { word: challenge, transcript };
  say({
    type: "answer",
    proof: hmac(key, "browser", transcript).toString("hex"),
    ...(name === undefined ? {} : { name }),
  });
  const word = decodeProveWord(String(await socket.next()));
  socket.socket.close();
  return { word, transcript };
}

/** Pairs by a link, as the extension does at the button's click. */
export async function pairBy(pairUrl: string, name = "Test browser"): Promise<NodeBrowser> {
  const url = new URL(pairUrl);
  const secret = Buffer.from(url.hash.slice(1), "hex");
  const id = url.searchParams.get("link") ?? "";
  const port = Number(url.port);
  const { word, transcript } = await proveFrom(port, { mode: "pair", id, key: secret, name });
  if (word.type !== "ticket") throw new Error(`not paired: ${JSON.stringify(word)}`);
  const key = hmac(secret, "key", transcript);
  return { port, clientId: word.clientId, companionId: transcript.companionId, key };
}

/** A fresh ticket of a paired browser. */
export async function ticketOf(browser: NodeBrowser): Promise<string> {
  const { word } = await proveFrom(browser.port, { mode: "client", id: browser.clientId, key: browser.key });
  if (word.type !== "ticket") throw new Error(`no ticket: ${JSON.stringify(word)}`);
  return word.ticket;
}

/** A lane with a bearer. */
export async function openLane(
  port: number,
  bearer: string,
  origin: string | undefined = ORIGIN,
): Promise<Listening> {
  const lane = new Listening(
    `ws://127.0.0.1:${port}/raw`,
    [LANE_SUBPROTOCOL, `${LANE_BEARER_PREFIX}${bearer}`],
    origin === undefined ? {} : { origin },
  );
  if (!(await lane.opened())) throw new Error("the lane was refused");
  return lane;
}

/** A phoenix client with a bearer; it never reconnects by itself. */
export async function openControl(
  port: number,
  bearer: string,
  origin: string | undefined = ORIGIN,
): Promise<Socket> {
  class FromOrigin extends WebSocket {
    constructor(url: string, protocols?: string[]) {
      super(url, protocols, origin === undefined ? {} : { origin });
    }
  }
  const socket = new Socket(`ws://127.0.0.1:${port}/socket`, {
    authToken: bearer,
    transport: FromOrigin,
    reconnectAfterMs: () => 2 ** 31 - 1,
  });
  await new Promise<void>((resolve, reject) => {
    socket.onOpen(() => resolve());
    socket.onClose(() => {
      socket.disconnect();
      reject(new Error("the control socket was refused"));
    });
    socket.connect();
  });
  return socket;
}

export function offerOf(bytes: Uint8Array, words: Partial<Offer> = {}): Offer {
  return {
    type: "offer",
    id: randomBytes(16).toString("hex"),
    name: "noise.bin",
    bytes: bytes.byteLength,
    mediaType: "application/octet-stream",
    expects: "any",
    fidelity: "original",
    ...words,
  };
}

/** Sends one file over a lane by the sending half; `stopAfter` leaves the lane after so many acknowledged bytes. */
export async function sendOver(
  lane: Listening,
  offer: Offer,
  bytes: Uint8Array,
  stopAfter = Number.POSITIVE_INFINITY,
): Promise<{ last: LaneWord | undefined; resumedAt: number }> {
  const half = new SendingHalf(offer);
  let resumedAt = -1;
  let acked = 0;
  const carryOut = (outputs: SendingOutput[]): void => {
    for (const output of outputs) {
      if (output.kind === "say") lane.socket.send(encodeLaneWord(output.word));
      else if (output.kind === "send-bytes")
        lane.socket.send(bytes.subarray(output.offset, output.offset + output.bytes));
      else if (output.kind === "progress") {
        acked = output.ackedBytes;
        if (resumedAt < 0) resumedAt = acked;
      } else if (output.kind === "read-piece") {
        const piece = bytes.subarray(output.offset, output.offset + output.bytes);
        carryOut(
          half.take({
            kind: "piece-read",
            round: output.round,
            offset: output.offset,
            bytes: output.bytes,
            sha256: createHash("sha256").update(piece).digest("hex"),
          }),
        );
      }
    }
  };
  carryOut(half.begin());
  let last: LaneWord | undefined;
  while (!half.over && acked < stopAfter) {
    last = decodeLaneWord(String(await lane.next()));
    carryOut(half.take({ kind: "word", word: last }));
  }
  return { last, resumedAt };
}

export { PIECE_BYTES };

export function hmac(
  key: Buffer,
  role: Parameters<typeof transcriptBytes>[0],
  transcript: Transcript,
): Buffer {
  return createHmac("sha256", key).update(transcriptBytes(role, transcript)).digest();
}
