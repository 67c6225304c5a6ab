/** A regular file that is to be sent, opened for reading, and what is wrong with one that can't be. */

import type { Stats } from "node:fs";
import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import path from "node:path";
import { type Message, message } from "../../../shared/texts/message.ts";
import { SaidError } from "../../../shared/texts/said.ts";
import { errorCode, reason } from "../../process/system-error.ts";
import { NO_LINK, NO_WAIT } from "../regular-file.ts";

/** How much is read at once. */
export const READ_BYTES = 1024 * 1024;
/** What the system counts a file's blocks in, whatever the disk's own are (stat(2), `st_blocks`). */
const STAT_BLOCK_BYTES = 512;

/** A path; as bytes where its name may be no UTF-8. */
export type SourcePath = string | Buffer;

/** Why a file can't be sent: programs look at it, people get the sentence. */
export type SnapshotFault = "no_room" | "changing" | "unreadable" | "stopped" | "other";

/** A file that is to be sent can't be read or kept. */
export class SnapshotFailed extends SaidError {
  override readonly name = "SnapshotFailed";
  readonly code = "snapshot_failed";
  readonly fault: SnapshotFault;

  constructor(what: Message, { fault = "other", cause }: { fault?: SnapshotFault; cause?: unknown } = {}) {
    super(what, { cause });
    this.fault = fault;
  }
}

/** The file is open; whoever opened it closes it. */
export interface SourceFile {
  readonly path: SourcePath;
  /** Its path for people. */
  readonly shown: string;
  readonly handle: FileHandle;
  readonly stats: Stats;
}

/** Opens a regular file, through a link only with `followLink`. Throws `SnapshotFailed` with one sentence for anything else. */
export async function openSource(file: SourcePath, { followLink = true } = {}): Promise<SourceFile> {
  const shown = shownPath(file);
  // Opening a named pipe that nobody writes to must not hang.
  const flags = constants.O_RDONLY | NO_WAIT | (followLink ? 0 : NO_LINK);
  const handle = await open(file, flags).catch((error: unknown) => {
    throw unreadable(shown, error);
  });
  try {
    const stats = await handle.stat();
    if (stats.isDirectory()) throw new SnapshotFailed(message("outgoing.is-folder", { file: shown }));
    if (!stats.isFile()) throw new SnapshotFailed(message("outgoing.no-file", { file: shown }));
    return { path: file, shown, handle, stats };
  } catch (error) {
    await handle.close();
    throw error instanceof SnapshotFailed ? error : unreadable(shown, error);
  }
}

/** Whether less of a file is on the disk than it is long: a copy of it would be larger than itself. */
export function isSparse({ size, blocks }: Pick<Stats, "size" | "blocks">): boolean {
  return blocks * STAT_BLOCK_BYTES < size;
}

/** Throws `SnapshotFailed` where a file is not what it was when it was opened. */
export async function mustBeUnchanged({ handle, stats, shown }: SourceFile): Promise<void> {
  const now = await handle.stat();
  if (now.mtimeMs === stats.mtimeMs && now.size === stats.size) return;
  throw new SnapshotFailed(message("outgoing.changing", { file: shown }), { fault: "changing" });
}

/** What the system said when a file was read, as a sentence. */
export function unreadable(shown: string, error: unknown): SnapshotFailed {
  const said =
    errorCode(error) === "ENOENT"
      ? message("outgoing.not-there", { file: shown })
      : message("outgoing.unreadable", { file: shown, reason: reason(error) });
  return new SnapshotFailed(said, { fault: "unreadable", cause: error });
}

/** A path as text: bytes that are no UTF-8 become �. */
export function shownPath(file: SourcePath): string {
  return typeof file === "string" ? file : file.toString("utf8");
}

/** A file in a folder, whose name may be no UTF-8. */
export function pathIn(folder: SourcePath, name: Buffer): Buffer {
  const start = typeof folder === "string" ? Buffer.from(folder) : folder;
  return Buffer.concat([start, Buffer.from(path.sep), name]);
}

/** How a file is read. */
export interface Reading {
  /** Ends it: `SnapshotFailed` with the fault `stopped`. */
  readonly signal?: AbortSignal | undefined;
  /** Told how many bytes have been looked at. */
  readonly onBytes?: ((bytes: number) => void) | undefined;
}

/** Every byte of an open file. Throws `SnapshotFailed`. */
export async function* readAll(
  { shown, stats }: SourceFile,
  handle: FileHandle,
  { signal, onBytes }: Reading = {},
): AsyncGenerator<Uint8Array> {
  const length = Math.min(READ_BYTES, stats.size + 1);
  const read = (buffer: Buffer, at: number): Promise<Buffer> => {
    const part = handle.read(buffer, 0, length, at).then(({ bytesRead }) => buffer.subarray(0, bytesRead));
    // Whoever asks for the next part is told; that may be a while.
    part.catch(() => undefined);
    return part;
  };
  // Whoever gets a part is done with it before the one after the next is read: two buffers serve the file.
  let [busy, free] = [Buffer.allocUnsafe(length), Buffer.allocUnsafe(stats.size < length ? 0 : length)];
  let reading = read(busy, 0);
  try {
    for (let at = 0; ; ) {
      if (signal?.aborted) throw new SnapshotFailed(message("outgoing.closed"), { fault: "stopped" });
      const part = await reading.catch((error: unknown) => {
        throw unreadable(shown, error);
      });
      if (part.byteLength === 0) return;
      at += part.byteLength;
      // Less than was asked for, and all that there was when it was opened: the end is not asked for once more.
      const isLast = at === stats.size && part.byteLength < length;
      if (!isLast) {
        if (free.byteLength < length) free = Buffer.allocUnsafe(length);
        reading = read(free, at);
        [busy, free] = [free, busy];
      }
      yield part;
      onBytes?.(at);
      if (isLast) return;
    }
  } finally {
    // Nothing reads from the file, and into memory, that is let go of.
    await reading.catch(() => undefined);
  }
}
