/** Finds a file of the inbox by its content, and only while it still has that content. */

import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import path from "node:path";
import type { ReceivedIndex } from "./received-index.ts";

export class KnownContent {
  readonly #index: ReceivedIndex;
  readonly #inbox: string;

  constructor(index: ReceivedIndex, inboxFolder: string) {
    this.#index = index;
    this.#inbox = inboxFolder;
  }

  /**
   * The sequence number of a finished file with this SHA-256; `undefined` where there is none. The file is read
   * again: its owner may have changed it, moved it or put something else in its place.
   */
  async find(sha256: string, bytes: number): Promise<number | undefined> {
    for (const { seq, name } of this.#index.withContent(sha256, bytes)) {
      if (await hasContent(path.join(this.#inbox, name), sha256, bytes)) return seq;
    }
    return undefined;
  }
}

async function hasContent(file: string, sha256: string, bytes: number): Promise<boolean> {
  let handle: FileHandle | undefined;
  try {
    // Neither a link that was planted under the name nor a pipe nobody writes to may be waited for.
    const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
    handle = await open(file, flags);
    const stats = await handle.stat();
    if (!stats.isFile() || stats.size !== bytes) return false;
    const hash = createHash("sha256");
    for await (const chunk of handle.createReadStream({ autoClose: false })) hash.update(chunk);
    return hash.digest("hex") === sha256;
  } catch {
    return false;
  } finally {
    await handle?.close();
  }
}
