import { EventEmitter } from "node:events";
import { Duplex } from "node:stream";
import { describe, expect, it } from "vitest";
import type { WebSocket } from "ws";
import { MAX_CLIENT_UNFINISHED_BYTES } from "../../../../companion/limits.ts";
import { UnfinishedMessages } from "../../../../companion/server/sockets/unfinished-messages.ts";

/** As much of a socket as is looked at. */
class FakeSocket extends EventEmitter {
  cut = 0;
  readonly stream = new Duplex({ read: () => undefined, write: (_chunk, _encoding, done) => done() });
  close(): void {
    this.cut += 1;
  }
  terminate(): void {
    this.emit("close");
  }
}

function openSockets(unfinished: UnfinishedMessages, client: string, count: number): FakeSocket[] {
  return Array.from({ length: count }, () => {
    const socket = new FakeSocket();
    unfinished.watch(client, socket as unknown as WebSocket, socket.stream);
    return socket;
  });
}
const share = Buffer.alloc(MAX_CLIENT_UNFINISHED_BYTES / 8);

describe("messages that are still coming", () => {
  it("are bounded over all sockets of a client: one byte too many cuts the largest, no other client's", () => {
    const unfinished = new UnfinishedMessages(() => undefined);
    const greedy = openSockets(unfinished, "greedy", 8);
    const [other] = openSockets(unfinished, "other", 1);
    for (const { stream } of greedy) stream.emit("data", share);
    other?.stream.emit("data", share);
    expect(greedy.reduce((sum, { cut }) => sum + cut, 0)).toBe(0);
    greedy[3]?.stream.emit("data", Buffer.alloc(1));
    expect(greedy.map(({ cut }) => cut)).toEqual([0, 0, 0, 1, 0, 0, 0, 0]);
    expect(other?.cut).toBe(0);
  });

  it("count no longer once they have come or their socket has closed", () => {
    const unfinished = new UnfinishedMessages(() => undefined);
    const sockets = openSockets(unfinished, "honest", 4);
    for (let round = 0; round < 50; round += 1) {
      for (const socket of sockets) {
        socket.stream.emit("data", share);
        socket.emit("message");
      }
    }
    sockets[0]?.emit("close");
    expect(sockets.map(({ cut }) => cut)).toEqual([0, 0, 0, 0]);
  });
});
