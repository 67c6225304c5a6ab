/** The three kinds of WebSocket, each with its own limits. */

import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import {
  MAX_CONTROL_MESSAGE_BYTES,
  MAX_LANE_FRAME_BYTES,
  MAX_PROVE_MESSAGE_BYTES,
} from "../../../shared/protocol/limits.ts";
import { LANE_SUBPROTOCOL, PROVE_SUBPROTOCOL } from "../../../shared/protocol/proof.ts";
import { CloseCode } from "../../../shared/protocol/protocol-error.ts";
import {
  MAX_CONTROL_FRAGMENTS,
  MAX_LANE_FRAGMENTS,
  MAX_PROVE_FRAGMENTS,
  MAX_UNANSWERED_PINGS,
} from "../../limits.ts";

/** How long a peer may take to answer our close before the socket is cut. */
const CLOSE_TIMEOUT_MS = 2_000;

export type SocketKind = "prove" | "control" | "lane";

export class SocketServers {
  readonly #servers: Readonly<Record<SocketKind, WebSocketServer>> = {
    prove: socketServer(MAX_PROVE_MESSAGE_BYTES, MAX_PROVE_FRAGMENTS, PROVE_SUBPROTOCOL),
    control: socketServer(MAX_CONTROL_MESSAGE_BYTES, MAX_CONTROL_FRAGMENTS, "phoenix"),
    lane: socketServer(MAX_LANE_FRAME_BYTES, MAX_LANE_FRAGMENTS, LANE_SUBPROTOCOL),
  };

  /** Turns an admitted upgrade into a socket. */
  accept(
    kind: SocketKind,
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    opened: (socket: WebSocket) => void,
  ): void {
    this.#servers[kind].handleUpgrade(request, socket, head, (ws) => {
      // The other end is told what was wrong (too large, no UTF-8) before the socket is cut.
      ws.on("error", () => setTimeout(() => ws.terminate(), CLOSE_TIMEOUT_MS).unref());
      opened(ws);
    });
  }

  async close(): Promise<void> {
    const all = Object.values(this.#servers).flatMap((server) => [...server.clients]);
    await Promise.all(
      all.map(
        (socket) =>
          new Promise<void>((resolve) => {
            const cut = setTimeout(() => socket.terminate(), CLOSE_TIMEOUT_MS / 2);
            socket.once("close", () => {
              clearTimeout(cut);
              resolve();
            });
            socket.resume();
            socket.close(CloseCode.goingAway, "the companion stops");
          }),
      ),
    );
  }
}

/** What every stranger's upgrade is answered, whatever is wrong with it. */
export function refuseUpgrade(socket: Duplex): void {
  socket.end("HTTP/1.1 403 Forbidden\r\nconnection: close\r\ncontent-length: 0\r\n\r\n", () =>
    socket.destroy(),
  );
}

function socketServer(maxPayload: number, maxFragments: number, subprotocol: string): WebSocketServer {
  const options = {
    noServer: true,
    maxPayload,
    maxFragments,
    // A peer that pings and does not read must not fill the memory with our answers.
    maxPendingAutoPongs: MAX_UNANSWERED_PINGS,
    closeTimeout: CLOSE_TIMEOUT_MS,
    perMessageDeflate: false,
    // The offered tokens must never be answered back; only the protocol's own name is.
    handleProtocols: (offered: ReadonlySet<string>) =>
      offered.has(subprotocol) ? subprotocol : (false as const),
  };
  const server = new WebSocketServer(options);
  // An upgrade that can't be one (no key, another version) is answered like every other stranger's.
  server.on("wsClientError", (_error, socket) => refuseUpgrade(socket));
  return server;
}
