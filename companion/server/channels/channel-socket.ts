/** One control socket: joins, pushes, replies and heartbeats of Phoenix Channels over one WebSocket. */

import type { WebSocket } from "ws";
import {
  type ClientFrame,
  type CompanionFrame,
  decodeClientFrame,
  encodeCompanionFrame,
  PHOENIX_TOPIC,
  PhoenixEvent,
} from "../../../shared/protocol/channel-frame.ts";
import { isFields } from "../../../shared/protocol/fields.ts";
import {
  CONTROL_IDLE_MS,
  MAX_CONTROL_BUFFERED_BYTES,
  MAX_TOPICS_PER_SOCKET,
} from "../../../shared/protocol/limits.ts";
import { CloseCode, ProtocolError } from "../../../shared/protocol/protocol-error.ts";
import type { Log } from "../../log.ts";
import { asBytes } from "../socket-bytes.ts";
import {
  type ChannelKind,
  type Client,
  type JoinContext,
  type JoinedChannel,
  JoinRefused,
  type Payload,
} from "./channel.ts";
import { matchesTopic, matchingKind } from "./topic-pattern.ts";

export interface ChannelSocketOptions {
  readonly client: Client;
  readonly kinds: readonly ChannelKind[];
  readonly log: Log;
}

/** A topic this socket has joined, or is just joining. */
interface Stay {
  readonly joinRef: string | null;
  /** Settles when everything before it on this topic has been handled: frames of a topic wait for its join. */
  work: Promise<void>;
  joined: JoinedChannel | undefined;
  over: boolean;
}

/** Above this much unsent, only the newest of a `pushLatest` event is kept. */
const LATEST_ONLY_ABOVE_BYTES = 64 * 1024;

export class ChannelSocket {
  readonly #socket: WebSocket;
  readonly #options: ChannelSocketOptions;
  readonly #stays = new Map<string, Stay>();
  readonly #latest = new Map<string, () => void>();
  #idle: NodeJS.Timeout;

