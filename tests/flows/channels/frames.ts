/** The frames that the channel tests send and expect, written down as Phoenix has them. */

import { expect } from "vitest";
import type { Wire } from "./wire.ts";

/** A reply as it stands in a text frame. */
export const reply = (
  joinRef: string | null,
  ref: string | null,
  topic: string,
  status = "ok",
  response: unknown = {},
): unknown[] => [joinRef, ref, topic, "phx_reply", { status, response }];

/** The answer to anything said to a topic nobody is in. */
export const unmatched = (ref: string, topic: string): unknown[] =>
  reply(null, ref, topic, "error", { reason: "unmatched topic" });

export const heartbeat = [null, "hb", "phoenix", "heartbeat", {}];
export const beat = reply(null, "hb", "phoenix");

/** Says a heartbeat and expects its answer next: nothing else had come before. */
export async function expectNothingElse(wire: Wire): Promise<void> {
  wire.send(heartbeat);
  expect(await wire.next()).toEqual(beat);
}

/** A client's binary push, byte by byte. */
export function binaryPush(
  joinRef: string,
  ref: string,
  topic: string,
  event: string,
  data: Uint8Array,
): Buffer {
  const names = [joinRef, ref, topic, event].map((name) => Buffer.from(name));
  return Buffer.concat([Buffer.from([0, ...names.map((name) => name.length)]), ...names, data]);
}
