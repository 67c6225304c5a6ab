/** One file on its way from a script to the browsers: kept piece by piece beside the other copies, queued when it is whole. */

import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { type FileHandle, open, rename, rm } from "node:fs/promises";
import path from "node:path";
import type { Offer, Refuse } from "../../../shared/protocol/lane-words.ts";
import { message } from "../../../shared/texts/message.ts";
import type { ArrivedPiece, Considered, ReceivingStore } from "../../../shared/transfer/receiver.ts";
import { syncFolder } from "../../home/durable.ts";
import { PRIVATE_FILE_MODE } from "../../process/private-mode.ts";
import { diskRefusal, TransferRefused } from "../disk-refusal.ts";
import type { FreeSpace, PromisedSpace } from "../free-space.ts";
import { KeptBeginning } from "../kept-beginning.ts";
import { copyOf, PartDigests } from "../outgoing/part-digests.ts";
import { notedTypeOf, type Snapshot } from "../outgoing/snapshot.ts";
import { hasDigest } from "../piece-digest.ts";
import { PieceMemory } from "../piece-memory.ts";
import type { ReadingNotes } from "../reading-notes.ts";
import { NO_LINK, NO_WAIT } from "../regular-file.ts";

/** Refusals after which the part is still good: what failed was the disk, and that can be fixed. */
const RESUMABLE = new Set(["disk_full", "disk_failed"]);
const READ_BYTES = 1024 * 1024;

export interface UploadedFileOptions {
  readonly client: string;
  readonly folder: string;
  readonly space: FreeSpace;
  readonly notes?: ReadingNotes;
  /** What is queued under an id already, where this client has sent it. Throws `TransferRefused` where another has. */
  readonly known: (id: string) => { readonly sha256: string; readonly name: string } | undefined;
  /** Queues the whole file, durably; the name it goes by. */
  readonly queue: (file: Snapshot) => string;
}

export class UploadedFile implements ReceivingStore<Uint8Array> {
  readonly #options: UploadedFileOptions;
  readonly #hash = createHash("sha256");
  readonly #beginning = new KeptBeginning();
  readonly #parts = new PartDigests();
  readonly #memory = new PieceMemory();
  #id = "";
  #handle: FileHandle | undefined;
  #promised: PromisedSpace | undefined;
  #bytes = 0;

  constructor(options: UploadedFileOptions) {
    this.#options = options;
  }

  consider(offer: Offer): Promise<Considered> {
    return refusing(async () => {
      const known = this.#options.known(offer.id);
      if (known) return { kind: "have", ...known };
      this.#id = offer.id;
      const flags = constants.O_RDWR | constants.O_CREAT | NO_LINK | NO_WAIT;
      this.#handle = await open(this.#part, flags, PRIVATE_FILE_MODE);
      const { size } = await this.#handle.stat();
      // What is longer than the file is of another one.
      if (offer.bytes !== null && size > offer.bytes) await this.#handle.truncate(0);
      else await this.#takeIn(size);
      const missing = Math.max(0, (offer.bytes ?? 0) - this.#bytes);
      this.#promised = await this.#options.space.promise(missing, this.#bytes);
      return { kind: "take", offset: this.#bytes };
    });
  }

  store({ sha256 }: ArrivedPiece, parts: readonly Uint8Array[]): Promise<"stored" | "wrong"> {
    return refusing(async () => {
      const piece = this.#memory.gather(parts);
      if (!hasDigest(piece, sha256)) return "wrong";
      await this.#promised?.write(piece.byteLength, () => this.#written(piece, this.#bytes));
      await this.#count(piece);
      return "stored";
    });
  }

  finish(): Promise<{ sha256: string; name: string }> {
    return refusing(async () => {
      const { folder, notes, queue } = this.#options;
      const sha256 = this.#hash.copy().digest("hex");
      await this.#handle?.sync();
      const noted = notes && { name: this.#id, notes };
      const mediaType = await notedTypeOf(this.#beginning.bytes, noted);
      await this.#close();
      await rename(this.#part, copyOf(folder, this.#id));
      await this.#parts.keep(folder, this.#id);
      await syncFolder(folder);
      return { sha256, name: queue({ id: this.#id, bytes: this.#bytes, sha256, mediaType }) };
    });
  }

  async release(refusal?: Refuse): Promise<void> {
    const isBegun = this.#handle !== undefined;
    await this.#close();
    // A part that nobody goes on with is removed as every copy is that no waiting file speaks of.
    if (isBegun && refusal !== undefined && !RESUMABLE.has(refusal.code))
      await rm(this.#part, { force: true });
  }

  /** Another client's file of the same id is another file. */
  get #part(): string {
    return path.join(this.#options.folder, `${this.#options.client}-${this.#id}.part`);
  }

  /** What a killed companion has kept is hashed again. */
  async #takeIn(size: number): Promise<void> {
    const buffer = Buffer.allocUnsafe(Math.min(READ_BYTES, size));
    while (this.#bytes < size) {
      const read = await this.#handle?.read(buffer, 0, buffer.byteLength, this.#bytes);
      if (!read?.bytesRead) break;
      await this.#count(buffer.subarray(0, read.bytesRead));
    }
  }

  async #written(part: Uint8Array, at: number): Promise<void> {
    if (!this.#handle) throw new TransferRefused("disk_failed", message("files.given-up"));
    for (let written = 0; written < part.byteLength; ) {
      const { bytesWritten } = await this.#handle.write(
        part,
        written,
        part.byteLength - written,
        at + written,
      );
      written += bytesWritten;
    }
  }

  async #count(part: Uint8Array): Promise<void> {
    const digested = this.#parts.take(part);
    this.#hash.update(part);
    this.#beginning.take(part);
    this.#bytes += part.byteLength;
    await digested;
  }

  async #close(): Promise<void> {
    const handle = this.#handle;
    this.#handle = undefined;
    this.#promised?.release();
    this.#promised = undefined;
    await handle?.close();
  }
}

async function refusing<T>(action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    throw diskRefusal(error);
  }
}
