/** Carries a channel session over one WebSocket. */

import type { Duplex } from "node:stream";
import type { WebSocket } from "ws";
import { CONTROL_IDLE_MS } from "../../../shared/protocol/limits.ts";
import { CloseCode } from "../../../shared/protocol/protocol-error.ts";
import { asBytes } from "../socket-bytes.ts";
import type { Client } from "./channel.ts";
import { type ChannelOptions, ChannelSession } from "./channel-session.ts";
import type { OutgoingFrame } from "./outgoing-frame.ts";
import { OutgoingQueue } from "./outgoing-queue.ts";
import { ReaderRoom } from "./reader-room.ts";
import { StreamFlusher } from "./stream-flusher.ts";
import type { Transport } from "./transport.ts";

/** One for all sockets: they are flushed together, and what it holds it holds for a millisecond. */
const FLUSHER = new StreamFlusher();

/** Speaks channels with the client behind an accepted socket until that closes. */
export class SocketTransport implements Transport {
  readonly #socket: WebSocket;
  /** What the socket writes to. Whole messages go there directly: one encoding, one chunk for every listener. */
  readonly #stream: Duplex;
  readonly #session: ChannelSession;
  readonly #queue = new OutgoingQueue<readonly Uint8Array[]>();
  readonly #room = new ReaderRoom();
  readonly #idle: NodeJS.Timeout;

  constructor(socket: WebSocket, stream: Duplex, client: Client, options: ChannelOptions) {
    this.#socket = socket;
    this.#stream = stream;
    this.#session = new ChannelSession(this, client, options);
    this.#idle = setTimeout(() => this.close(CloseCode.timeout, "silent for too long"), CONTROL_IDLE_MS);
    stream.on("drain", () => this.#pump());
    socket.on("message", (data, isBinary) => this.#receive(data, isBinary));
    socket.on("close", () => this.#end());
  }

  send(frame: OutgoingFrame, latest?: string): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    if (!this.#isBehind) return this.#write(frame.socketChunks);
    if (this.#queue.isFull) return this.close(CloseCode.tooSlow, "too slow");
    const chunks = frame.socketChunks;
    this.#queue.add(
      chunks,
      chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0),
      latest,
    );
  }

  room(): Promise<void> | undefined {
    return this.#isBehind ? this.#room.wait() : undefined;
  }

  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#idle.refresh();
    this.#socket.resume();
  }

  close(code: CloseCode, reason: string): void {
    this.#queue.clear();
    this.#session.end();
    this.#socket.close(code, reason);
    // Only a socket that reads gets to hear that the other end has closed too.
    this.#socket.resume();
  }

  get #isBehind(): boolean {
    return !this.#queue.isEmpty || this.#stream.writableNeedDrain;
  }

  #receive(data: WebSocket.RawData, isBinary: boolean): void {
    // A closing socket still hands over what was under way; nobody may use that to do more.
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    this.#idle.refresh();
    const bytes = asBytes(data);
    this.#session.receive(isBinary ? bytes : bytes.toString("utf8"));
  }

  #end(): void {
    clearTimeout(this.#idle);
    this.#queue.clear();
    this.#session.end();
    this.#room.make();
  }

  #write(chunks: readonly Uint8Array[]): void {
    FLUSHER.write(this.#stream, chunks);
  }

  #pump(): void {
    while (!this.#stream.writableNeedDrain && this.#socket.readyState === this.#socket.OPEN) {
      const chunks = this.#queue.take();
      if (!chunks) break;
      this.#write(chunks);
    }
    if (!this.#isBehind) this.#room.make();
  }
}
