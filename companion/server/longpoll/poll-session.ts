/** Carries a channel session over a series of polls: what waits for the client goes with the next answer. */

import type { CompanionFrame } from "../../../shared/protocol/channel-frame.ts";
import { CloseCode } from "../../../shared/protocol/protocol-error.ts";
import { LONG_POLL_LIFETIME_WINDOWS } from "../../limits.ts";
import { type Owner, onBehalfOf } from "../../process/belonging.ts";
import type { Client } from "../channels/channel.ts";
import { type ChannelOptions, ChannelSession } from "../channels/channel-session.ts";
import { DrainSignal } from "../channels/drain-signal.ts";
import { OutgoingQueue } from "../channels/outgoing-queue.ts";
import type { Transport } from "../channels/transport.ts";
import { type PollAnswer, PollStatus, type WaitingPoll } from "./poll-answer.ts";
import { encodeAsText } from "./text-frame.ts";

/** A client with more than this to fetch is slow: as much as a socket's stream holds before it says so. */
const SLOW_ABOVE_BYTES = 64 * 1024;

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
  readonly #owner: Owner;
  readonly #queue: OutgoingQueue<string>;
  readonly #drained = new DrainSignal();
  readonly #resumed = new DrainSignal();
  #waiting: { readonly poll: WaitingPoll; readonly window: NodeJS.Timeout } | undefined;
  /** Answers that were given and not read to their end yet. */
  #answering = 0;
  #answered: Promise<void> = Promise.resolve();
  #isFlushing = false;
  #isPaused = false;
  #closed: PollAnswer["close"];
  #expiry: NodeJS.Timeout;
  /** When it was last answered or opened, on the monotonic clock. */
  #restsSinceMs = performance.now();

  constructor(options: PollSessionOptions) {
    this.#options = options;
    this.#queue = new OutgoingQueue(options.channels.totals.of(options.client.id));
    this.#session = new ChannelSession(this, options.client, options.channels);
    this.#owner = {
      what: "a session of polls",
      end: (error) => {
        options.channels.log("control.failed", { client: options.client.id, error });
        this.close(CloseCode.internalError, "internal_error");
      },
    };
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
    onBehalfOf(this.#owner, () => {
      for (const frame of frames) this.#session.receive(frame);
    });
    if (!this.#isPaused) return true;
    const { promise, resolve } = Promise.withResolvers<void>();
    const window = setTimeout(resolve, this.#options.windowMs);
    await Promise.race([this.#resumed.wait(), promise]);
    clearTimeout(window);
    return !this.#isPaused;
  }

  send(frame: CompanionFrame, latest?: string): void {
    if (this.#closed) return;
    if (this.#queue.isFull) return this.close(CloseCode.tooSlow, "too slow");
    const text = encodeAsText(frame);
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

  drained(): Promise<void> | undefined {
    return this.#isSlow ? this.#drained.wait() : undefined;
  }

  pause(): void {
    this.#isPaused = true;
  }

  resume(): void {
    this.#isPaused = false;
    this.#resumed.fire();
  }

  close(code: CloseCode, reason: string): void {
    if (this.#closed) return;
    this.#closed = { code, reason };
    this.#queue.clear();
    this.#session.end();
    this.#drained.fire();
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

  get #isSlow(): boolean {
    return this.#answering > 0 || this.#queue.cost > SLOW_ABOVE_BYTES;
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
    this.#answering += 1;
    const { messages = [] } = answer;
    this.#answered = waiting.poll
      .answer({ ...answer, token: this.#options.id, messages })
      .then((isWritten) => {
        this.#answering -= 1;
        // What the answer carried is lost: the client shall not go on as if it had heard it.
        if (!isWritten && messages.length > 0) this.close(CloseCode.goingAway, "an answer was lost");
        if (!this.#isSlow) this.#drained.fire();
      })
      .catch((error: unknown) => this.#owner.end(error));
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
