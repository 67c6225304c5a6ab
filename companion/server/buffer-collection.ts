/** Frees the socket's used-up buffers in time: V8 alone lets some 64 MiB of them pile up first (measured). */

import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** How much may pile up before a young-generation collection, which takes about a millisecond. */
const COLLECT_EVERY_BYTES = 8 * 1024 * 1024;

type Collect = (options: { type: "minor" }) => void;

let collect: Collect | undefined;
let passedBytes = 0;

/** Counts bytes that went through a lane's buffers, and collects when enough have. */
export function countBufferBytes(bytes: number): void {
  passedBytes += bytes;
  if (passedBytes < COLLECT_EVERY_BYTES) return;
  passedBytes = 0;
  collect ??= exposedCollector();
  collect({ type: "minor" });
}

/** Node has the collector behind a flag; a new context made after the flag sees it. */
function exposedCollector(): Collect {
  setFlagsFromString("--expose-gc");
  const found: unknown = runInNewContext("gc");
  setFlagsFromString("--no-expose-gc");
  return typeof found === "function" ? (options) => void found(options) : () => undefined;
}
