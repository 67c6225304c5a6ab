/** What a channel is to the companion: a small object for one topic that joins, handles and leaves. */

import type { Message } from "../../../shared/texts/message.ts";
import { SaidError, type Sentence } from "../../../shared/texts/said.ts";

/** What the companion sends: JSON, or a binary payload as a view on its bytes. */
export type Payload =
  | Readonly<Record<string, unknown>>
  | readonly unknown[]
  | string
  | number
  | boolean
  | null
  | Uint8Array;

/** An answer to one push: any status word, as Phoenix allows. */
export interface Reply {
  readonly status: string;
  /** An empty object where there is nothing to say. */
  readonly response?: Payload;
  /** Ends the topic for this client after the reply: `close` for good, `error` as a failure after which it should rejoin. */
  readonly end?: "close" | "error";
}

/** Answers one push later, from wherever; at most once, and not after the topic was left. */
export type AnswerLater = (reply: Reply) => void;

/** Whose connection it is, as the ticket or token said; never as the client says. */
export interface Client {
  readonly id: string;
  readonly kind: "browser" | "script" | "owner";
  readonly name: string;
  /** Which run of the browser it is, where that has said so: a copy of its profile is another one. */
  readonly run?: string;
  /** Topic patterns (`price:*`) a script's token is limited to; absent means every topic it may see. */
  readonly topics?: readonly string[];
}

/** What a channel is given when a client joins; what it sends before the join's reply waits for that. */
export interface JoinContext {
  readonly topic: string;
  readonly client: Client;
  /** Sends one event to this joined client; a no-op once it has left. */
  push(event: string, payload: Payload): void;
  /** Sends an event of which only the newest per topic matters: a slow reader skips the ones between. */
  pushLatest(event: string, payload: Payload): void;
  /** Resolves when the client has read what it was sent, or is gone; `undefined` where nothing waits for it. */
  drained(): Promise<void> | undefined;
  /** Ends the membership in peace, after what was sent: the client is told so and does not come back by itself. */
  end(): void;
}

/** A topic that a client has joined, as the channel sees it. */
export interface JoinedChannel {
  /** What the join's reply carries. */
  readonly reply: Payload;
  /**
   * Answers one push; `undefined` sends no reply, which `answer` may still do later. The payload is any JSON value
   * or a `Uint8Array`, unchecked. The next push of the topic waits for this one. Throwing ends the topic for this client.
   */
  handle?(
    event: string,
    payload: unknown,
    answer: AnswerLater,
  ): Reply | undefined | Promise<Reply | undefined>;
  /** Called exactly once, however the topic is left. */
  leave?(): void;
}

/** A kind of topic: the one that owns the name or the prefix before the colon. */
export interface ChannelKind {
  /** An exact topic (`outbox`) or a prefix with a star (`price:*`). */
  readonly topics: string;
  /** Whether this client may join at all; asked before `join`. */
  authorize(client: Client, topic: string): boolean;
  /** Lets a client in, or throws `JoinRefused`. The payload is any JSON value or a `Uint8Array`, unchecked. */
  join(context: JoinContext, payload: unknown): JoinedChannel | Promise<JoinedChannel>;
}

/** Thrown by `join`: the reply is `error` with this reason and sentence. */
export class JoinRefused extends SaidError {
  override readonly name = "JoinRefused";
  readonly reason: string;

  constructor(reason: string, what: Message | Sentence) {
    super(what);
    this.reason = reason;
  }
}
