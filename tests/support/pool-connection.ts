/** A connection for a pool of lanes: real sockets on a free port, with a ticket at hand and nothing said beside them. */

import { once } from "node:events";
import { Socket } from "phoenix";
import { WebSocketServer } from "ws";
import type { Connection } from "../../shared/extension/connection/connection.ts";

export interface PoolConnection {
  readonly connection: Connection;
  readonly server: WebSocketServer;
  close(): void;
}

/** Whoever opens it closes it. */
export async function openPoolConnection(takesParcels: boolean): Promise<PoolConnection> {
  const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  // Only that there is one counts for a pool: nothing is said on it.
  const socket = new Socket(`ws://127.0.0.1:${port}/socket`);
  return {
    server,
    connection: {
      onReport: () => () => undefined,
      onSocket: (listener) => {
        queueMicrotask(() => listener(socket));
        return () => undefined;
      },
      socket: () => socket,
      carriesLanes: () => true,
      laneAccess: () =>
        Promise.resolve({
          port,
          ticket: "t",
          renewAt: Number.POSITIVE_INFINITY,
          takesParcels,
          hasRanges: false,
        }),
      tryNow: () => undefined,
      resume: () => undefined,
      close: () => undefined,
    },
    close() {
      for (const client of server.clients) client.terminate();
      server.close();
    },
  };
}
