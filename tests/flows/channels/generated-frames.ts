/** Frames as nobody should send them: whole ones, cut, bit-flipped, oversized and random, the same for the same seed. */

import { binaryPush } from "./frames.ts";

/** A stream of numbers from 0 to 1 that is the same for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export type GeneratedFrame = string | Buffer;

const TOPICS = ["room:1", "room:2", "room:é🚀", "room:private", "nowhere", "phoenix", "", "__proto__"];
const EVENTS = [
  "phx_join",
  "phx_leave",
  "phx_reply",
  "phx_error",
  "phx_close",
  "heartbeat",
  "echo",
  "echo",
  "bare",
  "status",
  "crash",
  "unsayable",
  "later",
  "answer-all",
  "push",
  "push-bytes",
  "tell",
  "stop",
  "fail",
  "constructor",
];
const REFS = ["1", "2", "3", "", "99999999999999999999", null];
const PAYLOADS: readonly unknown[] = [
  {},
  { mode: "refuse" },
  { mode: "crash" },
  { mode: "early" },
  { mode: "bytes" },
  { event: "phx_close", payload: {} },
  { status: "\u0000" },
  [],
  [[[]]],
  "text",
  0,
  -1e308,
  true,
  null,
];
const FEW_BYTES = 64;
const MANY_BYTES = 64 * 1024;

/** Yields `count` frames. */
export function* generatedFrames(count: number, seed: number): Generator<GeneratedFrame> {
  const random = seededRandom(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const pick = <Value>(values: readonly Value[]): Value => values[below(values.length)] as Value;
  const noise = (length: number): Buffer => Buffer.from(Array.from({ length }, () => below(256)));

  const wholeText = (): string =>
    JSON.stringify([pick(REFS), pick(REFS), pick(TOPICS), pick(EVENTS), pick(PAYLOADS)]);
  const wholeBytes = (): Buffer =>
    binaryPush(pick(REFS) ?? "", pick(REFS) ?? "", pick(TOPICS), pick(EVENTS), noise(below(FEW_BYTES)));
  const whole = (): GeneratedFrame => (random() < 0.5 ? wholeText() : wholeBytes());
  const cut = (): GeneratedFrame => {
    const frame = whole();
    const length = below(frame.length);
    return typeof frame === "string" ? frame.slice(0, length) : frame.subarray(0, length);
  };
  const flipped = (): GeneratedFrame => {
    const frame = whole();
    const bytes = Buffer.from(frame);
    for (let flips = 1 + below(3); flips > 0; flips -= 1) {
      const at = below(bytes.length);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << below(8));
    }
    // A text that is no UTF-8 any more never gets past the socket; what arrives is a text.
    return typeof frame === "string" ? bytes.toString("utf8") : bytes;
  };
  const oversized = (): GeneratedFrame => {
    const long = "x".repeat(256 + below(MANY_BYTES));
    const names = [pick(REFS), pick(REFS), pick(TOPICS), pick(EVENTS)];
    names[below(4)] = long;
    if (random() < 0.5) return JSON.stringify([...names, pick(PAYLOADS)]);
    return random() < 0.5
      ? JSON.stringify(["1", "2", pick(TOPICS), pick(EVENTS), { long }])
      : `["1","2","room:1","echo",${"[".repeat(long.length)}${"]".repeat(long.length)}]`;
  };
  const random_ = (): GeneratedFrame =>
    random() < 0.5 ? noise(below(FEW_BYTES)) : noise(below(FEW_BYTES)).toString("latin1");

  const kinds = [whole, whole, whole, cut, flipped, flipped, random_];
  for (let made = 0; made < count; made += 1) {
    yield below(500) === 0 ? oversized() : pick(kinds)();
  }
}
