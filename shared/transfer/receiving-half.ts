/** The receiving half of one file: checks the order of words and bytes; it does no I/O of its own. */

import type { LaneWord, Piece, Range, Refuse } from "../protocol/lane-words.ts";
import { MAX_PIECE_BYTES, MAX_WRONG_PIECES, WINDOW_BYTES } from "../protocol/limits.ts";
import { ProtocolError } from "../protocol/protocol-error.ts";
import { message } from "../texts/message.ts";
import { saying } from "../texts/said.ts";
import type { RangeSizes } from "./range-sizes.ts";
import type { ReceivingInput, ReceivingOutput } from "./receiving-steps.ts";

export type { ReceivingInput, ReceivingOutput } from "./receiving-steps.ts";

interface ExpectedPiece {
  readonly offset: number;
  readonly bytes: number;
  readonly sha256: string | readonly string[];
  readonly isFetched: boolean;
  readonly wanted: boolean;
  gathered: number;
}

type Stage = "waiting" | "considering" | "receiving" | "paused" | "ended" | "finishing" | "over";

/** One file's dialogue from the receiver's side. */
export class ReceivingHalf {
  readonly #windowBytes: number;
  readonly #rangeSizes: RangeSizes | undefined;
  readonly #takesParts: boolean;
  /** Whether the sender may give pieces with the digests of their parts. */
  #isInParts = false;
  /** Whether the bytes are to be fetched. */
  #byRange: boolean;
  #stage: Stage = "waiting";
  /** The file's end, as the offer or the end said; `null` while nobody knows. */
  #size: number | null = null;
  /** The offset up to which bytes arrived in order, stored or not yet. */
  #arrived = 0;
  /** The offset up to which bytes are kept. */
  #stored = 0;
  /** How far the credit reaches that was ever given. */
  #limit = 0;
  #piece: ExpectedPiece | undefined;
  #wrongPieces = 0;
  /** Whether the sender was asked to go back: what was under way then still arrives and is ignored. */
  #wentBack = false;

  /**
   * With `rangeSizes` the bytes of a file of several pieces may be announced for fetching, with `takesParts` pieces may come
   * with the digests of their parts.
   */
  constructor(windowBytes: number = WINDOW_BYTES, rangeSizes?: RangeSizes, takesParts = false) {
    this.#windowBytes = windowBytes;
    this.#rangeSizes = rangeSizes;
    this.#takesParts = takesParts;
    this.#byRange = rangeSizes !== undefined;
  }

  get over(): boolean {
    return this.#stage === "over";
  }

  /** Whether the sender waits for us: something is being looked at, stored or finished, or has no room. */
  get isOurTurn(): boolean {
    const isWorking = this.#stage !== "waiting" && this.#stage !== "receiving" && this.#stage !== "over";
    return isWorking || this.#arrived > this.#stored;
  }

