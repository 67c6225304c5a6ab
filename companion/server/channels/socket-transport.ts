/** Carries a channel session over one WebSocket. */

import type { Duplex } from "node:stream";
import type { WebSocket } from "ws";
import { type CompanionFrame, encodeCompanionFrame } from "../../../shared/protocol/channel-frame.ts";
import { CONTROL_IDLE_MS } from "../../../shared/protocol/limits.ts";
import { CloseCode } from "../../../shared/protocol/protocol-error.ts";
import { type Owner, onBehalfOf } from "../../process/belonging.ts";
import { asBytes } from "../sockets/socket-bytes.ts";
import type { Client } from "./channel.ts";
import { type ChannelOptions, ChannelSession } from "./channel-session.ts";
import { DrainSignal } from "./drain-signal.ts";
import { OutgoingQueue } from "./outgoing-queue.ts";
import type { Transport } from "./transport.ts";
import { WriteBatch } from "./write-batch.ts";

/** Speaks channels with the client of an accepted socket until that closes. */
export class SocketTransport implements Transport {
  readonly #socket: WebSocket;
  /** What the socket writes to: it says when the client is slow to read. */
  readonly #stream: Duplex;
  readonly #session: ChannelSession;
  readonly #queue: OutgoingQueue<string | Uint8Array>;
  readonly #batch: WriteBatch;
  readonly #drained = new DrainSignal();
  readonly #idle: NodeJS.Timeout;

  constructor(socket: WebSocket, stream: Duplex, client: Client, options: ChannelOptions) {
    this.#socket = socket;
    this.#stream = stream;
    this.#queue = new OutgoingQueue(options.totals.of(client.id));
    this.#batch = new WriteBatch(stream);
    this.#session = new ChannelSession(this, client, options);
    this.#idle = setTimeout(() => this.close(CloseCode.timeout, "silent for too long"), CONTROL_IDLE_MS);
    const owner: Owner = {
      what: "a control socket",
      end: (error) => {
        options.log("control.failed", { client: client.id, error });
        this.close(CloseCode.internalError, "internal_error");
      },
    };
    stream.on("drain", () => onBehalfOf(owner, () => this.#pump()));
    socket.on("message", (data, isBinary) => onBehalfOf(owner, () => this.#receive(data, isBinary)));
    socket.on("close", () => onBehalfOf(owner, () => this.#end()));
  }

  send(frame: CompanionFrame, latest?: string): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    if (!this.#isSlow) return this.#write(encodeCompanionFrame(frame));
    if (this.#queue.isFull) return this.close(CloseCode.tooSlow, "too slow");
    const message = encodeCompanionFrame(frame);
    this.#queue.add(message, Buffer.byteLength(message), latest);
  }

  drained(): Promise<void> | undefined {
    return this.#isSlow ? this.#drained.wait() : undefined;
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

  get #isSlow(): boolean {
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
    this.#drained.fire();
  }

  #write(message: string | Uint8Array): void {
    this.#batch.write(() => this.#socket.send(message));
  }

  #pump(): void {
    while (!this.#stream.writableNeedDrain && this.#socket.readyState === this.#socket.OPEN) {
      const message = this.#queue.take();
      if (message === undefined) break;
      this.#write(message);
    }
    if (!this.#isSlow) this.#drained.fire();
  }
}
