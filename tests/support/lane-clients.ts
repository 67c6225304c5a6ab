/** Clients of a lane, one for each carrier, that know nothing but the wire; the phoenix client is the official one. */

import { type Channel, LongPoll, Socket } from "phoenix";
import { WebSocket } from "ws";
import {
  decodeLaneChunk,
  encodeLaneChunk,
  LaneEvent,
  type LaneForm,
} from "../../shared/protocol/lane-chunk.ts";
import {
  decodeLaneWord,
  encodeLaneWord,
  type LaneWord,
  laneWordOf,
} from "../../shared/protocol/lane-words.ts";
import {
  LANE_BEARER_PREFIX,
  LANE_SUBPROTOCOL,
  RANGE_BEARER_SCHEME,
  RANGE_PATH,
} from "../../shared/protocol/proof.ts";
import { Listening } from "./node-browser.ts";

const MIB = 1024 * 1024;
const CHUNK_BYTES = 256 * 1024;

/** What arrives on a lane. */
export type Arrival = LaneWord | Buffer;

/** One lane of one client. */
export interface LaneClient {
  say(word: LaneWord): void;
  /** Sends bytes the way the carrier does. */
  sendBytes(bytes: Uint8Array): void;
  /** Sends JSON as a word, whatever it is. */
  sendText(text: string): void;
  /** The next word or bytes; throws when the lane is over. */
  next(): Promise<Arrival>;
  /** How the companion ended it: a close code of the socket, or the reason of the event `closed`. */
  ended(): Promise<string>;
  /** Cuts it without a word. */
  cut(): void;
  /** Fetches a stretch of the file that is under way, where the carrier has that. Throws for anything but just these bytes. */
  fetch?(id: string, offset: number, bytes: number): Promise<Buffer>;
}

/** One way that a lane is carried. */
export interface Carrier {
  readonly name: string;
  readonly pieceBytes: number;
  readonly windowBytes: number;
  /** How the companion ends a lane after each kind of fault. */
  readonly endings: Readonly<Record<"malformed" | "superseded", string | RegExp>>;
  open(port: number, token: string): Promise<LaneClient>;
  /** Opens one more, as near to another as can be: on the same socket where that carries several. */
  openBeside(lane: LaneClient, port: number, token: string): Promise<LaneClient>;
}

/** A channel lane also hands out its channel, for what only a channel can be sent. */
export interface ChannelLaneClient extends LaneClient {
  readonly channel: Channel;
}

class Arrivals {
  readonly #arrived: Arrival[] = [];
  #ended: string | undefined;
  #woken = Promise.withResolvers<void>();

  add(arrival: Arrival): void {
    this.#arrived.push(arrival);
    this.#wake();
  }

  end(how: string): void {
    this.#ended ??= how;
    this.#wake();
  }

