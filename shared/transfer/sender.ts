/** Carries the sending half out: reads pieces from a source, hands words and bytes to what carries them. */

import type { LaneWord, Offer, Refuse } from "../protocol/lane-words.ts";
import type { RangeSizes } from "./range-sizes.ts";
import { SendingHalf } from "./sending-half.ts";
import type { ReadPieceOutput, SendingInput, SendingOutput } from "./sending-steps.ts";
import { TransferRefused } from "./transfer-refused.ts";

/** One stretch of a file, read and digested. */
export interface ReadPiece<Bytes> {
  readonly bytes: Bytes;
  readonly length: number;
  /** Its digest, or those of its parts. */
  readonly sha256: string | readonly string[];
}

/** Where a file's bytes come from. */
export interface PieceSource<Bytes> {
  /** Whether any stretch can be read at any time, several at once; else they are read one after the other. */
  readonly isSliced: boolean;
  /**
   * Reads at most `bytes` from `offset` on; `undefined` where the file ends there. With `isInParts` its digest may be
   * those of its parts. Throws `TransferRefused` where the source is gone or has changed.
   */
  read(offset: number, bytes: number, isInParts?: boolean): Promise<ReadPiece<Bytes> | undefined>;
  /**
   * The digests of a stretch's parts, where they are known and the receiver can fetch the bytes: whoever has this gives
   * files by ranges.
   */
  digests?(offset: number, bytes: number): Promise<readonly string[]>;
  /** A piece was handed over or is not wanted: where outlets copy what they are given, its memory may be used again. */
  release?(bytes: Bytes): void;
}

/** What carries words and bytes to the receiver, in the order they are handed over. */
export interface Outlet<Bytes> {
  say(word: LaneWord): void;
  sendBytes(bytes: Bytes): void;
}

/** How one file's dialogue ended. */
export type SendingOutcome =
  | { readonly kind: "finished"; readonly sha256: string; readonly name: string; readonly already: boolean }
  /** One of the two would not go on; `isOurs`: the source failed. */
  | { readonly kind: "refused"; readonly refusal: Refuse; readonly isOurs: boolean }
  /** The receiver broke the dialogue. */
  | { readonly kind: "broken"; readonly message: string };

export interface SenderOptions<Bytes> {
  readonly offer: Offer;
  readonly source: PieceSource<Bytes>;
  readonly outlet: Outlet<Bytes>;
  /** Told what the receiver has acknowledged. */
  readonly onProgress?: (ackedBytes: number) => void;
  readonly pieceBytes?: number | undefined;
  readonly windowBytes?: number | undefined;
  readonly rangeSizes?: RangeSizes;
}

/** Sends one file; words of the receiver are put in, the outcome comes out. */
export class Sender<Bytes> {
  /** Settles when the dialogue is over; rejects where the source failed in an unforeseen way. */
  readonly outcome: Promise<SendingOutcome>;
  readonly #options: SenderOptions<Bytes>;
  readonly #half: SendingHalf;
  /** Pieces that were read and not sent yet, by offset: at most one window. */
  readonly #read = new Map<number, Bytes>();
  #isStopped = false;
  readonly #settle: (outcome: SendingOutcome) => void;
  readonly #fail: (error: unknown) => void;

  constructor(options: SenderOptions<Bytes>) {
    const { offer, source, pieceBytes, windowBytes, rangeSizes } = options;
    this.#options = options;
    this.#half = new SendingHalf(offer, {
      isSliced: source.isSliced,
      hasRanges: source.digests !== undefined,
      ...(pieceBytes === undefined ? {} : { pieceBytes }),
      ...(windowBytes === undefined ? {} : { windowBytes }),
      ...(rangeSizes && { rangeSizes }),
    });
    const { promise, resolve, reject } = Promise.withResolvers<SendingOutcome>();
    this.outcome = promise;
    this.#settle = resolve;
    this.#fail = reject;
    // A caller that stopped listening because its lane is lost must not be told of it a second time.
    promise.catch(() => undefined);
  }

  get over(): boolean {
    return this.#half.over;
  }

  /** Whether the receiver waits for our source. */
  get isOurTurn(): boolean {
    return this.#half.isOurTurn;
  }

  /** Says the offer. */
  begin(): void {
    this.#carryOut(this.#half.begin());
  }

  takeWord(word: LaneWord): void {
    this.#carryOut(this.#half.take({ kind: "word", word }));
  }

  /** Whatever the source still brings is dropped, and nothing more is read: its lane is gone. */
  stop(): void {
    this.#isStopped = true;
    this.#read.clear();
  }

  #carryOut(outputs: readonly SendingOutput[]): void {
    if (this.#isStopped) return;
    for (const output of outputs) this.#act(output);
  }

  #act(output: SendingOutput): void {
    const { outlet, source, onProgress } = this.#options;
    switch (output.kind) {
      case "say":
        return outlet.say(output.word);
      case "read-piece":
        this.#readPiece(output).then((input) => this.#carryOut(this.#half.take(input)), this.#fail);
        return undefined;
      case "send-bytes": {
        const bytes = this.#read.get(output.offset);
        this.#read.delete(output.offset);
        if (bytes === undefined) return undefined;
        outlet.sendBytes(bytes);
        return source.release?.(bytes);
      }
      case "drop-read":
        for (const bytes of this.#read.values()) source.release?.(bytes);
        return this.#read.clear();
      case "progress":
        return onProgress?.(output.ackedBytes);
      case "finished":
        return this.#settle(output);
      case "refused":
        return this.#settle({ kind: "refused", refusal: output.refusal, isOurs: output.isOurs });
      case "broken":
        return this.#settle(output);
    }
  }

  async #readPiece({ round, offset, bytes, isFetched, isInParts }: ReadPieceOutput): Promise<SendingInput> {
    const { source } = this.#options;
    try {
      if (isFetched && source.digests) {
        const sha256 = await source.digests(offset, bytes);
        return { kind: "piece-read", round, offset, bytes, sha256 };
      }
      const piece = await source.read(offset, bytes, isInParts);
      if (!piece) return { kind: "source-ended", round, offset };
      if (round === this.#half.round) this.#read.set(offset, piece.bytes);
      else source.release?.(piece.bytes);
      return { kind: "piece-read", round, offset, bytes: piece.length, sha256: piece.sha256 };
    } catch (error) {
      if (!(error instanceof TransferRefused)) throw error;
      return { kind: "source-failed", refusal: error.refusal };
    }
  }
}
