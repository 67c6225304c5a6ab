/** One client's session: joins, pushes, replies and heartbeats of Phoenix Channels, over whatever carries them. */

import {
  type ClientFrame,
  decodeClientFrame,
  PHOENIX_TOPIC,
  PhoenixEvent,
} from "../../../shared/protocol/channel-frame.ts";
import { CloseCode, ProtocolError } from "../../../shared/protocol/protocol-error.ts";
import {
  MAX_CONTROL_UNHANDLED_BYTES,
  MAX_TOPICS_PER_SOCKET,
  WAITING_FRAME_COST_BYTES,
} from "../../limits.ts";
import type { Log } from "../../process/log.ts";
import type { ChannelKind, Client } from "./channel.ts";
import type { ClientTotal, ClientTotals } from "./client-totals.ts";
import { replyTo, type SessionSide } from "./joined-topic.ts";
import { answerUnjoined, TopicQueue } from "./topic-queue.ts";
import type { Transport } from "./transport.ts";

/** What every session of one companion shares. */
export interface ChannelOptions {
  readonly kinds: readonly ChannelKind[];
  /** What each client's sessions hold together. */
  readonly totals: ClientTotals;
  readonly log: Log;
}

export class ChannelSession {
  readonly #transport: Transport;
  readonly #client: Client;
  readonly #log: Log;
  readonly #side: SessionSide;
  readonly #topics = new Map<string, TopicQueue>();
  readonly #total: ClientTotal;
  #unhandledBytes = 0;
  #isPaused = false;
  #over = false;

  constructor(transport: Transport, client: Client, options: ChannelOptions) {
    this.#transport = transport;
    this.#client = client;
    this.#log = options.log;
    this.#total = options.totals.of(client.id);
    this.#side = {
      ...options,
      client,
      send: (frame, latest) => transport.send(frame, latest),
      drained: () => transport.drained(),
      hasPlace: () => this.#joinedTopics() < MAX_TOPICS_PER_SOCKET && this.#total.hasTopic,
      countTopic: (change) => this.#total.countTopic(change),
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

  /** The connection is gone or about to go: every topic is left, and nothing more is taken. */
  end(): void {
    this.#over = true;
    for (const queue of this.#topics.values()) queue.end();
    this.#topics.clear();
  }

  #route(frame: ClientFrame, bytes: number): void {
    const { topic, event } = frame;
    if (topic === PHOENIX_TOPIC && event === PhoenixEvent.heartbeat) {
      return this.#transport.send(replyTo(frame, "ok", {}));
    }
    const queue = this.#topics.get(topic);
    if (!queue && event !== PhoenixEvent.join) return this.#transport.send(answerUnjoined(frame));
    this.#wait(queue ?? this.#openTopic(topic), frame, bytes + WAITING_FRAME_COST_BYTES);
  }

  #openTopic(topic: string): TopicQueue {
    for (const [name, idle] of this.#topics) if (idle.isIdle) this.#topics.delete(name);
    const queue = new TopicQueue(this.#side, topic);
    this.#topics.set(topic, queue);
    return queue;
  }

  #wait(queue: TopicQueue, frame: ClientFrame, cost: number): void {
    this.#count(cost);
    if (!this.#isPaused && (this.#unhandledBytes > MAX_CONTROL_UNHANDLED_BYTES || this.#total.isBehind)) {
      this.#isPaused = true;
      this.#transport.pause();
    }
    queue
      .take(frame)
      .finally(() => this.#count(-cost))
      .then(() => {
        if (queue.isIdle && this.#topics.get(frame.topic) === queue) this.#topics.delete(frame.topic);
        this.#resume();
      })
      .catch((error: unknown) => {
        this.#log("control.failed", { client: this.#client.id, error });
        this.#transport.close(CloseCode.internalError, "internal_error");
      });
  }

  #count(bytes: number): void {
    this.#unhandledBytes += bytes;
    this.#total.countUnhandled(bytes);
  }

  /** Goes on reading where little is left of this session's, and of all its client's. */
  #resume(): void {
    if (!this.#isPaused || this.#unhandledBytes > MAX_CONTROL_UNHANDLED_BYTES / 2) return;
    if (this.#total.isBehind) return this.#total.onCaughtUp(this.#resumed);
    this.#isPaused = false;
    this.#transport.resume();
  }

  /** One function for all the times it is waited for. */
  readonly #resumed = (): void => this.#resume();

  #joinedTopics(): number {
    let joined = 0;
    for (const queue of this.#topics.values()) if (queue.isTaken) joined += 1;
    return joined;
  }
}
