/** The live sockets of each client: who is connected, and what a revocation cuts. */

import type { WebSocket } from "ws";
import { MAX_LANES_PER_CLIENT, MAX_SOCKETS_PER_CLIENT } from "../../shared/protocol/limits.ts";
import type { CloseCode } from "../../shared/protocol/protocol-error.ts";

type SocketKind = "control" | "lane";

export class ConnectedClients {
  readonly #sockets = new Map<string, Map<WebSocket, SocketKind>>();

  /** Counts a socket until it closes. */
  add(client: string, socket: WebSocket, kind: SocketKind): void {
    const sockets = this.#sockets.get(client) ?? new Map<WebSocket, SocketKind>();
    this.#sockets.set(client, sockets.set(socket, kind));
    socket.on("close", () => {
      sockets.delete(socket);
      if (sockets.size === 0 && this.#sockets.get(client) === sockets) this.#sockets.delete(client);
    });
  }

  /** Whether a client holds a control socket. */
  has(client: string): boolean {
    return this.#count(client, "control") > 0;
  }

  /** Whether a client may open one more socket of this kind. */
  hasPlace(client: string, kind: SocketKind): boolean {
    return this.#count(client, kind) < MAX_SOCKETS[kind];
  }

  /** Cuts every socket of a client. */
  closeAll(client: string, code: CloseCode, reason: string): void {
    for (const socket of [...(this.#sockets.get(client)?.keys() ?? [])]) {
      socket.close(code, reason);
      // A peer that does not answer the close must not keep what it was just denied.
      setTimeout(() => socket.terminate(), CUT_AFTER_MS).unref();
    }
  }

  #count(client: string, kind: SocketKind): number {
    let count = 0;
    for (const held of this.#sockets.get(client)?.values() ?? []) if (held === kind) count += 1;
    return count;
  }
}

const MAX_SOCKETS: Readonly<Record<SocketKind, number>> = {
  control: MAX_SOCKETS_PER_CLIENT,
  lane: MAX_LANES_PER_CLIENT,
};

/** A revocation takes effect within a second, whatever the peer does. */
const CUT_AFTER_MS = 500;
