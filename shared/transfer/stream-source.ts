/** A source that streams through, such as a download: read in order, never whole in memory, resumed where it can be. */

import { STREAM_FLUSH_MS, STREAM_RETRY_FLOOR_MS, STREAM_TRIES } from "../protocol/limits.ts";
import { message } from "../texts/message.ts";
import { joined } from "./limited-body.ts";
import type { PieceSource, ReadPiece } from "./sender.ts";
import { SourceBlocked, TransferRefused } from "./transfer-refused.ts";

/** A stretch that was sent, as it is checked when the source has to be read from its beginning again. */
export interface SentPiece {
  readonly offset: number;
  readonly bytes: number;
  readonly sha256: string;
}

/** What has to outlive this process for the stream to be resumed. */
export interface StreamMemory {
  /** What tells two versions of the source apart (a strong ETag, or its date); absent where the site says nothing. */
  readonly validator?: string;
  /** What was sent, without gaps from the beginning. */
  readonly pieces: readonly SentPiece[];
}

/** An open source: its bytes from `offset` on. */
export interface OpenStream {
  readonly offset: number;
  readonly validator: string | undefined;
  /** The next bytes; `undefined` at the end. Throws where the line breaks. */
  next(): Promise<Uint8Array | undefined>;
  close(): void;
}

/** What a stream source needs of its platform. */
export interface StreamPlatform<Bytes> {
  /**
   * Opens the source. With an offset and a validator, where the source is still the same and can, at that offset;
   * else at its beginning. Throws `TransferRefused` where it is gone for good, `SourceBlocked` where somebody has to do
   * something first, anything else where trying again may help.
   */
  open(offset: number, validator: string | undefined): Promise<OpenStream>;
  digest(bytes: Uint8Array<ArrayBuffer>): Promise<string>;
  /** Makes of a piece what a lane takes. */
  wrap(bytes: Uint8Array<ArrayBuffer>): Bytes;
  /**
   * Keeps what has to outlive this process of one piece, in place of whatever was kept from its offset on; a piece is sent
   * only when it is kept.
   */
  remember(piece: SentPiece, validator: string | undefined): Promise<void>;
  nowMs(): number;
  pause(ms: number): Promise<void>;
}

export class StreamSource<Bytes> implements PieceSource<Bytes> {
  readonly isSliced = false;
  readonly #platform: StreamPlatform<Bytes>;
  readonly #size: number | null;
  #validator: string | undefined;
  readonly #pieces: SentPiece[];
  /** The bytes of what was sent and is not acknowledged: at most a window. */
  readonly #kept = new Map<number, ReadPiece<Bytes>>();
  #stream: OpenStream | undefined;
  /** Bytes that came in front of a cut. */
  #rest: Uint8Array | undefined;
  #position = 0;
  #hasEnded = false;
  #isClosed = false;
  /** Reads are done one after the other, also where the receiver has asked to go back in between. */
  #reading: Promise<unknown> = Promise.resolve();

  /** `size` is what the offer says, `null` where it says nothing; `opened` is the stream whose head told it. */
  constructor(
    platform: StreamPlatform<Bytes>,
    size: number | null,
    memory: StreamMemory = { pieces: [] },
    opened?: OpenStream,
  ) {
    this.#platform = platform;
    this.#size = size;
    this.#validator = memory.validator;
    this.#pieces = [...memory.pieces];
    this.#stream = opened;
    this.#validator ??= opened?.validator;
  }

