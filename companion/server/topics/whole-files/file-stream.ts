/** Sends one file of the inbox as numbered chunks, no faster than its reader reads. */

import { createHash } from "node:crypto";
import { encodeLaneChunk } from "../../../../shared/protocol/lane-chunk.ts";
import { CHANNEL_CHUNK_BYTES } from "../../../../shared/protocol/limits.ts";
import { FilesEvent } from "../../../../shared/protocol/topics.ts";
import { message } from "../../../../shared/texts/message.ts";
import { saying } from "../../../../shared/texts/said.ts";
import { TransferRefused } from "../../../files/disk-refusal.ts";
import { reason } from "../../../process/system-error.ts";
import type { JoinContext } from "../../channels/channel.ts";
import type { OpenedFile } from "./stored-files.ts";

/** The last event of a stream. */
export interface StreamEnd {
  readonly event: typeof FilesEvent.complete | typeof FilesEvent.failed;
  readonly payload: Readonly<Record<string, unknown>>;
}

export class FileStream {
  readonly #context: JoinContext;
  readonly #id: string;
  readonly #file: OpenedFile;
  #isStopped = false;

  /** `id` is what the file was asked for by: the same bytes may be there under several. */
  constructor(context: JoinContext, id: string, file: OpenedFile) {
    this.#context = context;
    this.#id = id;
    this.#file = file;
  }

  /** How many chunks there will be. */
  get chunks(): number {
    return Math.ceil(this.#file.bytes / CHANNEL_CHUNK_BYTES);
  }

  /** Sends all of it and closes the file; resolves to the event that says how it ended. Never rejects. */
  async run(): Promise<StreamEnd> {
    const { record, handle, bytes } = this.#file;
    const id = this.#id;
    try {
      const sha256 = await this.#sendChunks();
      return { event: FilesEvent.complete, payload: { id, chunks: this.chunks, bytes, sha256 } };
    } catch (error) {
      const unreadable = message("files.unreadable-ask", { name: record.name, reason: reason(error) });
      const {
        code,
        message: why,
        said,
      } = error instanceof TransferRefused ? error.refusal : { code: "disk_failed", ...saying(unreadable) };
      const payload = { id, reason: code, message: why, ...(said && { said }) };
      return { event: FilesEvent.failed, payload };
    } finally {
      await handle.close().catch(() => undefined);
    }
  }

  /** Its reader is gone: nothing more is read. */
  stop(): void {
    this.#isStopped = true;
  }

  /** Returns the hash of what was sent: all of it, unless its reader is gone. */
  async #sendChunks(): Promise<string> {
    const { record, handle, bytes } = this.#file;
    const hash = createHash("sha256");
    for (let index = 0; index < this.chunks; index += 1) {
      await this.#context.drained();
      if (this.#isStopped) break;
      const at = index * CHANNEL_CHUNK_BYTES;
      const chunk = Buffer.allocUnsafe(Math.min(CHANNEL_CHUNK_BYTES, bytes - at));
      const { bytesRead } = await handle.read(chunk, 0, chunk.length, at);
      if (bytesRead < chunk.length) {
        throw new TransferRefused("source_changed", message("files.shorter-ask", { name: record.name }));
      }
      hash.update(chunk);
      this.#context.push(FilesEvent.chunk, encodeLaneChunk({ index, bytes: chunk }));
    }
    return hash.digest("hex");
  }
}
