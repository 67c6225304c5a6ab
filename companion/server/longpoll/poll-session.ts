/** Carries a channel session over a series of polls: what waits for the client goes with the next answer. */

import { LONG_POLL_LIFETIME_WINDOWS } from "../../../shared/protocol/limits.ts";
import { CloseCode } from "../../../shared/protocol/protocol-error.ts";
import type { Client } from "../channels/channel.ts";
import { type ChannelOptions, ChannelSession } from "../channels/channel-session.ts";
import type { OutgoingFrame } from "../channels/outgoing-frame.ts";
import { OutgoingQueue } from "../channels/outgoing-queue.ts";
import { ReaderRoom } from "../channels/reader-room.ts";
import type { Transport } from "../channels/transport.ts";
import { type PollAnswer, PollStatus, type WaitingPoll } from "./poll-answer.ts";

/** A client with more than this to fetch is behind: as much as a socket's stream holds before it says so. */
const BEHIND_ABOVE_BYTES = 64 * 1024;

export interface PollSessionOptions {
  readonly id: string;
  readonly client: Client;
  readonly windowMs: number;
  readonly channels: ChannelOptions;
  /** Called once, when nothing more is to be had from this session. */
  readonly onForgotten: () => void;
}

export class PollSession implements Transport {
  readonly #options: PollSessionOptions;
  readonly #session: ChannelSession;
  readonly #queue = new OutgoingQueue<string>();
  readonly #room = new ReaderRoom();
  readonly #resumed = new ReaderRoom();
  #waiting: { readonly poll: WaitingPoll; readonly window: NodeJS.Timeout } | undefined;
  #isAnswering = false;
  #answered: Promise<void> = Promise.resolve();
  #isFlushing = false;
  #isPaused = false;
  #closed: PollAnswer["close"];
  #expiry: NodeJS.Timeout;
  /** When it was last answered or opened, on the monotonic clock. */
  #restsSinceMs = performance.now();

  constructor(options: PollSessionOptions) {
    this.#options = options;
    this.#session = new ChannelSession(this, options.client, options.channels);
    this.#expiry = this.#expireLater();
  }

  get client(): Client {
    return this.#options.client;
  }

  get isOpen(): boolean {
    return this.#closed === undefined;
  }

  /** For how long nobody has polled it; zero while somebody does. */
  get restedMs(): number {
    return this.#waiting ? 0 : performance.now() - this.#restsSinceMs;
  }

  /** Answers a poll: at once where something waits, else when something comes or the window is over. */
  poll(poll: WaitingPoll): void {
    this.#answer({ status: PollStatus.quiet });
    clearTimeout(this.#expiry);
    const window = setTimeout(() => this.#answer({ status: PollStatus.quiet }), this.#options.windowMs);
    this.#waiting = { poll, window };
    poll.onAbandoned(() => this.#abandon(poll));
    if (this.#closed) this.#sayClosed();
    else if (!this.#queue.isEmpty) this.#flush();
  }

  /** Takes what one batch holds; resolves when there is room for the next, and to whether that was in time. */
  async take(frames: readonly (string | Uint8Array)[]): Promise<boolean> {
    for (const frame of frames) this.#session.receive(frame);
    if (!this.#isPaused) return true;
    const { promise, resolve } = Promise.withResolvers<void>();
    const window = setTimeout(resolve, this.#options.windowMs);
    await Promise.race([this.#resumed.wait(), promise]);
    clearTimeout(window);
    return !this.#isPaused;
  }

  send(frame: OutgoingFrame, latest?: string): void {
    if (this.#closed) return;
    if (this.#queue.isFull) return this.close(CloseCode.tooSlow, "too slow");
    const { text } = frame;
    this.#queue.add(text, text.length, latest);
    if (this.#waiting && !this.#isFlushing) {
      this.#isFlushing = true;
      // What is sent in one turn of the event loop goes with one answer.
      setImmediate(() => {
        this.#isFlushing = false;
        this.#flush();
      });
    }
  }

  room(): Promise<void> | undefined {
    return this.#isBehind ? this.#room.wait() : undefined;
  }

  pause(): void {
    this.#isPaused = true;
  }

  resume(): void {
    this.#isPaused = false;
    this.#resumed.make();
  }

  close(code: CloseCode, reason: string): void {
    if (this.#closed) return;
    this.#closed = { code, reason };
    this.#queue.clear();
    this.#session.end();
    this.#room.make();
    this.resume();
    // The next poll is told why; one that never comes is not waited for longer than for any other.
    if (this.#waiting) this.#sayClosed();
  }

  /** Ends it and forgets it at once; resolves when the last answer is written. */
  end(code: CloseCode, reason: string): Promise<void> {
    this.close(code, reason);
    clearTimeout(this.#expiry);
    this.#options.onForgotten();
    return this.#answered;
  }

  get #isBehind(): boolean {
    return this.#isAnswering || this.#queue.cost > BEHIND_ABOVE_BYTES;
  }

  #flush(): void {
    if (!this.#waiting || this.#queue.isEmpty) return;
    const messages: string[] = [];
    for (let text = this.#queue.take(); text !== undefined; text = this.#queue.take()) messages.push(text);
    this.#answer({ status: PollStatus.ok, messages });
  }

  #answer(answer: PollAnswer): void {
    const waiting = this.#waiting;
    if (!waiting) return;
    this.#waiting = undefined;
    clearTimeout(waiting.window);
    clearTimeout(this.#expiry);
    this.#expiry = this.#expireLater();
    this.#isAnswering = true;
    const { messages = [] } = answer;
    this.#answered = waiting.poll
      .answer({ ...answer, token: this.#options.id, messages })
      .then((isWritten) => {
        this.#isAnswering = false;
        // What the answer carried is lost: the client shall not go on as if it had heard it.
        if (!isWritten && messages.length > 0) this.close(CloseCode.goingAway, "an answer was lost");
        if (!this.#isBehind) this.#room.make();
      });
  }

  #sayClosed(): void {
    if (!this.#closed) return;
    this.#answer({ status: PollStatus.gone, close: this.#closed });
    clearTimeout(this.#expiry);
    this.#options.onForgotten();
  }

  #abandon(poll: WaitingPoll): void {
    if (this.#waiting?.poll !== poll) return;
    clearTimeout(this.#waiting.window);
    this.#waiting = undefined;
    clearTimeout(this.#expiry);
    this.#expiry = this.#expireLater();
  }

  #expireLater(): NodeJS.Timeout {
    this.#restsSinceMs = performance.now();
    return setTimeout(
      () => void this.end(CloseCode.timeout, "not polled"),
      this.#options.windowMs * LONG_POLL_LIFETIME_WINDOWS,
    );
  }
}
