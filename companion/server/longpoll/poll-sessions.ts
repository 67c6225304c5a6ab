/** The long-poll sessions of one companion: opened for an admitted client, found by their id, closed with it. */

import { createHash, randomBytes } from "node:crypto";
import { CloseCode } from "../../../shared/protocol/protocol-error.ts";
import {
  LONG_POLL_TOKEN_BYTES,
  LONG_POLL_WINDOW_MS,
  MAX_CLIENT_LONG_POLL_SESSIONS,
  MAX_LONG_POLL_SESSIONS,
} from "../../limits.ts";
import { Shares } from "../../process/shares.ts";
import type { Client } from "../channels/channel.ts";
import type { ChannelOptions } from "../channels/channel-session.ts";
import type { PolledSession } from "../door/door-keeper.ts";
import { PollSession } from "./poll-session.ts";

/** Who opens a session, as the door found. */
export interface SessionHolder {
  readonly client: Client;
  readonly origin: string | undefined;
  readonly bearer: string;
}

/** A session that nobody has polled for this long may have been left: it makes way where all places are taken. */
const LEFT_AFTER_MS = 1_000;
/** How long a stopping companion waits for its last answers to be read. */
const ANSWERS_DEADLINE_MS = 500;

interface Held {
  readonly session: PollSession;
  readonly origin: string | undefined;
  readonly bearerDigest: string;
}

export class PollSessions {
  readonly #windowMs: number;
  /** By the digest of the id: a look-up tells nothing by how long it takes. */
  readonly #sessions = new Map<string, Held>();
  #isClosing = false;

  constructor(windowMs: number = LONG_POLL_WINDOW_MS) {
    this.#windowMs = windowMs;
  }

  /** How many there are, closed ones that nobody has asked about included. */
  get size(): number {
    return this.#sessions.size;
  }

  /** Opens a session and returns its id; `undefined` where the client has its share of them, all being polled. */
  open({ client, origin, bearer }: SessionHolder, channels: ChannelOptions): string | undefined {
    if (this.#isClosing || !this.#hasPlace(client)) return undefined;
    const id = randomBytes(LONG_POLL_TOKEN_BYTES).toString("hex");
    const key = digest(id);
    const session = new PollSession({
      id,
      client,
      windowMs: this.#windowMs,
      channels,
      onForgotten: () => this.#sessions.delete(key),
    });
    this.#sessions.set(key, { session, origin, bearerDigest: digest(bearer) });
    return id;
  }

  /** Whether there is a place for one more, if necessary by ending another. */
  #hasPlace({ id, kind }: Client): boolean {
    const own = this.#held(id);
    if (own.length >= MAX_CLIENT_LONG_POLL_SESSIONS && !endLeft(own, 0)) {
      // The owner's next command is not to fail because of earlier ones.
      return kind === "owner" && displace(own[0]);
    }
    if (this.#sessions.size < MAX_LONG_POLL_SESSIONS) return true;
    return endLeft(this.#all(), LEFT_AFTER_MS) || this.#displaceFor(id);
  }

  /** Ends the oldest of the client that has most, where that is more than the newcomer will have; never the owner's. */
  #displaceFor(newcomer: string): boolean {
    const shares = new Shares<PollSession>();
    for (const session of this.#all())
      if (session.client.kind !== "owner") shares.add(session.client.id, session);
    const greediest = shares.greediest(this.#held(newcomer).length + 1);
    return greediest !== undefined && displace(shares.oldestOf(greediest));
  }

  #all(): PollSession[] {
    return [...this.#sessions.values()].map(({ session }) => session);
  }

  #held(client: string): PollSession[] {
    return this.#all().filter((session) => session.client.id === client);
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
    return this.#held(client).some(({ isOpen }) => isOpen);
  }

  /** Closes every session of a client. */
  closeAll(client: string, code: CloseCode, reason: string): void {
    for (const session of this.#held(client)) session.close(code, reason);
  }

  /** Ends every session and lets none be opened: the companion stops. Resolves when every poll is answered. */
  async close(): Promise<void> {
    this.#isClosing = true;
    const sessions = this.#all();
    const { promise: deadline, resolve } = Promise.withResolvers<void>();
    // A client that does not read its answer is not waited for.
    const cut = setTimeout(resolve, ANSWERS_DEADLINE_MS);
    const ends = sessions.map((session) => session.end(CloseCode.goingAway, "the companion stops"));
    await Promise.race([Promise.all(ends), deadline]);
    clearTimeout(cut);
  }
}

/** Ends the one that nobody polls for longest: a client that leaves says nothing, one that stays is back at once. */
function endLeft(sessions: readonly PollSession[], afterMs: number): boolean {
  let oldest: PollSession | undefined;
  for (const session of sessions) if (session.restedMs > (oldest?.restedMs ?? afterMs)) oldest = session;
  void oldest?.end(CloseCode.timeout, "not polled");
  return oldest !== undefined;
}

/** Ends one that is in use. */
function displace(session: PollSession | undefined): boolean {
  void session?.end(CloseCode.tooSlow, "the place is needed");
  return session !== undefined;
}

function digest(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}
