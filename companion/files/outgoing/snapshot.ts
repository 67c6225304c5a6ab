/** Keeps what is to be sent in the outgoing folder, under an id, and says what it is. */

import { createHash, randomBytes } from "node:crypto";
import type { FileHandle } from "node:fs/promises";
import path from "node:path";
import { message } from "../../../shared/texts/message.ts";
import { syncFolder } from "../../home/durable.ts";
import { reason } from "../../process/system-error.ts";
import { TransferRefused } from "../disk-refusal.ts";
import { KeptBeginning } from "../kept-beginning.ts";
import { detectType, isText, readyDetector } from "../media-type.ts";
import { contentKey, type ReadingNotes, SetAside } from "../reading-notes.ts";
import { CopyRoom, Flushing, keepWithoutCopy, LINK_FROM_BYTES, openCopy, openKept } from "./kept-file.ts";
import { PartDigests, removeCopy } from "./part-digests.ts";
import type { PromptDisk } from "./prompt-disk.ts";
import { keepSmall } from "./small-file.ts";
import {
  isSparse,
  mustBeUnchanged,
  openSource,
  readAll,
  SnapshotFailed,
  type SourceFile,
  type SourcePath,
} from "./source-file.ts";

export { SnapshotFailed } from "./source-file.ts";

/** 128 random bits, as every file's id has. */
const ID_BYTES = 16;

/** What is in the outgoing folder, under its id. */
export interface Snapshot {
  readonly id: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly mediaType: string;
}

/** What a copy that is made by the companion itself is known by. */
export interface SnapshotNotes {
  /** The file's name, for people. */
  readonly name: string;
  readonly notes: ReadingNotes;
}

export interface KeepOptions {
  /** Whether a link stands for what it leads to; else it is no file. */
  readonly followLink?: boolean;
  /** From how many bytes on a second name is kept in place of a copy. */
  readonly linkFromBytes?: number;
  /** Whether it is on the disk when it is said to be kept; one that can be had again need not be. */
  readonly isFlushed?: boolean;
  readonly noted?: SnapshotNotes | undefined;
  /** The disk of a file that may be linked however small it is, that need not be flushed, and whose links are not followed. */
  readonly disk?: PromptDisk | undefined;
  /** Asked before a copy is made, of a length that may be known: of a content that is, none is made, and nothing kept. */
  readonly known?: { mayBe(): boolean; is(sha256: string): boolean } | undefined;
  /** Ends it: `SnapshotFailed` with the fault `stopped`. */
  readonly signal?: AbortSignal | undefined;
  /** Told how many bytes have been looked at. */
  readonly onBytes?: ((bytes: number) => void) | undefined;
}

/**
 * Keeps a file: as a clone or a second name where the file system can (then it is only read, for its digest), else as a
 * copy. Room is measured first. Nothing stays where it fails. Throws `SnapshotFailed`.
 */
export async function keepFile(
  file: SourcePath,
  outgoingFolder: string,
  options: KeepOptions = {},
): Promise<Snapshot> {
  return await placed(outgoingFolder, async (target) => {
    const { disk, noted } = options;
    const small = disk?.isPrompt ? disk.call(() => keepSmall(file, target)) : undefined;
    if (small) return { ...small, mediaType: await notedTypeOf(small.beginning, noted) };
    const source = await openSource(file, options);
    try {
      return await keepSource(source, outgoingFolder, target, options);
    } finally {
      await source.handle.close();
    }
  });
}

async function keepSource(
  source: SourceFile,
  folder: string,
  target: string,
  options: KeepOptions,
): Promise<Content> {
  const { linkFromBytes = LINK_FROM_BYTES, isFlushed = true, noted } = options;
  const room = new CopyRoom(folder);
  // What has holes is measured however it is kept: whoever gets it on this computer has them filled.
  if (isSparse(source.stats)) await room.mustHold(source);
  const keeping = await keepWithoutCopy(source, target, linkFromBytes);
  // What has its name already is flushed while it is read, and so is the name. A file that was just written may still be in memory
  // alone; Windows lets only writers ask.
  const sync = (): Promise<void> => source.handle.sync().catch(() => undefined);
  const flushed = isFlushed && keeping !== "copy" ? sync().then(() => syncFolder(folder)) : undefined;
  flushed?.catch(() => undefined);
  if (keeping === "copy" && options.known?.mayBe()) {
    const read = await digestOf(readAll(source, source.handle, options), () => undefined);
    if (options.known.is(read.sha256)) return { ...read, mediaType: "" };
  }
  if (keeping === "copy") await room.mustHold(source);
  const content =
    keeping === "copy"
      ? await copied(readAll(source, source.handle, options), target, room, isFlushed)
      : await looked(source, keeping, target, options);
  await mustBeUnchanged(source);
  if (content.bytes !== source.stats.size)
    throw new SnapshotFailed(message("outgoing.changing", { file: source.shown }), { fault: "changing" });
  await flushed;
  if (isFlushed && !flushed) await syncFolder(folder);
  return { ...content, mediaType: await notedTypeOf(content.beginning, noted) };
}

