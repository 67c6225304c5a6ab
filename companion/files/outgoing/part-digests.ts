/** The digests of an outgoing file's parts, made while it is read to be queued: who fetches it is told them, and nothing is hashed again. */

import { subtle } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { RANGE_FROM_BYTES, RANGE_PART_BYTES } from "../../../shared/protocol/limits.ts";
import { PRIVATE_FILE_MODE } from "../../process/private-mode.ts";
import { openRegular } from "../regular-file.ts";

const DIGEST_BYTES = 32;
/** They lie beside the copy, under its name and this. */
const ENDING = ".parts";

/** Where the copy of an outgoing file is. */
export function copyOf(folder: string, id: string): string {
  return path.join(folder, id);
}

/** The id of the file that something in the outgoing folder belongs to. */
export function idOf(name: string): string {
  return name.endsWith(ENDING) ? name.slice(0, -ENDING.length) : name;
}

/** Removes the copy, and the digests beside it. */
export async function removeCopy(folder: string, id: string): Promise<void> {
  await rm(copyOf(folder, id), { force: true });
  await rm(copyOf(folder, id + ENDING), { force: true });
}

/**
 * Digests whatever is read, part by part, on other threads than the one that reads: the digest of the whole, which must be
 * made in order, has that one.
 */
export class PartDigests {
  readonly #digests: Promise<ArrayBuffer>[] = [];
  /** A part that is not whole yet, and how much of it has been taken. */
  #part = Buffer.of();
  #taken = 0;
  #bytes = 0;
  readonly #isShort: boolean;

  /** Of a file that is known to be too short to be fetched none are made. */
  constructor(fileBytes = RANGE_FROM_BYTES) {
    this.#isShort = fileBytes < RANGE_FROM_BYTES;
  }

  /** The bytes may be overwritten at once; who awaits it lets no more than these wait for their digest. */
  async take(read: Uint8Array): Promise<void> {
    if (this.#isShort) return;
    this.#bytes += read.byteLength;
    for (let at = 0; at < read.byteLength; ) {
      const bytes = Math.min(RANGE_PART_BYTES - this.#taken, read.byteLength - at);
      const stretch = read.subarray(at, at + bytes);
      at += bytes;
      if (bytes === RANGE_PART_BYTES) this.#digest(stretch);
      else this.#collect(stretch);
    }
    await this.#digests.at(-1);
  }

  /**
   * Keeps them beside the copy, where the file is one that may be fetched. They are not flushed: what a power cut leaves of
   * them is not theirs any more, and then the bytes are sent.
   */
  async keep(folder: string, id: string): Promise<void> {
    if (this.#bytes < RANGE_FROM_BYTES) return;
    if (this.#taken > 0) this.#digest(this.#part.subarray(0, this.#taken));
    this.#taken = 0;
    const digests = (await Promise.all(this.#digests)).map((digest) => Buffer.from(digest));
    const place = copyOf(folder, id + ENDING);
    await writeFile(place, Buffer.concat(digests), { mode: PRIVATE_FILE_MODE }).catch(
      // They may be missing: a file need not be kept back for them.
      () => rm(place, { force: true }),
    );
  }

  #collect(stretch: Uint8Array): void {
    if (this.#part.byteLength === 0) this.#part = Buffer.allocUnsafe(RANGE_PART_BYTES);
    this.#part.set(stretch, this.#taken);
    this.#taken += stretch.byteLength;
    if (this.#taken < RANGE_PART_BYTES) return;
    this.#taken = 0;
    this.#digest(this.#part);
  }

  /** Web Cryptography takes a copy of what it is given before it returns (its section 14.3.5), and digests that elsewhere. */
  #digest(part: Uint8Array): void {
    this.#digests.push(subtle.digest("SHA-256", part));
  }
}

/** The digests of a file that is queued; `undefined` where there are none, or of another file than this long one. */
export async function readPartDigests(
  folder: string,
  { id, bytes }: { readonly id: string; readonly bytes: number },
): Promise<PartList | undefined> {
  if (bytes < RANGE_FROM_BYTES) return undefined;
  const expected = Math.ceil(bytes / RANGE_PART_BYTES) * DIGEST_BYTES;
  try {
    await using handle = await openRegular(copyOf(folder, id + ENDING));
    const { size } = await handle.stat();
    return size === expected ? new PartList(await handle.readFile()) : undefined;
  } catch {
    // Files that an older version has queued have none.
    return undefined;
  }
}

/** The digests of all parts of one file. */
export class PartList {
  readonly #digests: Buffer;

  constructor(digests: Buffer) {
    this.#digests = digests;
  }

  /** Those of a stretch that begins where a part does. */
  of(offset: number, bytes: number): string[] {
    const first = offset / RANGE_PART_BYTES;
    return Array.from({ length: Math.ceil(bytes / RANGE_PART_BYTES) }, (_, index) => {
      const at = (first + index) * DIGEST_BYTES;
      return this.#digests.toString("hex", at, at + DIGEST_BYTES);
    });
  }
}