  /** The receiver has everything before this offset: its bytes are let go of. */
  acknowledged(offset: number): void {
    for (const at of this.#kept.keys()) if (at < offset) this.#kept.delete(at);
  }

  read(offset: number, bytes: number): Promise<ReadPiece<Bytes> | undefined> {
    const reading = this.#reading.then(() => this.#read(offset, bytes));
    this.#reading = reading.catch(() => undefined);
    return reading;
  }

  /** Lets go of the source for good. */
  close(): void {
    this.#isClosed = true;
    this.#stream?.close();
    this.#stream = undefined;
    this.#kept.clear();
  }

  async #read(offset: number, bytes: number): Promise<ReadPiece<Bytes> | undefined> {
    const kept = this.#kept.get(offset);
    if (kept && kept.length <= bytes) return kept;
    if (offset === this.#position && this.#hasEnded) return undefined;
    const parts = await this.#persist(offset, bytes);
    const whole = joined(parts);
    const { length } = whole;
    if (length === 0) return undefined;
    const piece = { bytes: this.#platform.wrap(whole), length, sha256: await this.#platform.digest(whole) };
    const sent = { offset, bytes: length, sha256: piece.sha256 };
    while ((this.#pieces.at(-1)?.offset ?? -1) >= offset) this.#pieces.pop();
    this.#pieces.push(sent);
    this.#kept.set(offset, piece);
    await this.#platform.remember(sent, this.#validator);
    return piece;
  }

  /** Gathers a piece, over as many lines as it takes; a line that brings nothing too often is given up. */
  async #persist(offset: number, bytes: number): Promise<Uint8Array[]> {
    const parts: Uint8Array[] = [];
    const begunMs = this.#platform.nowMs();
    for (let failures = 0; ; failures += 1) {
      const before = lengthOf(parts);
      // It may have been let go of while it paused.
      if (this.#isClosed) throw new Error("The source was let go of.");
      try {
        if (!this.#stream || this.#position !== offset + before) await this.#openFor(offset, parts);
        await this.#gather(parts, bytes, begunMs);
        // A site that has more than it said gives another file than was offered.
        if (this.#position === this.#size && (await this.#next(1))) throw changed();
        return parts;
      } catch (error) {
        this.#stream?.close();
        this.#stream = undefined;
        if (error instanceof TransferRefused || error instanceof SourceBlocked || this.#isClosed) throw error;
        if (lengthOf(parts) > before) failures = 0;
        if (failures >= STREAM_TRIES) {
          throw new SourceBlocked(message("capture.broken-off"), { cause: error });
        }
        await this.#platform.pause(STREAM_RETRY_FLOOR_MS * 2 ** failures);
      }
    }
  }

  /** A slow source is cut into smaller pieces, so that what has come is safe soon. */
  async #gather(parts: Uint8Array[], bytes: number, begunMs: number): Promise<void> {
    for (let gathered = lengthOf(parts); gathered < bytes; ) {
      if (gathered > 0 && this.#platform.nowMs() - begunMs >= STREAM_FLUSH_MS) return;
      const chunk = await this.#next(bytes - gathered);
      if (!chunk) {
        this.#hasEnded = true;
        return;
      }
      parts.push(chunk);
      gathered += chunk.byteLength;
    }
  }

  /** At most `most` of the next bytes; what is left over comes first the next time. */
  async #next(most: number): Promise<Uint8Array | undefined> {
    let chunk = this.#rest ?? (await this.#stream?.next());
    this.#rest = undefined;
    while (chunk?.byteLength === 0) chunk = await this.#stream?.next();
    if (!chunk) return undefined;
    if (chunk.byteLength > most) this.#rest = chunk.subarray(most);
    const taken = chunk.subarray(0, most);
    this.#position += taken.byteLength;
    return taken;
  }

  /** Opens the source for the rest of a piece; where it can't go on there, for all of the piece anew. */
  async #openFor(offset: number, parts: Uint8Array[]): Promise<void> {
    await this.#openAt(offset + lengthOf(parts), offset);
    if (this.#position === offset) parts.length = 0;
  }

  /** Opens the source at an offset; one that only begins at its beginning is read and checked up to the earlier `orAt`. */
  async #openAt(offset: number, orAt: number): Promise<void> {
    this.#stream?.close();
    this.#rest = undefined;
    this.#hasEnded = false;
    // What was read before may be of another version than what comes now.
    this.#kept.clear();
    // What can't be checked here can't be resumed: it may have been of an earlier version.
    const isKnown = orAt === 0 || this.#pieces.some((sent) => sent.offset + sent.bytes === orAt);
    if (!isKnown) throw changed();
    const stream = await this.#platform.open(offset, this.#validator);
    if (this.#isClosed) {
      stream.close();
      throw changed();
    }
    this.#stream = stream;
    this.#position = stream.offset;
    if (stream.offset > 0 && stream.validator !== this.#validator) throw changed();
    if (orAt === 0) this.#validator = stream.validator;
    if (this.#position !== offset) await this.#checkUpTo(orAt);
  }

  async #checkUpTo(offset: number): Promise<void> {
    const isWhole = this.#position === 0 && this.#pieces.some((sent) => sent.offset + sent.bytes >= offset);
    for (const sent of isWhole ? this.#pieces : []) {
      if (sent.offset >= offset) break;
      const parts: Uint8Array[] = [];
      await this.#gather(parts, sent.bytes, Number.POSITIVE_INFINITY);
      if (sent.offset + sent.bytes > offset || (await this.#platform.digest(joined(parts))) !== sent.sha256)
        throw changed();
    }
    if (this.#position !== offset) throw changed();
    // It is the same file, but maybe under another validator.
    this.#validator = this.#stream?.validator;
  }
}

function lengthOf(parts: readonly Uint8Array[]): number {
  return parts.reduce((sum, part) => sum + part.byteLength, 0);
}

function changed(): TransferRefused {
  return new TransferRefused("source_changed", message("capture.changed"));
}