  /** Takes one input and returns what is to be done; throws `ProtocolError` where the sender broke the order. */
  take(input: ReceivingInput): ReceivingOutput[] {
    if (this.#stage === "over") return [];
    switch (input.kind) {
      case "word":
        return this.#takeWord(input.word);
      case "bytes":
        return this.#takeBytes(input.bytes);
      case "accepted":
        this.#stored = input.offset;
        return this.#wantFrom(input.offset);
      case "have":
        return this.#close({ type: "have", sha256: input.sha256, name: input.name });
      case "refuse":
        return this.#close(input.refusal, input.refusal);
      case "stored":
        return this.#takeStored(input.offset + input.bytes);
      case "piece-wrong":
        return this.#askAgain(input.offset);
      case "not-fetched":
        this.#byRange = false;
        this.#wentBack = true;
        return this.#wantFrom(input.offset);
      case "no-room":
        this.#stage = "paused";
        this.#wentBack = true;
        this.#arrived = this.#stored;
        return [{ kind: "say", word: { type: "ack", offset: this.#stored, credit: 0 } }];
      case "room":
        return this.#stage === "paused" ? this.#wantFrom(this.#stored) : [];
      case "finished":
        return this.#close({ type: "done", sha256: input.sha256, name: input.name });
    }
  }

  #close(word: LaneWord, refusal?: Refuse): ReceivingOutput[] {
    this.#stage = "over";
    return [{ kind: "say", word }, refusal ? { kind: "over", refusal } : { kind: "over" }];
  }

  #wantFrom(offset: number): ReceivingOutput[] {
    this.#stage = "receiving";
    this.#arrived = offset;
    const by = this.#byRange ? ({ by: "range" } as const) : {};
    const digests = this.#isInParts ? ({ digests: "parts" } as const) : {};
    return [{ kind: "say", word: { type: "want", offset, ...this.#credit(offset), ...by, ...digests } }];
  }

  /** The credit from an offset on; the wire's own window goes without saying. */
  #credit(offset: number): { credit?: number } {
    const credit = (this.#byRange && this.#rangeSizes?.windowBytes) || this.#windowBytes;
    this.#limit = Math.max(this.#limit, offset + credit);
    return credit === WINDOW_BYTES ? {} : { credit };
  }

  #takeWord(word: LaneWord): ReceivingOutput[] {
    switch (word.type) {
      case "offer":
        if (this.#stage !== "waiting") throw unexpected(word);
        this.#stage = "considering";
        this.#size = word.bytes;
        this.#isInParts = this.#takesParts && word.digests === "parts";
        this.#byRange &&= (word.bytes ?? 0) >= (this.#rangeSizes?.fromBytes ?? 0);
        return [{ kind: "consider", offer: word }];
      case "piece":
        return this.#expectPiece(word);
      case "range":
        if (!this.#rangeSizes) throw unexpected(word);
        // As if its bytes had come at once: whoever stores it fetches them.
        return [...this.#expectPiece(word), ...this.#takeBytes(word.bytes)];
      case "end":
        return this.#takeEnd(word.bytes);
      case "wait":
        return [];
      case "refuse":
        this.#stage = "over";
        return [{ kind: "over", refusal: word }];
      default:
        throw unexpected(word);
    }
  }

  #expectPiece({ type, offset, bytes, sha256 }: Piece | Range): ReceivingOutput[] {
    if ((this.#stage !== "receiving" && this.#stage !== "paused") || this.#piece)
      throw new ProtocolError("unexpected_word", "A piece was announced where none was expected.");
    if (bytes > MAX_PIECE_BYTES || offset + bytes > (this.#size ?? Number.MAX_SAFE_INTEGER))
      throw new ProtocolError("field_wrong", "The piece reaches behind the end of the file.");
    if (offset + bytes > this.#limit)
      throw new ProtocolError("field_wrong", "The piece reaches further than the receiver gave credit for.");
    const wanted = this.#stage === "receiving" && offset === this.#arrived;
    if (!wanted && !this.#wentBack) {
      throw new ProtocolError(
        "field_wrong",
        `The piece begins at ${offset}; the receiver is at ${this.#arrived}.`,
      );
    }
    this.#piece = { offset, bytes, sha256, isFetched: type === "range", wanted, gathered: 0 };
    return [];
  }

  #takeBytes(bytes: number): ReceivingOutput[] {
    const piece = this.#piece;
    if (!piece) throw new ProtocolError("unexpected_word", "Bytes arrived before a piece was announced.");
    piece.gathered += bytes;
    if (piece.gathered > piece.bytes)
      throw new ProtocolError("field_wrong", "More bytes arrived than the piece was announced with.");
    if (piece.gathered < piece.bytes) return [];
    this.#piece = undefined;
    // The sender may have been asked to go back since the piece was announced.
    if (!piece.wanted || this.#stage !== "receiving" || piece.offset !== this.#arrived)
      return [{ kind: "drop", bytes: piece.bytes }];
    this.#arrived = piece.offset + piece.bytes;
    const { offset, sha256, isFetched } = piece;
    return [{ kind: "store", offset, bytes: piece.bytes, sha256, ...(isFetched && { isFetched }) }];
  }

  #takeStored(offset: number): ReceivingOutput[] {
    if (offset <= this.#stored) return [];
    this.#stored = offset;
    return [
      { kind: "say", word: { type: "ack", offset, ...this.#credit(offset) } },
      ...this.#finishIfStored(),
    ];
  }

  #askAgain(offset: number): ReceivingOutput[] {
    this.#wrongPieces += 1;
    this.#wentBack = true;
    if (this.#wrongPieces > MAX_WRONG_PIECES && this.#byRange) {
      // A sender that reads its source itself finds out whether that is still what it was.
      this.#byRange = false;
      this.#wrongPieces = 0;
    }
    if (this.#wrongPieces > MAX_WRONG_PIECES) {
      const said = saying(message("files.kept-differing"));
      const refusal: Refuse = { type: "refuse", code: "source_changed", ...said };
      return this.#close(refusal, refusal);
    }
    return this.#wantFrom(offset);
  }

  #takeEnd(bytes: number): ReceivingOutput[] {
    const isWhole = this.#stage === "receiving" && !this.#piece && this.#arrived === bytes;
    if (isWhole && (this.#size === null || this.#size === bytes)) {
      this.#size = bytes;
      this.#stage = "ended";
      return this.#finishIfStored();
    }
    // An end that was under way when the sender was asked to go back is followed by another one.
    const isEarlier = this.#stage === "receiving" || this.#stage === "paused";
    if (isEarlier && this.#wentBack && this.#arrived < bytes) return [];
    throw new ProtocolError("unexpected_word", "The end came before all bytes did.");
  }

  #finishIfStored(): ReceivingOutput[] {
    if (this.#stage !== "ended" || this.#size === null || this.#stored !== this.#size) return [];
    this.#stage = "finishing";
    return [{ kind: "finish", bytes: this.#size }];
  }
}

function unexpected(word: LaneWord): ProtocolError {
  return new ProtocolError("unexpected_word", `"${word.type}" was not expected here.`);
}
