/** What a channel is to the companion: a small object behind one topic that joins, handles and leaves. */

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
  /** Ends the stay behind this reply: `close` in peace, `error` as a failure that the client should rejoin after. */
  readonly end?: "close" | "error";
}

/** Answers one push later, from wherever; at most once, and not after the stay's end. */
export type AnswerLater = (reply: Reply) => void;

/** Who is behind a socket, as the ticket or token said; never as the client says. */
export interface Client {
  readonly id: string;
  readonly kind: "browser" | "script" | "owner";
  readonly name: string;
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
  /** Resolves when the client has read what it was sent, or is gone; `undefined` where it is not behind. */
  room(): Promise<void> | undefined;
}

/** A client's stay in one topic. */
export interface JoinedChannel {
  /** What the join's reply carries. */
  readonly reply: Payload;
  /**
   * Answers one push; `undefined` sends no reply, which `answer` may still do later. The payload is any JSON value
   * or a `Uint8Array`, unchecked. The next push of the topic waits for this one. Throwing ends the stay.
   */
  handle?(
    event: string,
    payload: unknown,
    answer: AnswerLater,
  ): Reply | undefined | Promise<Reply | undefined>;
  /** Called exactly once, however the stay ends. */
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
export class JoinRefused extends Error {
  override readonly name = "JoinRefused";
  readonly reason: string;

  constructor(reason: string, message: string) {
    super(message);
    this.reason = reason;
  }
}
