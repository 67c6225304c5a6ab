/** The long-poll sessions of one companion: opened for an admitted client, found by their id, closed with it. */

import { createHash, randomBytes } from "node:crypto";
import {
  LONG_POLL_TOKEN_BYTES,
  LONG_POLL_WINDOW_MS,
  MAX_LONG_POLL_SESSIONS,
} from "../../../shared/protocol/limits.ts";
import { CloseCode } from "../../../shared/protocol/protocol-error.ts";
import type { PolledSession } from "../admission.ts";
import type { Client } from "../channels/channel.ts";
import type { ChannelOptions } from "../channels/channel-session.ts";
import { PollSession } from "./poll-session.ts";

/** Who opens a session, as the door found. */
export interface SessionHolder {
  readonly client: Client;
  readonly origin: string | undefined;
  readonly bearer: string;
}

/** A session that nobody has polled for this long may have been left: it makes room where there is none. */
const LEFT_AFTER_MS = 1_000;
/** How long a stopping companion waits for its last answers to be read. */
const ANSWERS_DEADLINE_MS = 500;

interface Held {
  readonly session: PollSession;
  readonly origin: string | undefined;
  readonly bearerDigest: string;
}

export class PollSessions {
  readonly #channels: ChannelOptions;
  readonly #windowMs: number;
  /** By the digest of the id: a look-up tells nothing by how long it takes. */
  readonly #sessions = new Map<string, Held>();
  #isClosing = false;

  constructor(channels: ChannelOptions, windowMs: number = LONG_POLL_WINDOW_MS) {
    this.#channels = channels;
    this.#windowMs = windowMs;
  }

  /** How many there are, closed ones that nobody has asked about included. */
  get size(): number {
    return this.#sessions.size;
  }

  /** Opens a session and returns its id; `undefined` where there are too many that are in use. */
  open({ client, origin, bearer }: SessionHolder): string | undefined {
    if (this.#isClosing) return undefined;
    if (this.#sessions.size >= MAX_LONG_POLL_SESSIONS && !this.#makeRoom()) return undefined;
    const id = randomBytes(LONG_POLL_TOKEN_BYTES).toString("hex");
    const key = digest(id);
    const session = new PollSession({
      id,
      client,
      windowMs: this.#windowMs,
      channels: this.#channels,
      onForgotten: () => this.#sessions.delete(key),
    });
    this.#sessions.set(key, { session, origin, bearerDigest: digest(bearer) });
    return id;
  }

  /** Ends the one that has gone longest without a poll: a client that leaves says nothing, one that stays is back at once. */
  #makeRoom(): boolean {
    let oldest: PollSession | undefined;
    for (const { session } of this.#sessions.values())
      if (session.restedMs > (oldest?.restedMs ?? LEFT_AFTER_MS)) oldest = session;
    void oldest?.end(CloseCode.timeout, "not polled");
    return oldest !== undefined;
  }

  find(id: string): PollSession | undefined {
    return this.#sessions.get(digest(id))?.session;
  }

  /** What the door may know of a session. */
  ownerOf(id: string): PolledSession | undefined {
    const held = this.#sessions.get(digest(id));
    return (
      held && {
        client: held.session.client,
        origin: held.origin,
        isBearer: (bearer) => digest(bearer) === held.bearerDigest,
      }
    );
  }

  /** Whether a client has an open session. */
  has(client: string): boolean {
    return [...this.#sessions.values()].some(({ session }) => session.isOpen && session.client.id === client);
  }

  /** Closes every session of a client. */
  closeAll(client: string, code: CloseCode, reason: string): void {
    for (const { session } of [...this.#sessions.values()]) {
      if (session.client.id === client) session.close(code, reason);
    }
  }

  /** Ends every session and lets none be opened: the companion stops. Resolves when every poll is answered. */
  async close(): Promise<void> {
    this.#isClosing = true;
    const sessions = [...this.#sessions.values()].map(({ session }) => session);
    const { promise: deadline, resolve } = Promise.withResolvers<void>();
    // Who does not read its answer is not waited for.
    const cut = setTimeout(resolve, ANSWERS_DEADLINE_MS);
    const ends = sessions.map((session) => session.end(CloseCode.goingAway, "the companion stops"));
    await Promise.race([Promise.all(ends), deadline]);
    clearTimeout(cut);
  }
}

function digest(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}
