/** Generated frames into the real server, over real sockets and polls; a bystander watches that nobody else suffers. */

import { expect } from "vitest";
import type { ChannelServer } from "./channel-server.ts";
import { expectNothingElse } from "./frames.ts";
import { generatedFrames } from "./generated-frames.ts";
import { type Carrier, openWire, type Wire } from "./wire.ts";

/** How many frames go out before anything is read. */
const FRAMES_PER_CONNECTION = 10;

/** Sends `count` frames, each time on a new connection once the last one was closed. Returns the close codes. */
export async function fuzzConnections(
  server: ChannelServer,
  carrier: Carrier,
  count: number,
  seed: number,
): Promise<Set<number>> {
  const codes = new Set<number>();
  const bystander = await openWire("WebSocket", server.port, "other");
  let batch: (string | Buffer)[] = [];
  const flush = async (): Promise<void> => {
    const wire = await openWire(carrier, server.port);
    for (const frame of batch) wire.send(frame);
    wire.send("[]");
    batch = [];
    codes.add(await endOf(wire));
    wire.end();
    await expectNothingElse(bystander);
  };
  for (const frame of generatedFrames(count, seed)) {
    batch.push(frame);
    if (batch.length === FRAMES_PER_CONNECTION) await flush();
  }
  await flush();
  bystander.end();
  expect(server.rooms.tell("room:1", "news", {})).toBe(0);
  return codes;
}

/** Reads what comes until the companion closes: at the first malformed frame, at the latest the last one. */
async function endOf(wire: Wire): Promise<number> {
  const closed = wire.closed();
  const read = async (): Promise<void> => {
    for (;;) await wire.next();
  };
  await read().catch(() => undefined);
  return (await closed).code;
}
