/** One file on its way in: its staged bytes, their running hash, and the step that puts it into the inbox. */

import { createHash, type Hash } from "node:crypto";
import { rm } from "node:fs/promises";
import type { Offer } from "../../../shared/protocol/lane-words.ts";
import { MAX_PIECE_BYTES } from "../../../shared/protocol/limits.ts";
import { message } from "../../../shared/texts/message.ts";
import type { Accepts } from "../accepted-types.ts";
import type { DetectedType } from "../detected-type.ts";
import { diskRefusal, TransferRefused } from "../disk-refusal.ts";
import type { FreeSpace, PromisedSpace } from "../free-space.ts";
import { MARKUP_BYTES } from "../media-type.ts";
import { hasDigest, type PieceDigest } from "../piece-digest.ts";
import { offerKey, type ReadingNotes } from "../reading-notes.ts";
import { FileBeginning } from "./file-beginning.ts";
import type { IncomingJournal, JournalledPiece } from "./incoming-journal.ts";
import { StagedBytes } from "./staged-bytes.ts";

/** A file whose size nobody said asks for space again whenever this much more of it has come. */
const CHECK_SPACE_EVERY_BYTES = 64 * 1024 * 1024;
/** Flushed this often while the rest still comes: else all of it waits for the disk at the end (measured: 0.2 s of 256 MiB). */
const FLUSH_EVERY_BYTES = 32 * 1024 * 1024;

export interface IncomingFileOptions {
  readonly client: string;
  readonly offer: Offer;
  readonly staged: string;
  readonly journal: IncomingJournal;
  readonly space: FreeSpace;
  /** That of the disk it goes to in the end, where that is another one. */
  readonly placeSpace: FreeSpace | undefined;
  /** A file of at most this many bytes comes in one piece. */
  readonly onePieceBytes: number;
  /** The largest file that is taken; `undefined` where only the disk decides. */
  readonly maxFileBytes: number | undefined;
  readonly accepts: Accepts;
  /** Where it is noted that its bytes are being looked into. */
  readonly notes: ReadingNotes | undefined;
}

/** A whole, checked file in staging that waits for its name. */
export interface StagedFile {
  readonly staged: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly detected: DetectedType | undefined;
}

export class IncomingFile {
  readonly #options: IncomingFileOptions;
  readonly #disk: StagedBytes;
  readonly #isJournalled: boolean;
  #hash: Hash;
  #onlyPiece: string | undefined;
  #offset = 0;
  #flushing: Promise<void> = Promise.resolve();
  #flushError: unknown;
  /** Whether all of it is on the disk once the flushing has ended. */
  #isFlushed = false;
  readonly #beginning: FileBeginning;
  #reserved: PromisedSpace | undefined;
  #reservedPlace: PromisedSpace | undefined;
  #isClosed = false;

  private constructor(options: IncomingFileOptions, disk: StagedBytes) {
    this.#options = options;
    this.#disk = disk;
    this.#isJournalled = isJournalled(options.offer, options.onePieceBytes);
    this.#hash = createHash("sha256");
    const { client, offer, accepts, notes } = options;
    this.#beginning = new FileBeginning({ offer, accepts, notes, key: offerKey(client, offer.id) });
  }

  /** Opens the staged file, new or begun before, and checks what of it can be kept. */
  static async open(options: IncomingFileOptions): Promise<IncomingFile> {
    const isResumable = isJournalled(options.offer, options.onePieceBytes);
    let disk: StagedBytes | undefined;
    try {
      disk = isResumable ? StagedBytes.open(options.staged) : StagedBytes.create(options.staged);
      const file = new IncomingFile(options, disk);
      if (isResumable) await file.#checkStoredPieces();
      return file;
    } catch (error) {
      disk?.close();
      throw diskRefusal(error);
    }
  }

