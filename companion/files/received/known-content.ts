/** Finds a file of the inbox by its content, and only while it still has that content. */

import { createHash } from "node:crypto";
import type { FileHandle } from "node:fs/promises";
import path from "node:path";
import { openRegular } from "../regular-file.ts";
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
    for (const { seq, folder, name } of this.#index.withContent(sha256, bytes)) {
      if (await hasContent(path.join(this.#inbox, folder, name), sha256, bytes)) return seq;
    }
    return undefined;
  }
}

/** Whether a regular file holds just these bytes. */
export async function hasContent(file: string, sha256: string, bytes: number): Promise<boolean> {
  let handle: FileHandle | undefined;
  try {
    handle = await openRegular(file);
    if ((await handle.stat()).size !== bytes) return false;
    const hash = createHash("sha256");
    for await (const chunk of handle.createReadStream({ autoClose: false })) hash.update(chunk);
    return hash.digest("hex") === sha256;
  } catch {
    return false;
  } finally {
    await handle?.close();
  }
}
