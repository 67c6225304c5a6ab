import { EventEmitter } from "node:events";
import { Duplex } from "node:stream";
import { afterEach, expect, it } from "vitest";
import type { WebSocket } from "ws";
import { MAX_LANE_BUFFERED_BYTES } from "../../../../companion/limits.ts";
import { ClientTotal } from "../../../../companion/server/channels/client-totals.ts";
import { LaneSocket } from "../../../../companion/server/lanes/lane-socket.ts";
import { WINDOW_BYTES } from "../../../../shared/protocol/limits.ts";
import { eventually } from "../../../support/eventually.ts";
import { openLaneServices } from "../../../support/lane-services.ts";

const closers: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** A socket of whose end nothing is ever read. */
class UnreadSocket extends EventEmitter {
  readonly OPEN = 1;
  readyState = 1;
  readonly isPaused = false;
  bufferedAmount = 0;
  closeCode: number | undefined;
  send(data: string | Buffer): void {
    this.bufferedAmount += data.length;
  }
  close(code: number): void {
    this.readyState = 2;
    this.closeCode = code;
  }
  pause(): void {
    // What it is asked is handled at once.
  }
}

it("a lane whose client asks to go back again and again, and reads nothing, is closed", async () => {
  const { services, queue, close } = await openLaneServices();
  closers.push(close);
  const id = await queue(Buffer.alloc(2 * WINDOW_BYTES, "u"), "u.txt");

  const socket = new UnreadSocket();
  const stream = new Duplex({ read: () => undefined, write: (_chunk, _encoding, done) => done() });
  const lane = new LaneSocket(socket as unknown as WebSocket, stream, {
    ...services,
    client: { id: "browser", kind: "browser", name: "Browser" },
    total: new ClientTotal(),
  });
  closers.push(async () => {
    socket.emit("close");
    await lane.settled();
  });
  const say = (text: string): boolean => socket.emit("message", [Buffer.from(text)], false);
  say(`{"type":"ask","id":"${id}"}`);
  await eventually("the offer", () => socket.bufferedAmount > 0);
  for (let sent = 0; socket.closeCode === undefined && sent <= 2 * MAX_LANE_BUFFERED_BYTES; ) {
    sent += WINDOW_BYTES;
    say('{"type":"want","offset":0}');
    await eventually("a window", () => socket.bufferedAmount > sent || socket.closeCode !== undefined);
  }
  expect(socket.closeCode).toBe(1013);
});
