/** Sends one file of the inbox as numbered chunks, no faster than its reader reads. */

import { createHash } from "node:crypto";
import { encodeLaneChunk } from "../../../shared/protocol/lane-chunk.ts";
import { CHANNEL_CHUNK_BYTES } from "../../../shared/protocol/limits.ts";
import { FilesEvent } from "../../../shared/protocol/topics.ts";
import { reason } from "../../files/home.ts";
import type { JoinContext } from "./channel.ts";
import type { OpenedFile } from "./stored-files.ts";

export class FileStream {
  readonly #context: JoinContext;
  readonly #file: OpenedFile;
  #isStopped = false;

  constructor(context: JoinContext, file: OpenedFile) {
    this.#context = context;
    this.#file = file;
  }

  /** How many chunks there will be. */
  get chunks(): number {
    return Math.ceil(this.#file.bytes / CHANNEL_CHUNK_BYTES);
  }

  /** Sends all of it and says so, or why not; closes the file. Never rejects. */
  async run(): Promise<void> {
    const { record, handle, bytes } = this.#file;
    const { id, name } = record;
    try {
      const sha256 = await this.#sendChunks();
      if (sha256 !== undefined)
        this.#context.push(FilesEvent.complete, { id, chunks: this.chunks, bytes, sha256 });
    } catch (error) {
      const message = `${name} can't be read (${reason(error)}): ask for it again.`;
      this.#context.push(FilesEvent.failed, { id, reason: "disk_failed", message });
    } finally {
      await handle.close().catch(() => undefined);
    }
  }

  /** Its reader has gone: nothing more is read. */
  stop(): void {
    this.#isStopped = true;
  }

  /** The hash of what was sent; `undefined` where it came to no end. */
  async #sendChunks(): Promise<string | undefined> {
    const { record, handle, bytes } = this.#file;
    const hash = createHash("sha256");
    for (let index = 0; index < this.chunks; index += 1) {
      await this.#context.room();
      if (this.#isStopped) return undefined;
      const at = index * CHANNEL_CHUNK_BYTES;
      const chunk = Buffer.allocUnsafe(Math.min(CHANNEL_CHUNK_BYTES, bytes - at));
      const { bytesRead } = await handle.read(chunk, 0, chunk.length, at);
      if (bytesRead < chunk.length) {
        const message = `${record.name} became shorter while it was sent: ask for it again.`;
        this.#context.push(FilesEvent.failed, { id: record.id, reason: "source_changed", message });
        return undefined;
      }
      hash.update(chunk);
      this.#context.push(FilesEvent.chunk, encodeLaneChunk({ index, bytes: chunk }));
    }
    return hash.digest("hex");
  }
}
