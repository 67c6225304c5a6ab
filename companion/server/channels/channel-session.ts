/** One client's session: joins, pushes, replies and heartbeats of Phoenix Channels, over whatever carries them. */

import {
  type ClientFrame,
  decodeClientFrame,
  PHOENIX_TOPIC,
  PhoenixEvent,
} from "../../../shared/protocol/channel-frame.ts";
import {
  MAX_CONTROL_UNHANDLED_BYTES,
  MAX_TOPICS_PER_SOCKET,
  WAITING_FRAME_COST_BYTES,
} from "../../../shared/protocol/limits.ts";
import { CloseCode, ProtocolError } from "../../../shared/protocol/protocol-error.ts";
import type { Log } from "../../log.ts";
import type { ChannelKind, Client } from "./channel.ts";
import { replyTo, type SessionSide } from "./stay.ts";
import type { TopicHub } from "./topic-hub.ts";
import { answerUnjoined, TopicLine } from "./topic-line.ts";
import type { Transport } from "./transport.ts";

/** What every session of one companion shares. */
export interface ChannelOptions {
  readonly kinds: readonly ChannelKind[];
  readonly hub: TopicHub;
  readonly log: Log;
}

export class ChannelSession {
  readonly #transport: Transport;
  readonly #client: Client;
  readonly #log: Log;
  readonly #side: SessionSide;
  readonly #lines = new Map<string, TopicLine>();
  #unhandledBytes = 0;
  #isPaused = false;
  #over = false;

  constructor(transport: Transport, client: Client, options: ChannelOptions) {
    this.#transport = transport;
    this.#client = client;
    this.#log = options.log;
    this.#side = {
      ...options,
      client,
      send: (frame, latest) => transport.send(frame, latest),
      room: () => transport.room(),
      hasPlace: () => this.#joinedTopics() < MAX_TOPICS_PER_SOCKET,
    };
  }

  /** Takes one frame of the client, as a text or as a view on bytes. A malformed one closes the connection. */
  receive(data: string | Uint8Array): void {
    if (this.#over) return;
    let frame: ClientFrame;
    try {
      frame = decodeClientFrame(data);
    } catch (error) {
      const closeCode = error instanceof ProtocolError ? error.closeCode : CloseCode.internalError;
      this.#log("control.malformed", { client: this.#client.id, error });
      this.#transport.close(closeCode, error instanceof ProtocolError ? error.code : "internal_error");
      return;
    }
    this.#route(frame, data.length);
  }

  /** The connection is gone or about to go: every stay ends, and nothing more is taken. */
  end(): void {
    this.#over = true;
    for (const line of this.#lines.values()) line.end();
    this.#lines.clear();
  }

  #route(frame: ClientFrame, bytes: number): void {
    const { topic, event } = frame;
    if (topic === PHOENIX_TOPIC && event === PhoenixEvent.heartbeat) {
      return this.#transport.send(replyTo(frame, "ok", {}));
    }
    const line = this.#lines.get(topic);
    if (!line && event !== PhoenixEvent.join) return this.#transport.send(answerUnjoined(frame));
    this.#wait(line ?? this.#openLine(topic), frame, bytes + WAITING_FRAME_COST_BYTES);
  }

  #openLine(topic: string): TopicLine {
    for (const [name, idle] of this.#lines) if (idle.isIdle) this.#lines.delete(name);
    const line = new TopicLine(this.#side, topic);
    this.#lines.set(topic, line);
    return line;
  }

  #wait(line: TopicLine, frame: ClientFrame, cost: number): void {
    this.#unhandledBytes += cost;
    if (!this.#isPaused && this.#unhandledBytes > MAX_CONTROL_UNHANDLED_BYTES) {
      this.#isPaused = true;
      this.#transport.pause();
    }
    void line.take(frame).then(() => {
      this.#unhandledBytes -= cost;
      if (line.isIdle && this.#lines.get(frame.topic) === line) this.#lines.delete(frame.topic);
      if (this.#isPaused && this.#unhandledBytes <= MAX_CONTROL_UNHANDLED_BYTES / 2) {
        this.#isPaused = false;
        this.#transport.resume();
      }
    });
  }

  #joinedTopics(): number {
    let joined = 0;
    for (const line of this.#lines.values()) if (line.isTaken) joined += 1;
    return joined;
  }
}