  /** Has space kept on the disk for what is still to come. Throws `TransferRefused` where there is none. */
  async reserve(): Promise<void> {
    const { offer, space, placeSpace } = this.#options;
    // Of a file whose size nobody said: up to where it asks again.
    const end =
      offer.bytes ?? this.#offset + CHECK_SPACE_EVERY_BYTES - (this.#offset % CHECK_SPACE_EVERY_BYTES);
    if (end > this.#offset) this.#reserved = await space.promise(end - this.#offset, this.#offset);
    this.#reservedPlace = await placeSpace?.promise(end);
  }

  /** The offset that is kept: what is before it need not be sent again. */
  get offset(): number {
    return this.#offset;
  }

  /**
   * Stores one piece, whose digest was checked, after the ones before it. Throws `TransferRefused` where the disk
   * fails or where an image was promised and the first bytes are none.
   */
  async append(piece: Uint8Array, sha256: PieceDigest): Promise<void> {
    const [at, bytes] = [this.#offset, piece.byteLength];
    await this.#beginning.take([piece]);
    if (this.#options.offer.bytes === null) await this.#checkSpace(at, at + bytes);
    try {
      const write = (): Promise<void> => {
        const written = this.#disk.write(piece, at);
        // Meanwhile; what can't be written is read again. The digest of the only piece is the file's.
        if (bytes === this.#options.offer.bytes && typeof sha256 === "string") this.#onlyPiece = sha256;
        else this.#hash.update(piece);
        return written;
      };
      await (this.#reserved ? this.#reserved.write(bytes, write) : write());
      if (this.#isJournalled) this.#journal.addPiece(this.#client, this.#id, { at, bytes, sha256 });
    } catch (error) {
      throw diskRefusal(error);
    }
    this.#offset = at + bytes;
    if (this.#offset === this.#options.offer.bytes) this.#flush("all");
    else if (Math.floor(at / FLUSH_EVERY_BYTES) < Math.floor(this.#offset / FLUSH_EVERY_BYTES))
      this.#flush("data");
  }

  /** Flushes the bytes to the disk and says what the file is. The handle is closed afterwards. */
  async complete(): Promise<StagedFile> {
    await this.#beginning.finish();
    try {
      // Its size may not have been known, or all of it was here before.
      if (!this.#isFlushed) this.#flush("all");
      await this.#flushing;
      if (this.#flushError !== undefined) throw this.#flushError;
      await this.close();
    } catch (error) {
      throw diskRefusal(error);
    }
    const sha256 = this.#onlyPiece ?? this.#hash.digest("hex");
    if (sha256 !== (this.#options.offer.sha256 ?? sha256))
      throw new TransferRefused("source_changed", message("files.differs"));
    const { detected } = this.#beginning;
    return { staged: this.#options.staged, bytes: this.#offset, sha256, detected };
  }

  /** Lets go of the file; what is stored stays. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    for (const promised of [this.#reserved, this.#reservedPlace]) promised?.release();
    await this.#flushing;
    this.#disk.close();
  }

  /** Lets go of the file; what could not be resumed does not stay. */
  async park(): Promise<void> {
    if (this.#isJournalled && this.#offset > 0) await this.close();
    else await this.discard();
  }

  /** Gives the file up: nothing of it stays. */
  async discard(): Promise<void> {
    await this.close();
    await rm(this.#options.staged, { force: true });
    if (this.#isJournalled) this.#journal.end(this.#client, this.#id);
  }

  get #client(): string {
    return this.#options.client;
  }

  get #id(): string {
    return this.#options.offer.id;
  }

  get #journal(): IncomingJournal {
    return this.#options.journal;
  }

  /** The system tells of a failed flush once: it is kept for the end. */
  #flush(what: "all" | "data"): void {
    this.#isFlushed = what === "all";
    this.#flushing = this.#flushing
      .then(() => {
        if (this.#isClosed) return undefined;
        return what === "all" ? this.#disk.sync() : this.#disk.syncData();
      })
      .catch((error: unknown) => {
        this.#flushError ??= error;
      });
  }

  /** Nobody said how large the file is: the limits are checked as it grows. */
  async #checkSpace(from: number, to: number): Promise<void> {
    const { maxFileBytes } = this.#options;
    if (maxFileBytes !== undefined && to > maxFileBytes) throw tooLarge(to, maxFileBytes);
    if (Math.floor(from / CHECK_SPACE_EVERY_BYTES) === Math.floor(to / CHECK_SPACE_EVERY_BYTES)) return;
    for (const promised of [this.#reserved, this.#reservedPlace])
      await promised?.extend(CHECK_SPACE_EVERY_BYTES);
  }

  /** Reads back what the journal says is there; keeps it up to the first piece that differs. */
  async #checkStoredPieces(): Promise<void> {
    const pieces = this.#journal.pieces(this.#client, this.#id);
    if (pieces.length === 0) return await this.#disk.truncate(0);
    // For the file's beginning too, however small the pieces are.
    const largest = pieces.reduce((most, { bytes }) => Math.max(most, bytes), MARKUP_BYTES);
    const buffer = Buffer.alloc(Math.min(largest, MAX_PIECE_BYTES));
    for (const piece of pieces) {
      if (piece.at !== this.#offset || !(await this.#keepPiece(piece, buffer))) break;
    }
    this.#journal.dropFrom(this.#client, this.#id, this.#offset);
    await this.#disk.truncate(this.#offset);
    if (this.#offset === 0) return;
    const length = await this.#disk.read(buffer, Math.min(this.#offset, MARKUP_BYTES), 0);
    await this.#beginning.take([buffer.subarray(0, length)]);
  }

  async #keepPiece({ at, bytes, sha256 }: JournalledPiece, buffer: Buffer): Promise<boolean> {
    if (bytes > buffer.length) return false;
    const piece = buffer.subarray(0, bytes);
    for (let read = 0; read < bytes; ) {
      const bytesRead = await this.#disk.read(buffer.subarray(read), bytes - read, at + read);
      if (bytesRead === 0) return false;
      read += bytesRead;
    }
    if (!hasDigest(piece, sha256)) return false;
    this.#hash.update(piece);
    this.#offset = at + bytes;
    return true;
  }
}

/** Whether what is stored of a file is written down: sending one piece again costs less than writing about it. */
export function isJournalled(offer: Offer, onePieceBytes: number): boolean {
  return offer.bytes === null || offer.bytes > onePieceBytes;
}

/** The refusal of a file that is larger than the settings allow. */
export function tooLarge(bytes: number, maxFileBytes: number): TransferRefused {
  return new TransferRefused("too_large", message("files.too-large", { bytes, most: maxFileBytes }));
}
