/** A port that leads to another one, as `ssh -R` makes it; it can be cut and counts what passes. */

import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";

export interface ForwardedPort {
  readonly port: number;
  readonly url: string;
  /** Bytes that went up to the companion, and down from it. */
  readonly passed: { up: number; down: number };
  /** Ends every connection that stands, at once. */
  cut(): void;
  /** From now on each connection is cut after so many bytes, so many times. */
  cutAfter(bytes: number, times: number): void;
  /** How often it was cut. */
  readonly cuts: () => number;
  close(): Promise<void>;
}

export async function forwardTo(target: number): Promise<ForwardedPort> {
  const sockets = new Set<Socket>();
  const passed = { up: 0, down: 0 };
  let [cuts, left, afterBytes] = [0, 0, Number.POSITIVE_INFINITY];
  let since = 0;
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  const count = (direction: "up" | "down", bytes: number): void => {
    passed[direction] += bytes;
    since += bytes;
    if (left === 0 || since < afterBytes) return;
    [left, since] = [left - 1, 0];
    cuts += 1;
    cut();
  };
  const server: Server = createServer((here) => {
    const there = connect(target, "127.0.0.1");
    for (const [one, other, direction] of [
      [here, there, "up"],
      [there, here, "down"],
    ] as const) {
      sockets.add(one);
      one.on("data", (data) => count(direction, data.byteLength));
      one.on("error", () => undefined);
      one.on("close", () => {
        sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    port,
    url: `ws://127.0.0.1:${port}`,
    passed,
    cut,
    cutAfter(bytes, times) {
      [afterBytes, left, since] = [bytes, times, 0];
    },
    cuts: () => cuts,
    async close() {
      cut();
      server.close();
      await once(server, "close");
    },
  };
}
