/** The listening process of the fan-out benchmark: many sockets that count frames and read their time, nothing more. */

import { connect, type Socket } from "node:net";
import { HEARTBEAT_INTERVAL_MS } from "../../shared/protocol/limits.ts";
import { type ContenderName, TOKEN, TOPIC } from "./fan-out-contenders.ts";

/** Parent → listeners. */
export type ListenerOrder =
  | { readonly kind: "join"; readonly port: number; readonly listeners: number }
  /** Counts from nothing; the first socket stops reading where `stopped` says so. */
  | { readonly kind: "count"; readonly stopped: boolean }
  | { readonly kind: "result" };

/** Listeners → parent. */
export type ListenerReport =
  | { readonly kind: "joined" }
  | { readonly kind: "counting" }
  | { readonly kind: "heard"; readonly messages: number }
  | {
      readonly kind: "result";
      readonly deliveries: number;
      /** Listeners that the server closed: as too slow. */
      readonly closed: number;
      readonly p50: number;
      readonly p99: number;
    };

const contender = process.argv[2] as ContenderName;
const report = (words: ListenerReport): void => void process.send?.(words);
const REPORT_EVERY_MS = 2;
const TIME = Buffer.from('"t":');
const TIME_DIGITS = 20;
/** A shorter frame is a heartbeat's answer. */
const LEAST_MESSAGE_BYTES = 100;

const microseconds = (): number => Number(process.hrtime.bigint() / 1000n);

/** One socket. A plain one: a whole client library's work for each message would hide the servers' differences. */
class Listener {
  readonly socket: Socket;
  frames = 0;
  isClosed = false;
  #rest: Buffer = Buffer.alloc(0);
  #isOpen = false;
  readonly #latencies: number[];
  readonly #ready: () => void;
  #greetings: number;

  constructor(port: number, latencies: number[], ready: () => void) {
    this.#latencies = latencies;
    this.#ready = ready;
    // What each server says before the listener is in: Pagewire its join's reply, socket.io two packets.
    this.#greetings = contender === "pagewire" ? 1 : contender === "socket.io" ? 2 : 0;
    this.socket = connect(port, "127.0.0.1", () => this.socket.write(upgrade(port)));
    this.socket.on("data", (chunk) => this.#take(chunk));
    this.socket.on("error", () => undefined);
    this.socket.on("close", () => {
      this.isClosed = true;
    });
  }

  #take(chunk: Buffer): void {
    let data = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    if (!this.#isOpen) {
      const end = data.indexOf("\r\n\r\n");
      if (end === -1) {
        this.#rest = data;
        return;
      }
      this.#isOpen = true;
      data = data.subarray(end + 4);
      const first = greeting();
      if (first) this.socket.write(masked(first));
      if (this.#greetings === 0) this.#ready();
    }
    let at = 0;
    let last = -1;
    let lastEnd = 0;
    while (data.length - at >= 2) {
      const short = (data[at + 1] ?? 0) & 0x7f;
      const head = short < 126 ? 2 : short === 126 ? 4 : 10;
      if (data.length - at < head) break;
      const length =
        short < 126 ? short : short === 126 ? data.readUInt16BE(at + 2) : data.readUInt32BE(at + 6);
      if (data.length - at < head + length) break;
      last = at + head;
      at = last + length;
      lastEnd = at;
      if (this.#greetings > 0) {
        this.#greetings -= 1;
        last = -1;
        if (this.#greetings === 0) this.#ready();
      } else if (length >= LEAST_MESSAGE_BYTES) {
        this.frames += 1;
      }
    }
    this.#rest = data.subarray(at);
    // One time a chunk is enough, that of its last frame: the same for every contender.
    if (last >= 0) this.#time(data.subarray(last, lastEnd));
  }

  #time(frame: Buffer): void {
    const at = frame.indexOf(TIME);
    if (at === -1) return;
    const sent = Number.parseInt(
      frame.toString("latin1", at + TIME.length, at + TIME.length + TIME_DIGITS),
      10,
    );
    this.#latencies.push(microseconds() - sent);
  }
}

function upgrade(port: number): string {
  const paths: Readonly<Record<ContenderName, string>> = {
    pagewire: "/socket/websocket?vsn=2.0.0",
    ws: "/",
    "socket.io": "/socket.io/?EIO=4&transport=websocket",
  };
  const bearer = Buffer.from(TOKEN).toString("base64").replaceAll("=", "");
  const protocol =
    contender === "pagewire" ? `Sec-WebSocket-Protocol: phoenix, base64url.bearer.phx.${bearer}\r\n` : "";
  return (
    `GET ${paths[contender]} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
    `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${Buffer.alloc(16).toString("base64")}\r\n${protocol}\r\n`
  );
}

/** What a listener says to be let in. */
function greeting(): string | undefined {
  if (contender === "pagewire") return JSON.stringify(["1", "1", TOPIC, "phx_join", {}]);
  return contender === "socket.io" ? "40" : undefined;
}

/** A short text frame as a client sends it, masked with zeros. */
function masked(text: string): Buffer {
  const bytes = Buffer.from(text);
  return Buffer.concat([Buffer.from([0x81, 0x80 | bytes.length, 0, 0, 0, 0]), bytes]);
}

if (contender === "pagewire") {
  // A channel client that says nothing for 45 s is given up.
  const heartbeat = masked(JSON.stringify([null, "1", "phoenix", "heartbeat", {}]));
  setInterval(() => {
    for (const { socket } of listeners) socket.write(heartbeat);
  }, HEARTBEAT_INTERVAL_MS).unref();
}

let listeners: Listener[] = [];
const latencies: number[] = [];
let reporting: NodeJS.Timeout | undefined;

/** The messages that every listener has but stopped ones and those the server gave up. */
const least = (): number =>
  listeners
    .filter(({ socket, isClosed }) => !isClosed && !socket.isPaused())
    .reduce((fewest, { frames }) => Math.min(fewest, frames), Number.MAX_SAFE_INTEGER);

process.on("message", (order: ListenerOrder) => {
  switch (order.kind) {
    case "join": {
      let missing = order.listeners;
      const ready = (): void => {
        missing -= 1;
        if (missing === 0) report({ kind: "joined" });
      };
      listeners = Array.from({ length: order.listeners }, () => new Listener(order.port, latencies, ready));
      return;
    }
    case "count":
      for (const listener of listeners) listener.frames = 0;
      latencies.length = 0;
      if (order.stopped) listeners[0]?.socket.pause();
      clearInterval(reporting);
      reporting = setInterval(() => report({ kind: "heard", messages: least() }), REPORT_EVERY_MS);
      report({ kind: "counting" });
      return;
    case "result": {
      clearInterval(reporting);
      const sorted = Float64Array.from(latencies).sort();
      const at = (share: number): number => (sorted[Math.floor((sorted.length - 1) * share)] ?? 0) / 1000;
      const deliveries = listeners.reduce((sum, { frames }) => sum + frames, 0);
      const closed = listeners.filter(({ isClosed }) => isClosed).length;
      report({ kind: "result", deliveries, closed, p50: at(0.5), p99: at(0.99) });
    }
  }
});
process.on("disconnect", () => process.exit());
