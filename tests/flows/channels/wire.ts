/** The bare wire, without any client's own mind: frames in and out over a WebSocket or a long poll. */

import { once } from "node:events";
import { WebSocket } from "ws";

/** A text frame as a list, or a binary one as bytes. */
export type WireFrame = readonly unknown[] | Buffer;

export interface WireClose {
  readonly code: number;
  readonly reason: string;
}

/** One connection, whatever carries it. */
export interface Wire {
  readonly carrier: Carrier;
  /** Sends a list as a text frame, a text as it is, and bytes as a binary frame. */
  send(frame: readonly unknown[] | string | Uint8Array): void;
  /** The next frame; throws when the connection is closed first. */
  next(): Promise<WireFrame>;
  /** How the companion closed it. */
  closed(): Promise<WireClose>;
  end(): void;
  /** Reads no more until `resume`; a long poll does not know how. */
  pause(): void;
  resume(): void;
}

export type Carrier = "WebSocket" | "LongPoll";
export const CARRIERS: readonly Carrier[] = ["WebSocket", "LongPoll"];

export function openWire(carrier: Carrier, port: number, bearer = "token"): Promise<Wire> {
  return carrier === "WebSocket" ? openSocketWire(port, bearer) : openPollWire(port, bearer);
}

/** What has arrived and who waits for it. */
class Arrivals {
  readonly #frames: WireFrame[] = [];
  #close: WireClose | undefined;
  #woken = Promise.withResolvers<void>();

  add(frame: WireFrame): void {
    this.#frames.push(frame);
    this.#wake();
  }

  end(close: WireClose): void {
    this.#close ??= close;
    this.#wake();
  }

  async next(): Promise<WireFrame> {
    for (;;) {
      const frame = this.#frames.shift();
      if (frame) return frame;
      if (this.#close) throw new Error(`closed with ${this.#close.code} ${this.#close.reason}`);
      await this.#woken.promise;
    }
  }

  async closed(): Promise<WireClose> {
    while (!this.#close) await this.#woken.promise;
    return this.#close;
  }

  #wake(): void {
    this.#woken.resolve();
    this.#woken = Promise.withResolvers();
  }
}

const asText = (frame: readonly unknown[] | string): string =>
  typeof frame === "string" ? frame : JSON.stringify(frame);

export const phoenixProtocols = (bearer: string): string[] => [
  "phoenix",
  `base64url.bearer.phx.${Buffer.from(bearer).toString("base64").replaceAll("=", "")}`,
];

export const socketUrl = (port: number): string => `ws://127.0.0.1:${port}/socket/websocket?vsn=2.0.0`;

async function openSocketWire(port: number, bearer: string): Promise<Wire> {
  const socket = new WebSocket(socketUrl(port), phoenixProtocols(bearer), { perMessageDeflate: false });
  const arrivals = new Arrivals();
  socket.on("message", (data: Buffer, isBinary) =>
    arrivals.add(isBinary ? data : (JSON.parse(data.toString("utf8")) as unknown[])),
  );
  socket.on("close", (code, reason) => arrivals.end({ code, reason: reason.toString("utf8") }));
  await once(socket, "open");
  socket.on("error", () => undefined);
  return {
    carrier: "WebSocket",
    send: (frame) => socket.send(frame instanceof Uint8Array ? frame : asText(frame)),
    next: () => arrivals.next(),
    closed: () => arrivals.closed(),
    end: () => socket.terminate(),
    pause: () => socket.pause(),
    resume: () => socket.resume(),
  };
}

/** What a long poll is answered. */
export interface PollReply {
  readonly status: number;
  readonly token?: string;
  readonly messages?: readonly string[];
  readonly close?: WireClose;
}

/** One request to the long poll, with the HTTP answer around it. */
export async function pollRequest(
  port: number,
  init: RequestInit & { token?: string; vsn?: string; duplex?: "half" },
): Promise<{ http: Response; reply: PollReply }> {
  const { token, vsn = "2.0.0", ...request } = init;
  const query = `vsn=${vsn}&${token === undefined ? "" : `token=${token}`}`;
  const http = await fetch(`http://127.0.0.1:${port}/socket/longpoll?${query}`, request);
  return { http, reply: (await http.json()) as PollReply };
}

/** One poll with a bearer. */
export async function pollOnce(
  port: number,
  token?: string,
  bearer = "token",
  signal?: AbortSignal,
): Promise<PollReply> {
  const { reply } = await pollRequest(port, {
    headers: { "X-Phoenix-AuthToken": bearer },
    ...(token === undefined ? {} : { token }),
    ...(signal === undefined ? {} : { signal }),
  });
  return reply;
}

/** One batch. */
export async function sendBatch(
  port: number,
  token: string,
  frames: readonly (readonly unknown[] | string | Uint8Array)[],
): Promise<PollReply> {
  const lines = frames.map((frame) =>
    frame instanceof Uint8Array ? Buffer.from(frame).toString("base64") : asText(frame),
  );
  const headers = { "Content-Type": "application/x-ndjson" };
  const { reply } = await pollRequest(port, { method: "POST", token, headers, body: lines.join("\n") });
  return reply;
}

async function openPollWire(port: number, bearer: string): Promise<Wire> {
  const { status, token } = await pollOnce(port, undefined, bearer);
  if (status !== 410 || token === undefined) throw new Error(`no session, but ${status}`);
  const arrivals = new Arrivals();
  const stop = new AbortController();
  const poll = async (): Promise<void> => {
    while (!stop.signal.aborted) {
      const reply = await pollOnce(port, token, bearer, stop.signal);
      for (const message of reply.messages ?? []) arrivals.add(JSON.parse(message) as unknown[]);
      if (reply.status !== 200 && reply.status !== 204) {
        return arrivals.end(reply.close ?? { code: reply.status, reason: "" });
      }
    }
  };
  poll().catch((error: unknown) => arrivals.end({ code: 0, reason: String(error) }));
  let sent: Promise<unknown> = Promise.resolve();
  return {
    carrier: "LongPoll",
    send: (frame) => {
      sent = sent.then(() => sendBatch(port, token, [frame])).catch(() => undefined);
    },
    next: () => arrivals.next(),
    closed: () => arrivals.closed(),
    end: () => stop.abort(),
    pause: () => undefined,
    resume: () => undefined,
  };
}
