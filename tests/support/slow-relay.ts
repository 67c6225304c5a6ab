/** A relay before the companion that lets the bytes of files pass only so fast, so that a test can act in the middle. */

import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

export interface SlowRelay {
  readonly port: number;
  /** How many lanes are open now. */
  readonly lanes: number;
  /** From now on each lane, and all ranges together, pass so many bytes a second, each way. */
  limit(bytesPerSecond: number): void;
  close(): Promise<void>;
}

/** Faster than any lane: bytes a second. */
export const UNLIMITED = 10_000_000_000;
/** A first line such as this opens a lane. */
const LANE_REQUEST = /^GET \/raw /;
/** And one such as this fetches a range of a file, on a connection that may have carried other requests. */
const RANGE_REQUEST = /^GET \/raw\//;
/** So many ranges come side by side: together they are as slow as one lane. */
const RANGES_AT_ONCE = 4;
/** Pauses shorter than this are saved up: timers are no finer. */
const MIN_PAUSE_MS = 5;

/** Listens on a free port and relays to `target`. */
export async function openSlowRelay(target: () => number, bytesPerSecond: number): Promise<SlowRelay> {
  let limit = bytesPerSecond;
  const sockets = new Set<Socket>();
  const lanes = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(target(), "127.0.0.1");
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("error", () => socket.destroy());
      socket.on("close", () => {
        sockets.delete(socket);
        lanes.delete(client);
        client.destroy();
        upstream.destroy();
      });
    }
    client.once("data", (first) => {
      const head = first.toString("latin1");
      // The companion answers under its own address only: the relay speaks to it as if it had been dialled.
      upstream.write(Buffer.from(head.replace(/^(host: 127\.0\.0\.1:)\d+/im, `$1${target()}`), "latin1"));
      let isFetching = RANGE_REQUEST.test(head);
      client.on("data", (chunk: Buffer) => {
        isFetching ||= RANGE_REQUEST.test(chunk.toString("latin1"));
      });
      const isLane = LANE_REQUEST.test(head);
      if (isLane) lanes.add(client);
      const rate = (): number => (isLane ? limit : isFetching ? limit / RANGES_AT_ONCE : UNLIMITED);
      pass(client, upstream, rate);
      pass(upstream, client, rate);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return {
    port: typeof address === "object" && address ? address.port : 0,
    get lanes() {
      return lanes.size;
    },
    limit(wanted) {
      limit = wanted;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

function pass(from: Socket, to: Socket, bytesPerSecond: () => number): void {
  let owedMs = 0;
  from.on("data", (chunk: Buffer) => {
    const isTaken = to.write(chunk);
    owedMs += (chunk.length / bytesPerSecond()) * 1000;
    if (isTaken && owedMs < MIN_PAUSE_MS) return;
    from.pause();
    const rested = new Promise((resolve) => setTimeout(resolve, owedMs));
    owedMs = 0;
    void Promise.all([rested, isTaken || once(to, "drain").catch(() => undefined)]).then(() => from.resume());
  });
}