  async next(): Promise<Arrival> {
    for (;;) {
      const arrival = this.#arrived.shift();
      if (arrival !== undefined) return arrival;
      if (this.#ended !== undefined) throw new Error(`the lane ended: ${this.#ended}`);
      await this.#woken.promise;
    }
  }

  async ended(): Promise<string> {
    while (this.#ended === undefined) await this.#woken.promise;
    return this.#ended;
  }

  #wake(): void {
    this.#woken.resolve();
    this.#woken = Promise.withResolvers();
  }
}

async function openRaw(port: number, token: string): Promise<LaneClient> {
  const protocols = [LANE_SUBPROTOCOL, `${LANE_BEARER_PREFIX}${token}`];
  const lane = new Listening(`ws://127.0.0.1:${port}/raw`, protocols, {});
  if (!(await lane.opened())) throw new Error("the lane was refused");
  const { socket } = lane;
  return {
    say: (word) => socket.send(encodeLaneWord(word)),
    sendBytes: (bytes) => socket.send(bytes),
    sendText: (text) => socket.send(text),
    next: async () => {
      const message = await lane.next();
      return typeof message === "string" ? decodeLaneWord(message) : message;
    },
    ended: async () => String(await lane.closed()),
    cut: () => socket.terminate(),
  };
}

async function openRanged(port: number, token: string): Promise<LaneClient> {
  return {
    ...(await openRaw(port, token)),
    async fetch(id, offset, bytes) {
      const answer = await fetch(`http://127.0.0.1:${port}${RANGE_PATH}${id}`, {
        headers: {
          authorization: RANGE_BEARER_SCHEME + token,
          range: `bytes=${offset}-${offset + bytes - 1}`,
        },
      });
      const body = Buffer.from(await answer.arrayBuffer());
      if (answer.status !== 206 || body.length !== bytes) throw new Error(`answered ${answer.status}`);
      return body;
    },
  };
}

let topics = 0;
/** What each channel lane is carried by. */
const sockets = new WeakMap<LaneClient, Socket>();

function nextTopic(): string {
  topics += 1;
  return `lane:test-${topics}`;
}

/** A control socket over either transport. */
export async function openSocket(
  port: number,
  token: string,
  transport: typeof WebSocket | typeof LongPoll,
): Promise<Socket> {
  const socket = new Socket(`ws://127.0.0.1:${port}/socket`, {
    authToken: token,
    transport,
    reconnectAfterMs: () => 2 ** 31 - 1,
  });
  await new Promise<void>((resolve) => {
    socket.onOpen(() => resolve());
    socket.connect();
  });
  return socket;
}

/** Joins a lane's topic on a socket that others may use as well. */
export async function joinLane(
  socket: Socket,
  form: LaneForm,
  topic = nextTopic(),
): Promise<ChannelLaneClient> {
  const channel = socket.channel(topic, { form });
  const arrivals = new Arrivals();
  let index = 0;
  let expected = 0;
  channel.on(LaneEvent.word, (payload: unknown) => arrivals.add(laneWordOf(payload)));
  channel.on(LaneEvent.bytes, (payload: unknown) => {
    const chunk = chunkOf(payload);
    if (chunk.index !== expected) arrivals.end(`chunk ${chunk.index} came where ${expected} was expected`);
    expected += 1;
    arrivals.add(chunk.bytes);
  });
  channel.on(LaneEvent.closed, ({ reason }: { reason: string }) => arrivals.end(reason));
  socket.onClose(() => arrivals.end("the socket was closed"));
  await new Promise<void>((resolve, reject) => {
    channel
      .join()
      .receive("ok", () => resolve())
      .receive("error", (error: unknown) => reject(new Error(JSON.stringify(error))));
  });
  const push = (event: string, payload: unknown): void => {
    channel.push(event, payload as object);
  };
  const lane: ChannelLaneClient = {
    channel,
    say: (word) => push(LaneEvent.word, word),
    sendBytes(bytes) {
      for (let at = 0; at < bytes.byteLength; at += CHUNK_BYTES) {
        const chunk = bytes.subarray(at, at + CHUNK_BYTES);
        if (form === "binary") push(LaneEvent.bytes, encodeLaneChunk({ index, bytes: chunk }).buffer);
        else push(LaneEvent.bytes, { index, base64: Buffer.from(chunk).toString("base64") });
        index += 1;
      }
    },
    sendText: (text) => push(LaneEvent.word, JSON.parse(text)),
    next: () => arrivals.next(),
    ended: () => arrivals.ended(),
    cut: () => socket.disconnect(),
  };
  sockets.set(lane, socket);
  return lane;
}

/** Bytes as they come: in a binary frame, as an object, or, while polling, bytes that became base64. */
function chunkOf(payload: unknown): { index: number; bytes: Buffer } {
  if (payload instanceof ArrayBuffer) {
    const { index, bytes } = decodeLaneChunk(new Uint8Array(payload));
    return { index, bytes: Buffer.from(bytes) };
  }
  const { index, base64 } = payload as { index?: number; base64: string };
  const bytes = Buffer.from(base64, "base64");
  if (index !== undefined) return { index, bytes };
  const chunk = decodeLaneChunk(bytes);
  return { index: chunk.index, bytes: Buffer.from(chunk.bytes) };
}

function channelCarrier(
  name: string,
  transport: typeof WebSocket | typeof LongPoll,
  form: LaneForm,
): Carrier {
  return {
    name,
    pieceBytes: MIB,
    windowBytes: 2 * MIB,
    endings: { malformed: /^(?:[a-z]+_)+[a-z]+$/, superseded: "superseded" },
    open: async (port, token) => joinLane(await openSocket(port, token, transport), form),
    openBeside: async (lane, port, token) =>
      joinLane(sockets.get(lane) ?? (await openSocket(port, token, transport)), form),
  };
}

export const RAW: Carrier = {
  name: "a socket of its own",
  pieceBytes: MIB,
  windowBytes: 2 * MIB,
  endings: { malformed: "4400", superseded: "4409" },
  open: openRaw,
  openBeside: (_, port, token) => openRaw(port, token),
};
/** The dialogue on a socket of its own, the bytes of large files by requests beside it. */
export const RANGE: Carrier = {
  ...RAW,
  name: "a socket of its own, bytes by ranges",
  open: openRanged,
  openBeside: (_, port, token) => openRanged(port, token),
};
export const CHANNEL = channelCarrier("a channel, numbered binary chunks", WebSocket, "binary");
export const BASE64 = channelCarrier("a channel, base64 in JSON", WebSocket, "base64");
export const POLL = channelCarrier("long polling, base64 in JSON", LongPoll, "base64");
