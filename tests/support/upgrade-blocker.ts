/** A relay that lets plain HTTP through and cuts every WebSocket, as some proxies and virus scanners do. */

import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

export interface UpgradeBlocker {
  readonly port: number;
  /** From now on WebSockets come through as well: all of them, or those to some paths. */
  allow(isAllowed?: (path: string) => boolean): void;
  /** The path of every WebSocket that was asked for since this was called last, cut or not. */
  takeUpgrades(): string[];
  /** How many requests for a file's bytes came since this was called last, cut or not. */
  takeRanges(): number;
  /** From now on such requests come through, or are cut. */
  allowRanges(areAllowed: boolean): void;
  /** How often the companion has said `"base64"` since this was called last. */
  takeBase64(): number;
  /** From now on none does, and those that did are cut. */
  block(): void;
  close(): Promise<void>;
}

/** Listens on a port (0 picks one) and relays to `target`. */
export async function openUpgradeBlocker(target: () => number, port = 0): Promise<UpgradeBlocker> {
  let isAllowed = (_path: string): boolean => false;
  const upgrades: string[] = [];
  let base64 = 0;
  let ranges = 0;
  let areRangesAllowed = true;
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(target(), "127.0.0.1");
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("error", () => socket.destroy());
      socket.on("close", () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.on("data", (chunk) => {
      const text = chunk.toString("latin1");
      const path = /^upgrade: *websocket/im.test(text) ? /^GET ([^ ?]+)/.exec(text)?.[1] : undefined;
      if (path !== undefined) upgrades.push(path);
      const isRange = text.startsWith("GET /raw/");
      if (isRange) ranges += 1;
      if (isRange ? !areRangesAllowed : path !== undefined && !isAllowed(path)) client.destroy();
      // The companion answers under its own address only: the relay speaks to it as if it had been dialled.
      else
        upstream.write(Buffer.from(text.replace(/^(host: 127\.0\.0\.1:)\d+/im, `$1${target()}`), "latin1"));
    });
    upstream.on("data", (chunk) => {
      if (chunk.includes('"base64"')) base64 += 1;
    });
    upstream.pipe(client);
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return {
    port: typeof address === "object" && address ? address.port : 0,
    allow(paths = () => true) {
      isAllowed = paths;
    },
    takeRanges() {
      const count = ranges;
      ranges = 0;
      return count;
    },
    allowRanges(areAllowed) {
      areRangesAllowed = areAllowed;
    },
    takeUpgrades: () => upgrades.splice(0),
    takeBase64() {
      const count = base64;
      base64 = 0;
      return count;
    },
    block() {
      isAllowed = () => false;
      for (const socket of sockets) socket.destroy();
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
