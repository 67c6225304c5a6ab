/** Long polling over HTTP: turns admitted requests into polls and batches of a session, and answers them. */

import type { IncomingMessage, ServerResponse } from "node:http";
import { CloseCode, ProtocolError } from "../../../shared/protocol/protocol-error.ts";
import { MAX_CLIENT_UNFINISHED_BYTES } from "../../limits.ts";
import type { Log } from "../../process/log.ts";
import type { ChannelOptions } from "../channels/channel-session.ts";
import type { Admission } from "../door/admission.ts";
import { type PollAnswer, PollStatus, type WaitingPoll } from "./poll-answer.ts";
import { decodeBatch, readBatch } from "./poll-batch.ts";
import type { PollSession } from "./poll-session.ts";
import type { PollSessions } from "./poll-sessions.ts";

/** What the door says of a request to the long poll. */
export type PollAdmission = Extract<Admission, { kind: "poll-open" | "poll" | "poll-send" | "poll-refused" }>;

/** No page may read an answer: there is no header that would let one. */
const HEADERS = {
  "cache-control": "no-store",
  "content-type": "application/json; charset=utf-8",
  "cross-origin-resource-policy": "same-origin",
  "x-content-type-options": "nosniff",
} as const;

export class PollEndpoint {
  readonly #sessions: PollSessions;
  readonly #channels: ChannelOptions;
  readonly #log: Log;
  /** Sessions with a batch under way: a client sends one after the other. */
  readonly #sending = new WeakSet<PollSession>();
  /** What is being read of each client's batches. */
  readonly #reading = new Map<string, number>();

  constructor(sessions: PollSessions, channels: ChannelOptions) {
    this.#sessions = sessions;
    this.#channels = channels;
    this.#log = channels.log;
  }

  handle(admission: PollAdmission, request: IncomingMessage, response: ServerResponse): void {
    switch (admission.kind) {
      case "poll-refused":
        // As at every other door: what is left of the body is not read.
        response.setHeader("connection", "close");
        return write(response, { status: admission.status });
      case "poll-open":
        return this.#open(admission, response);
      case "poll": {
        const session = this.#sessions.find(admission.session);
        if (!session) return write(response, { status: PollStatus.gone });
        return session.poll(waitingPoll(response));
      }
      case "poll-send":
        this.#take(this.#sessions.find(admission.session), request)
          .then((status) => {
            // Answered before all of it was read: the rest is not.
            if (!request.complete) response.setHeader("connection", "close");
            write(response, { status });
          })
          .catch((error: unknown) => {
            this.#log("poll.failed", { error });
            response.destroy();
          });
    }
  }

  #open(holder: Extract<PollAdmission, { kind: "poll-open" }>, response: ServerResponse): void {
    const token = this.#sessions.open(holder, this.#channels);
    if (token === undefined) {
      this.#log("poll.too-many-sessions", { client: holder.client.id });
      return write(response, { status: PollStatus.failed });
    }
    // The official client takes the first 410 for "open".
    write(response, { status: PollStatus.gone, token, messages: [] });
  }

  async #take(session: PollSession | undefined, request: IncomingMessage): Promise<PollStatus> {
    if (!session?.isOpen) return PollStatus.gone;
    if (this.#sending.has(session)) return PollStatus.busy;
    this.#sending.add(session);
    try {
      const frames = decodeBatch(await this.#read(session.client.id, request));
      if (!session.isOpen) return PollStatus.gone;
      const isInTime = await session.take(frames);
      // A malformed frame may have closed the session by now.
      if (!session.isOpen) return PollStatus.gone;
      return isInTime ? PollStatus.ok : PollStatus.slow;
    } catch (error) {
      if (error instanceof TooMuchAtOnce) return PollStatus.busy;
      if (!(error instanceof ProtocolError)) {
        this.#log("poll.failed", { client: session.client.id, error });
        return PollStatus.gone;
      }
      this.#log("poll.malformed", { client: session.client.id, error });
      session.close(error.closeCode, error.code);
      return error.closeCode === CloseCode.tooLarge ? PollStatus.tooLarge : PollStatus.malformed;
    } finally {
      this.#sending.delete(session);
    }
  }

  /** Throws `TooMuchAtOnce` where too much of the client's batches is being read together. */
  async #read(client: string, request: IncomingMessage): Promise<Buffer> {
    let bytes = 0;
    const count = (more: number): number => {
      const all = (this.#reading.get(client) ?? 0) + more;
      if (all > 0) this.#reading.set(client, all);
      else this.#reading.delete(client);
      return all;
    };
    try {
      return await readBatch(request.iterator({ destroyOnReturn: false }), (more) => {
        bytes += more;
        if (count(more) > MAX_CLIENT_UNFINISHED_BYTES) throw new TooMuchAtOnce();
      });
    } finally {
      count(-bytes);
    }
  }
}

/** A client's batches are too large together. */
class TooMuchAtOnce extends Error {
  override readonly name = "TooMuchAtOnce";
}

function waitingPoll(response: ServerResponse): WaitingPoll {
  return {
    answer: (answer) =>
      new Promise((resolve) => {
        response.once("close", () => resolve(response.writableFinished));
        if (response.destroyed) resolve(false);
        else write(response, answer);
      }),
    onAbandoned: (listener) => {
      response.once("close", listener);
    },
  };
}

function write(response: ServerResponse, answer: PollAnswer): void {
  const body = Buffer.from(JSON.stringify(answer));
  response.writeHead(200, { ...HEADERS, "content-length": body.byteLength });
  response.end(body);
}
