/** What this process really holds, once everything that nobody needs is collected. */

import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/** Bytes in the heap and outside of it. */
export function heapAfterCollection(): number {
  // Memory outside the heap is given back behind the collection that found it free: the second waits for the first.
  collect();
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