/** Copies a stream. Throws `SnapshotFailed`, with `SetAside` as its cause where the process died over such bytes too often. */
export async function takeSnapshot(
  source: AsyncIterable<Uint8Array>,
  outgoingFolder: string,
  noted?: SnapshotNotes,
): Promise<Snapshot> {
  return await placed(outgoingFolder, async (target) => {
    const content = await copied(source, target, new CopyRoom(outgoingFolder), true);
    await syncFolder(outgoingFolder);
    return { ...content, mediaType: await notedTypeOf(content.beginning, noted) };
  });
}

interface Read {
  readonly bytes: number;
  readonly sha256: string;
  readonly beginning: Uint8Array;
  /** Kept beside what is kept. */
  readonly parts?: PartDigests;
}

interface Content extends Read {
  readonly mediaType: string;
}

async function placed(folder: string, keep: (target: string) => Promise<Content>): Promise<Snapshot> {
  const id = randomBytes(ID_BYTES).toString("hex");
  const target = path.join(folder, id);
  try {
    const { bytes, sha256, mediaType, parts } = await keep(target);
    // Of a content that is known nothing is kept.
    if (mediaType !== "") await parts?.keep(folder, id);
    return { id, bytes, sha256, mediaType };
  } catch (error) {
    await removeCopy(folder, id);
    if (error instanceof SetAside)
      throw new SnapshotFailed(message("files.set-aside-put", { what: error.what }), { cause: error });
    if (error instanceof SnapshotFailed) throw error;
    // Its own sentence is for senders: it speaks of a retry.
    const isFull = error instanceof TransferRefused && error.refusal.code === "disk_full";
    const why = isFull ? message("system.disk-full") : reason(error);
    throw new SnapshotFailed(message("outgoing.not-kept", { reason: why }), { cause: error });
  }
}

/** The digest of a whole stream, and its beginning; `each` gets every part, before the next is read. */
async function digestOf(
  source: AsyncIterable<Uint8Array>,
  each: (part: Uint8Array) => Promise<void> | undefined,
  fileBytes?: number,
): Promise<Read> {
  const hash = createHash("sha256");
  const beginning = new KeptBeginning(fileBytes);
  const parts = new PartDigests(fileBytes);
  let bytes = 0;
  for await (const part of source) {
    beginning.take(part);
    // Written, and its parts digested, by other processors while this one digests the whole.
    const others = Promise.all([each(part), parts.take(part)]);
    hash.update(part);
    bytes += part.byteLength;
    await others;
  }
  return { bytes, sha256: hash.digest("hex"), beginning: beginning.bytes, parts };
}

/** Reads what is kept without a copy: a clone itself, for the original may be another by now. */
async function looked(
  source: SourceFile,
  keeping: "clone" | "link",
  target: string,
  options: KeepOptions,
): Promise<Read> {
  const read = async (from: FileHandle): Promise<Read> =>
    await digestOf(readAll(source, from, options), () => undefined, source.stats.size);
  if (keeping === "link") return await read(source.handle);
  await using clone = await openKept(target);
  return await read(clone);
}

async function copied(
  source: AsyncIterable<Uint8Array>,
  target: string,
  room: CopyRoom,
  isFlushed: boolean,
): Promise<Read> {
  const handle = await openCopy(target);
  try {
    const flushing = new Flushing(handle);
    const read = await digestOf(source, async (part) => {
      await room.write(handle, part);
      if (isFlushed) flushing.wrote(part.byteLength);
    }).finally(() => flushing.settled());
    if (isFlushed) await flushing.all();
    return read;
  } finally {
    await handle.close();
  }
}

/** The type of a file by its beginning. Throws `SetAside` for bytes over which the process has died too often. */
export async function notedTypeOf(beginning: Uint8Array, noted: SnapshotNotes | undefined): Promise<string> {
  await readyDetector();
  if (!noted) return await mediaTypeOf(beginning);
  const { name, notes } = noted;
  const key = contentKey(beginning);
  notes.check(key, name);
  const mediaType = await notes.during([key], () => mediaTypeOf(beginning));
  notes.passed(key);
  return mediaType;
}

async function mediaTypeOf(beginning: Uint8Array): Promise<string> {
  const detected = await detectType(beginning);
  if (detected) return detected.mediaType;
  return isText(beginning) ? "text/plain" : "application/octet-stream";
}
