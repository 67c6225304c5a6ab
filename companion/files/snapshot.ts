/** Copies a file that is to be sent into the outgoing folder, so that what arrives is what was sent. */

import { createHash, randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { open, rm } from "node:fs/promises";
import path from "node:path";
import { syncFolder } from "./durable.ts";
import { errorCode, PRIVATE_FILE_MODE, reason } from "./home.ts";
import { DETECTION_BYTES, detectType, isText } from "./media-type.ts";

/** 128 random bits, as every file's id has. */
const ID_BYTES = 16;

/** A copy in the outgoing folder, under its id. */
export interface Snapshot {
  readonly id: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly mediaType: string;
}

/** A file that is to be sent can't be read or copied. */
export class SnapshotFailed extends Error {
  override readonly name = "SnapshotFailed";
  readonly code = "snapshot_failed";
}

/** A stream of a regular file's bytes, behind a link only where that is wanted; throws `SnapshotFailed` with one sentence for anything else. */
export async function* readSource(file: string, { followLink = true } = {}): AsyncGenerator<Uint8Array> {
  // O_NONBLOCK: opening a named pipe nobody writes to must not hang.
  const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
  const handle = await open(file, followLink ? flags : flags | (constants.O_NOFOLLOW ?? 0)).catch(
    (error: unknown) => {
      throw new SnapshotFailed(sourceSentence(file, error), { cause: error });
    },
  );
  try {
    const before = await handle.stat();
    if (before.isDirectory()) throw new SnapshotFailed(`${file} is a folder: name a file.`);
    if (!before.isFile()) throw new SnapshotFailed(`${file} is not a file: name a regular file.`);
    let read = 0;
    for await (const chunk of handle.createReadStream({ autoClose: false })) {
      const bytes: unknown = chunk;
      if (!(bytes instanceof Uint8Array)) continue;
      read += bytes.byteLength;
      yield bytes;
    }
    const after = await handle.stat();
    if (after.mtimeMs !== before.mtimeMs || read !== before.size) {
      throw new SnapshotFailed(`${file} changed while it was read: send it again when it is finished.`);
    }
  } catch (error) {
    if (error instanceof SnapshotFailed) throw error;
    throw new SnapshotFailed(sourceSentence(file, error), { cause: error });
  } finally {
    await handle.close();
  }
}

/** Copies a stream under a new id and says what it is. Nothing stays where it fails. */
export async function takeSnapshot(
  source: AsyncIterable<Uint8Array>,
  outgoingFolder: string,
): Promise<Snapshot> {
  const id = randomBytes(ID_BYTES).toString("hex");
  const target = path.join(outgoingFolder, id);
  const hash = createHash("sha256");
  let beginning = Buffer.alloc(0);
  let bytes = 0;
  const handle = await open(target, "wx", PRIVATE_FILE_MODE).catch((error: unknown) => {
    throw copyFailed(error);
  });
  try {
    for await (const chunk of source) {
      if (beginning.length < DETECTION_BYTES)
        beginning = Buffer.concat([beginning, chunk]).subarray(0, DETECTION_BYTES);
      hash.update(chunk);
      bytes += chunk.byteLength;
      for (let written = 0; written < chunk.byteLength; ) {
        written += (await handle.write(chunk, written)).bytesWritten;
      }
    }
    await handle.sync();
    await handle.close();
    await syncFolder(outgoingFolder);
    return { id, bytes, sha256: hash.digest("hex"), mediaType: await mediaTypeOf(beginning) };
  } catch (error) {
    await handle.close().catch(() => undefined);
    await rm(target, { force: true });
    throw error instanceof SnapshotFailed ? error : copyFailed(error);
  }
}

async function mediaTypeOf(beginning: Uint8Array): Promise<string> {
  const detected = await detectType(beginning);
  if (detected) return detected.mediaType;
  return isText(beginning) ? "text/plain" : "application/octet-stream";
}

function sourceSentence(file: string, error: unknown): string {
  switch (errorCode(error)) {
    case "ENOENT":
      return `${file} does not exist: check the name.`;
    default:
      return `${file} can't be read (${reason(error)}).`;
  }
}

function copyFailed(error: unknown): SnapshotFailed {
  return new SnapshotFailed(
    `The file can't be kept for sending (${reason(error)}): free some space, then send it again.`,
    {
      cause: error,
    },
  );
}
