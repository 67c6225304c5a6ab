/** One topic that one client has joined, from the join that was let in to its one end. */

import {
  type ClientFrame,
  type CompanionFrame,
  PhoenixEvent,
} from "../../../shared/protocol/channel-frame.ts";
import type { Log } from "../../process/log.ts";
import type { ChannelKind, Client, JoinContext, JoinedChannel, Payload, Reply } from "./channel.ts";

/** What a joined topic and its queue need of the session they are part of. */
export interface SessionSide {
  readonly client: Client;
  readonly kinds: readonly ChannelKind[];
  readonly log: Log;
  send(frame: CompanionFrame, latest?: string): void;
  /** Resolves when the client has read what it was sent; `undefined` where it has. */
  drained(): Promise<void> | undefined;
  /** Whether one more topic may be joined. */
  hasPlace(): boolean;
  /** A stay has begun, or ended. */
  countTopic(change: 1 | -1): void;
}

export class JoinedTopic {
  readonly joinRef: string | null;
  readonly context: JoinContext;
  readonly #session: SessionSide;
  readonly #topic: string;
  #joined: JoinedChannel | undefined;
  /** What the channel sent before the join's reply; `undefined` once that is out. */
  #held: (() => void)[] | undefined = [];
  #over = false;

  constructor(session: SessionSide, join: ClientFrame) {
    this.#session = session;
    this.#topic = join.topic;
    this.joinRef = join.joinRef;
    session.countTopic(1);
    this.context = {
      topic: join.topic,
      client: session.client,
      push: (event, payload) => this.#push(event, payload, undefined),
      pushLatest: (event, payload) => this.#push(event, payload, `${join.topic}\n${event}`),
      drained: () => session.drained(),
      end: () => this.#endInPeace(),
    };
  }

  get over(): boolean {
    return this.#over;
  }

  /** Answers the join, and from now on the topic's events reach the client. */
  begin(join: ClientFrame, joined: JoinedChannel): void {
    this.#joined = joined;
    if (this.#over) return this.#leave();
    this.reply(join, { status: "ok", response: joined.reply });
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const send of held) send();
  }

  /** Hands one push to the channel, sends its reply and carries out an end it asks for. Throws as the channel does. */
  async handle(frame: ClientFrame): Promise<void> {
    const reply = await this.#joined?.handle?.(frame.event, frame.payload, (later) =>
      this.#answer(frame, later),
    );
    if (reply) this.#answer(frame, reply);
  }

  /** Replies to one of the client's frames. */
  reply(frame: ClientFrame, { status, response = {} }: Reply): void {
    this.#session.send(replyTo(frame, status, response));
  }

  /** Tells the client that it is no longer in the topic: with `error` it comes back by itself, with `close` it does not. */
  sayOver(event: typeof PhoenixEvent.close | typeof PhoenixEvent.error, payload: Payload): void {
    const { joinRef } = this;
    this.#session.send({
      kind: "push",
      joinRef,
      ...(joinRef === null ? {} : { ref: joinRef }),
      topic: this.#topic,
      event,
      payload,
    });
  }

  /** Leaves the topic; the second time and later it does nothing. */
  end(): void {
    if (this.#over) return;
    this.#over = true;
    this.#session.countTopic(-1);
    this.#held = undefined;
    this.#leave();
  }

  /** The channel crashed: it ends, and the client, told so, will rejoin. */
  crash(error: unknown, event: string): void {
    if (this.#over) return;
    this.#session.log("channel.crashed", { topic: this.#topic, event, error });
    this.end();
    this.sayOver(PhoenixEvent.error, { reason: "channel_crash" });
  }

  #answer(frame: ClientFrame, reply: Reply): void {
    if (this.#over) return;
    this.reply(frame, reply);
    if (reply.end === "close") {
      this.#endInPeace();
    } else if (reply.end === "error") {
      this.end();
      this.sayOver(PhoenixEvent.error, { reason: "channel_crash" });
    }
  }

  #endInPeace(): void {
    if (this.#over) return;
    if (this.#held) {
      // The join's reply comes first.
      this.#held.push(() => this.#endInPeace());
      return;
    }
    this.end();
    this.sayOver(PhoenixEvent.close, {});
  }

  #push(event: string, payload: Payload, latest: string | undefined): void {
    if (this.#over) return;
    if (this.#held) {
      this.#held.push(() => this.#push(event, payload, latest));
      return;
    }
    const { joinRef } = this;
    this.#session.send({ kind: "push", joinRef, topic: this.#topic, event, payload }, latest);
  }

  #leave(): void {
    const joined = this.#joined;
    this.#joined = undefined;
    try {
      joined?.leave?.();
    } catch (error) {
      this.#session.log("channel.leave-failed", { topic: this.#topic, error });
    }
  }
}

/** A reply to a client's frame; a join_ref of `null` where the client is not in the topic. */
export function replyTo(
  { joinRef, ref, topic }: ClientFrame,
  status: string,
  payload: Payload,
): CompanionFrame {
  return { kind: "reply", joinRef, ref, topic, status, payload };
}
