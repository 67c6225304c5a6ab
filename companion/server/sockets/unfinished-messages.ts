/** The messages that are still coming in: what one client has the companion keep of them, over all its sockets. */

import type { Duplex } from "node:stream";
import type { WebSocket } from "ws";
import { CloseCode } from "../../../shared/protocol/protocol-error.ts";
import { MAX_CLIENT_UNFINISHED_BYTES } from "../../limits.ts";
import type { Log } from "../../process/log.ts";

interface Unfinished {
  readonly socket: WebSocket;
  bytes: number;
}

/** A socket's own limit says nothing of a hundred sockets that each begin a large message and never end it. */
export class UnfinishedMessages {
  readonly #clients = new Map<string, Set<Unfinished>>();
  readonly #log: Log;

  constructor(log: Log) {
    this.#log = log;
  }

  /** Counts what comes over a socket until it closes; where a client's are too much, its largest is cut. */
  watch(client: string, socket: WebSocket, stream: Duplex): void {
    const one: Unfinished = { socket, bytes: 0 };
    const all = this.#clients.get(client) ?? new Set<Unfinished>();
    this.#clients.set(client, all.add(one));
    stream.on("data", (chunk: Buffer) => {
      one.bytes += chunk.byteLength;
      this.#limit(client, all);
    });
    socket.on("message", () => {
      one.bytes = 0;
    });
    socket.on("close", () => {
      all.delete(one);
      if (all.size === 0 && this.#clients.get(client) === all) this.#clients.delete(client);
    });
  }

  #limit(client: string, all: ReadonlySet<Unfinished>): void {
    let total = 0;
    let largest: Unfinished | undefined;
    for (const one of all) {
      total += one.bytes;
      if (one.bytes > (largest?.bytes ?? 0)) largest = one;
    }
    if (!largest || total <= MAX_CLIENT_UNFINISHED_BYTES) return;
    this.#log("door.unfinished", { client, bytes: total, sockets: all.size });
    largest.bytes = 0;
    largest.socket.close(CloseCode.tooLarge, "too much is unfinished");
    largest.socket.terminate();
  }
}
