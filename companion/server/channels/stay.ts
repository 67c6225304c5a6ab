/** One client's stay in one topic, from the join that was let in to its one end. */

import {
  type ClientFrame,
  type CompanionFrame,
  PhoenixEvent,
} from "../../../shared/protocol/channel-frame.ts";
import type { Log } from "../../log.ts";
import type { ChannelKind, Client, JoinContext, JoinedChannel, Payload, Reply } from "./channel.ts";
import { OutgoingFrame } from "./outgoing-frame.ts";
import type { TopicHub } from "./topic-hub.ts";

/** What a stay and its topic's line need of the session they are part of. */
export interface SessionSide {
  readonly client: Client;
  readonly kinds: readonly ChannelKind[];
  readonly hub: TopicHub;
  readonly log: Log;
  send(frame: OutgoingFrame, latest?: string): void;
  /** Resolves when the client has read what it was sent; `undefined` where it has. */
  room(): Promise<void> | undefined;
  /** Whether one more topic may be joined. */
  hasPlace(): boolean;
}

export class Stay {
  readonly joinRef: string | null;
  readonly context: JoinContext;
  readonly #session: SessionSide;
  readonly #topic: string;
  #joined: JoinedChannel | undefined;
  #leaveHub: (() => void) | undefined;
  /** What the channel sent before the join's reply; `undefined` once that is out. */
  #held: (() => void)[] | undefined = [];
  #over = false;

  constructor(session: SessionSide, join: ClientFrame) {
    this.#session = session;
    this.#topic = join.topic;
    this.joinRef = join.joinRef;
    this.context = {
      topic: join.topic,
      client: session.client,
      push: (event, payload) => this.#push(event, payload, undefined),
      pushLatest: (event, payload) => this.#push(event, payload, `${join.topic}\n${event}`),
      room: () => session.room(),
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
    this.#leaveHub = this.#session.hub.add(this.context, (frame) => this.#session.send(frame));
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

  /** Tells the client that this stay is over: in peace, so that it does not come back, or not. */
  sayOver(event: typeof PhoenixEvent.close | typeof PhoenixEvent.error, payload: Payload): void {
    const { joinRef } = this;
    this.#session.send(
      new OutgoingFrame({
        kind: "push",
        joinRef,
        ...(joinRef === null ? {} : { ref: joinRef }),
        topic: this.#topic,
        event,
        payload,
      }),
    );
  }

  /** Ends the stay; the second time and later it does nothing. */
  end(): void {
    if (this.#over) return;
    this.#over = true;
    this.#held = undefined;
    this.#leaveHub?.();
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
      this.end();
      this.sayOver(PhoenixEvent.close, {});
    } else if (reply.end === "error") {
      this.end();
      this.sayOver(PhoenixEvent.error, { reason: "channel_crash" });
    }
  }

  #push(event: string, payload: Payload, latest: string | undefined): void {
    if (this.#over) return;
    if (this.#held) {
      this.#held.push(() => this.#push(event, payload, latest));
      return;
    }
    const frame: CompanionFrame = { kind: "push", joinRef: this.joinRef, topic: this.#topic, event, payload };
    this.#session.send(new OutgoingFrame(frame), latest);
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

/** A reply to a client's frame; a join_ref of `null` where no stay answers. */
export function replyTo(
  { joinRef, ref, topic }: ClientFrame,
  status: string,
  payload: Payload,
): OutgoingFrame {
  return new OutgoingFrame({ kind: "reply", joinRef, ref, topic, status, payload });
}