  constructor(socket: WebSocket, options: ChannelSocketOptions) {
    this.#socket = socket;
    this.#options = options;
    this.#idle = setTimeout(() => this.#close(CloseCode.timeout, "silent for too long"), CONTROL_IDLE_MS);
    socket.on("message", (data, isBinary) => this.#receive(data, isBinary));
    socket.on("close", () => this.#leaveAll());
  }

  #receive(data: WebSocket.RawData, isBinary: boolean): void {
    this.#idle.refresh();
    let frame: ClientFrame;
    try {
      frame = decodeClientFrame(isBinary ? asBytes(data) : asBytes(data).toString("utf8"));
    } catch (error) {
      const closeCode = error instanceof ProtocolError ? error.closeCode : CloseCode.internalError;
      this.#options.log("control.malformed", { client: this.#options.client.id, error });
      this.#close(closeCode, "malformed frame");
      return;
    }
    if (frame.topic === PHOENIX_TOPIC && frame.event === PhoenixEvent.heartbeat) {
      this.#reply(frame, "ok", {});
    } else if (frame.event === PhoenixEvent.join) {
      this.#join(frame);
    } else {
      this.#handle(frame);
    }
  }

  #join(frame: ClientFrame): void {
    const { client, kinds } = this.#options;
    const kind = matchingKind(kinds, frame.topic);
    if (!kind) return this.#reply({ ...frame, joinRef: null }, "error", { reason: "unmatched topic" });
    const before = this.#stays.get(frame.topic);
    if (!before && this.#stays.size >= MAX_TOPICS_PER_SOCKET) {
      return this.#reply(frame, "error", { reason: "too many channels joined" });
    }
    if (!mayJoin(client, kind, frame.topic)) {
      return this.#reply(frame, "error", {
        reason: "unauthorized",
        message: "This client may not join the topic.",
      });
    }
    const stay: Stay = { joinRef: frame.joinRef, work: Promise.resolve(), joined: undefined, over: false };
    this.#stays.set(frame.topic, stay);
    // A second join of a topic replaces the first, whose close follows the new reply as in Phoenix.
    if (before) this.#end(before);
    stay.work = this.#enter(frame, kind, stay).then(() => {
      if (before)
        this.#send({
          kind: "push",
          joinRef: before.joinRef,
          topic: frame.topic,
          event: PhoenixEvent.close,
          payload: {},
        });
    });
  }

  async #enter(frame: ClientFrame, kind: ChannelKind, stay: Stay): Promise<void> {
    try {
      const joined = await kind.join(this.#context(frame.topic, stay), payloadOf(frame));
      stay.joined = joined;
      // The client may have left or gone while the join was under way.
      if (stay.over) joined.leave?.();
      else this.#reply(frame, "ok", joined.reply);
    } catch (error) {
      if (this.#stays.get(frame.topic) === stay) this.#stays.delete(frame.topic);
      stay.over = true;
      if (error instanceof JoinRefused) {
        this.#reply(frame, "error", { reason: error.reason, message: error.message });
        return;
      }
      this.#options.log("channel.join-crashed", { topic: frame.topic, error });
      this.#reply(frame, "error", { reason: "join crashed" });
    }
  }

  #context(topic: string, stay: Stay): JoinContext {
    const push = (event: string, payload: Payload): void => {
      if (!stay.over) this.#send({ kind: "push", joinRef: stay.joinRef, topic, event, payload });
    };
    return {
      topic,
      client: this.#options.client,
      push,
      pushLatest: (event, payload) => {
        if (this.#socket.bufferedAmount <= LATEST_ONLY_ABOVE_BYTES) push(event, payload);
        else this.#latest.set(`${topic}\n${event}`, () => push(event, payload));
      },
    };
  }

  #handle(frame: ClientFrame): void {
    const stay = this.#stays.get(frame.topic);
    if (!stay) {
      if (frame.event === PhoenixEvent.leave) this.#reply(frame, "ok", {});
      else this.#reply({ ...frame, joinRef: null }, "error", { reason: "unmatched topic" });
      return;
    }
    // A frame of an earlier stay in the topic is none of this one's business.
    if (frame.joinRef !== null && frame.joinRef !== stay.joinRef) return;
    stay.work = stay.work.then(() =>
      frame.event === PhoenixEvent.leave ? this.#leave(frame, stay) : this.#call(frame, stay),
    );
  }

  async #call(frame: ClientFrame, stay: Stay): Promise<void> {
    if (stay.over || !stay.joined) return;
    try {
      const reply = await stay.joined.handle?.(frame.event, payloadOf(frame));
      if (reply && !stay.over) this.#reply(frame, reply.status, reply.response);
    } catch (error) {
      this.#options.log("channel.crashed", { topic: frame.topic, event: frame.event, error });
      this.#forget(frame.topic, stay);
      const { joinRef } = stay;
      this.#send({
        kind: "push",
        joinRef,
        ...(joinRef === null ? {} : { ref: joinRef }),
        topic: frame.topic,
        event: PhoenixEvent.error,
        payload: { reason: "channel_crash" },
      });
    }
  }

  #leave(frame: ClientFrame, stay: Stay): void {
    if (stay.over) return;
    this.#forget(frame.topic, stay);
    this.#reply(frame, "ok", {});
    const { joinRef } = stay;
    this.#send({
      kind: "push",
      joinRef,
      ...(joinRef === null ? {} : { ref: joinRef }),
      topic: frame.topic,
      event: PhoenixEvent.close,
      payload: {},
    });
  }

  #forget(topic: string, stay: Stay): void {
    if (this.#stays.get(topic) === stay) this.#stays.delete(topic);
    this.#end(stay);
  }

  #end(stay: Stay): void {
    if (stay.over) return;
    stay.over = true;
    stay.joined?.leave?.();
  }

  #leaveAll(): void {
    clearTimeout(this.#idle);
    for (const stay of this.#stays.values()) this.#end(stay);
    this.#stays.clear();
    this.#latest.clear();
  }

  #reply(frame: ClientFrame, status: string, payload: Payload): void {
    if (frame.ref === null) return;
    this.#send({
      kind: "reply",
      joinRef: frame.joinRef,
      ref: frame.ref,
      topic: frame.topic,
      status,
      payload,
    });
  }

  #send(frame: CompanionFrame): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    if (this.#socket.bufferedAmount > MAX_CONTROL_BUFFERED_BYTES) {
      this.#close(CloseCode.tooSlow, "too slow");
      return;
    }
    this.#socket.send(encodeCompanionFrame(frame), () => this.#flushLatest());
  }

  /** Sends what `pushLatest` held back, once the socket has room again. */
  #flushLatest(): void {
    if (this.#latest.size === 0 || this.#socket.bufferedAmount > LATEST_ONLY_ABOVE_BYTES) return;
    const held = [...this.#latest.values()];
    this.#latest.clear();
    for (const send of held) send();
  }

  #close(code: CloseCode, reason: string): void {
    this.#socket.close(code, reason);
  }
}

/** A script's token may be limited to topics; what a kind of channel allows is asked besides. */
function mayJoin(client: Client, kind: ChannelKind, topic: string): boolean {
  const isListed = client.topics?.some((pattern) => matchesTopic(pattern, topic)) ?? true;
  return isListed && kind.authorize(client, topic);
}

function payloadOf(frame: ClientFrame): Payload {
  if (frame.payload instanceof Uint8Array || isFields(frame.payload)) return frame.payload;
  return {};
}
