/** Notes how large an item is, or how much of it has come: for the pages that show it. */

import type { SendQueue } from "../sending/send-queue.ts";
import type { Wanted } from "./sources/byte-source.ts";

/** How often is noted how much of a file has come from its site. */
const NOTE_EVERY_MS = 500;

/** What is told of one item's size. */
export function sizeNoter(id: string, queue: SendQueue): Wanted["onSize"] {
  let next = performance.now() + NOTE_EVERY_MS;
  return (size) => {
    if (performance.now() < next && !("bytes" in size)) return;
    next = performance.now() + NOTE_EVERY_MS;
    void queue
      .noteSize(id, size)
      .catch((error: unknown) => console.warn("A size could not be noted:", error));
  };
}
