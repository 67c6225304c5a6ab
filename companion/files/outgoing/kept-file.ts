/** How a file is kept for sending: as a clone or a second name where the file system can, else as a copy that there is room for. */

import { constants } from "node:fs";
import { chmod, copyFile, type FileHandle, link, lstat, open, rm } from "node:fs/promises";
import { message } from "../../../shared/texts/message.ts";
import { PRIVATE_FILE_MODE } from "../../process/private-mode.ts";
import { errorCode } from "../../process/system-error.ts";
import { TransferRefused } from "../disk-refusal.ts";
import { FreeSpace } from "../free-space.ts";
import { NO_LINK } from "../regular-file.ts";
import { SnapshotFailed, type SourceFile } from "./source-file.ts";

const MIB = 1024 * 1024;
const MEGABYTE = 1_000_000;
/** From here on a clone is worth its calls. */
export const CLONE_FROM_BYTES = 64 * 1024;
/**
 * From here on a command keeps a second name rather than a copy: what is smaller is copied in a moment, and then a
 * later change of the original does not matter.
 */
export const LINK_FROM_BYTES = 16 * MIB;
/** File systems that said they can't clone: they are not asked again. */
const cannotClone = new Set<number>();

/** What is kept: its bytes are the original's own (`link`), share them until one of both changes (`clone`), or are to be copied. */
export type Keeping = "clone" | "link" | "copy";

/** Gives the file a place under `target` without copying a byte, where that can be; says `copy` where it can't. */
export async function keepWithoutCopy(
  source: SourceFile,
  target: string,
  linkFromBytes: number,
): Promise<Keeping> {
  const { size, dev } = source.stats;
  if (size >= CLONE_FROM_BYTES && !cannotClone.has(dev) && (await cloned(source, target))) return "clone";
  if (size >= linkFromBytes && (await linked(source, target))) return "link";
  return "copy";
}

async function cloned({ handle, path, stats }: SourceFile, target: string): Promise<boolean> {
  // What is open is cloned, whatever has its name by now; elsewhere than on Linux the name must do.
  const from = process.platform === "linux" ? `/proc/self/fd/${handle.fd}` : path;
  try {
    await copyFile(from, target, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE_FORCE);
  } catch (error) {
    const isForGood = ["ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EXDEV", "EINVAL", "ENOTTY"];
    if (isForGood.includes(errorCode(error) ?? "")) cannotClone.add(stats.dev);
    await rm(target, { force: true });
    return false;
  }
  await chmod(target, PRIVATE_FILE_MODE);
  const got = await lstat(target);
  if (got.isFile() && got.size === stats.size) return true;
  await rm(target, { force: true });
  return false;
}

async function linked({ path, stats }: SourceFile, target: string): Promise<boolean> {
  try {
    await link(path, target);
  } catch {
    // Another disk, a file system without, a file of somebody else: all the same, it is copied.
    return false;
  }
  const named = await lstat(target);
  // A link that was followed when the file was opened, or another file that has the name by now.
  if (named.isFile() && named.ino === stats.ino && named.dev === stats.dev) return true;
  await rm(target, { force: true });
  return false;
}

/** Makes an empty private file for a copy. */
export async function openCopy(target: string): Promise<FileHandle> {
  return await open(target, "wx", PRIVATE_FILE_MODE);
}

/** Opens what was kept for reading. */
export async function openKept(target: string): Promise<FileHandle> {
  return await open(target, constants.O_RDONLY | NO_LINK);
}

/** The room of the disk that copies go to. */
export class CopyRoom {
  readonly #space: FreeSpace;

  constructor(folder: string) {
    this.#space = new FreeSpace(folder);
  }

  /** Measures before the first byte is copied. Throws `SnapshotFailed`. */
  async mustHold({ shown, stats }: SourceFile): Promise<void> {
    await this.#space.check(stats.size).catch((error: unknown) => {
      if (!(error instanceof TransferRefused) || error.refusal.code !== "disk_full") throw error;
      const megabytes = (stats.size / MEGABYTE).toFixed(1);
      const said = message("outgoing.no-room", { file: shown, megabytes });
      throw new SnapshotFailed(said, { fault: "no_room", cause: error });
    });
  }

  /** Writes a part of a copy, unless that would eat into the reserve by now. Throws `TransferRefused` then. */
  async write(handle: FileHandle, part: Uint8Array): Promise<void> {
    await this.#space.beginWrite(part.byteLength);
    let written = 0;
    try {
      while (written < part.byteLength) written += (await handle.write(part, written)).bytesWritten;
    } finally {
      this.#space.endWrite(part.byteLength, written);
    }
  }
}

/** Flushed this often while the rest is still copied: else all of it waits for the disk at the end. */
const FLUSH_EVERY_BYTES = 32 * MIB;

/** Flushes a copy on its way. The system tells of a failed flush once: it is kept for the end. */
export class Flushing {
  readonly #handle: Pick<FileHandle, "datasync" | "sync">;
  #unflushedBytes = 0;
  #running: Promise<void> | undefined;
  #failure: { readonly error: unknown } | undefined;

  constructor(handle: Pick<FileHandle, "datasync" | "sync">) {
    this.#handle = handle;
  }

  /** So much more is written. */
  wrote(bytes: number): void {
    this.#unflushedBytes += bytes;
    if (this.#unflushedBytes < FLUSH_EVERY_BYTES || this.#running) return;
    this.#unflushedBytes = 0;
    this.#running = this.#handle
      .datasync()
      .catch((error: unknown) => {
        this.#failure ??= { error };
      })
      .finally(() => {
        this.#running = undefined;
      });
  }

  /** Resolves when no flush is under way. */
  async settled(): Promise<void> {
    await this.#running;
  }

  /** Flushes the rest: all of it is on the disk then. Throws the system's error of any of its flushes. */
  async all(): Promise<void> {
    await this.settled();
    if (this.#failure) throw this.#failure.error;
    await this.#handle.sync();
  }
}
