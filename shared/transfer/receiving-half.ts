/** The receiving half of one file on one lane: checks the order of words and bytes; it does no I/O of its own. */

import type { LaneWord, Offer, Refuse } from "../protocol/lane-words.ts";
import { ProtocolError } from "../protocol/protocol-error.ts";

/** What happens to the receiving half. */
export type ReceivingInput =
  | { readonly kind: "word"; readonly word: LaneWord }
  /** So many bytes of file arrived in one binary frame. */
  | { readonly kind: "bytes"; readonly bytes: number }
  /** The offer was looked at: everything before `offset` is here already. */
  | { readonly kind: "accepted"; readonly offset: number }
  | { readonly kind: "have"; readonly sha256: string; readonly name: string }
  /** The offer, or the file later on, can't be taken. */
  | { readonly kind: "refuse"; readonly refusal: Refuse }
  /** The piece that was to be stored is stored for good. */
  | { readonly kind: "stored"; readonly offset: number; readonly bytes: number }
  /** The piece that was to be stored had other bytes than announced. */
  | { readonly kind: "piece-wrong"; readonly offset: number }
  | { readonly kind: "finished"; readonly sha256: string; readonly name: string };

/** What the receiving half wants done, in this order. */
export type ReceivingOutput =
  | { readonly kind: "say"; readonly word: LaneWord }
  /** Decide about the offer: answer with `accepted`, `have` or `refuse`. */
  | { readonly kind: "consider"; readonly offer: Offer }
  /** The bytes of this piece are complete: check the digest, store, answer with `stored` or `piece-wrong`. */
  | { readonly kind: "store"; readonly offset: number; readonly bytes: number; readonly sha256: string }
  /** Drop the bytes gathered for this piece: it comes again later. */
  | { readonly kind: "drop"; readonly bytes: number }
  /** All bytes are stored: finish the file, answer with `finished` or `refuse`. */
  | { readonly kind: "finish" }
  | { readonly kind: "progress"; readonly storedBytes: number }
  | { readonly kind: "over"; readonly refusal?: Refuse };

interface ExpectedPiece {
  readonly offset: number;
  readonly bytes: number;
  readonly sha256: string;
  readonly wanted: boolean;
  gathered: number;
}

type Stage = "waiting" | "considering" | "receiving" | "ended" | "finishing" | "over";

/** One file's dialogue from the receiver's side. */
export class ReceivingHalf {
  #stage: Stage = "waiting";
  #offer: Offer | undefined;
  /** The offset up to which bytes arrived in order, stored or not yet. */
  #arrived = 0;
  /** The durable offset. */
  #stored = 0;
  #piece: ExpectedPiece | undefined;
  /** How often a piece came wrong: a sender whose bytes never match is given up. */
  #wrongPieces = 0;

  get over(): boolean {
    return this.#stage === "over";
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
        this.#stage = "receiving";
        this.#arrived = input.offset;
        this.#stored = input.offset;
        return [
          { kind: "say", word: { type: "want", offset: input.offset } },
          { kind: "progress", storedBytes: input.offset },
        ];
      case "have":
        this.#stage = "over";
        return [
          { kind: "say", word: { type: "have", sha256: input.sha256, name: input.name } },
          { kind: "over" },
        ];
      case "refuse":
        this.#stage = "over";
        return [
          { kind: "say", word: input.refusal },
          { kind: "over", refusal: input.refusal },
        ];
      case "stored":
        return this.#takeStored(input.offset + input.bytes);
      case "piece-wrong":
        return this.#askAgain(input.offset);
      case "finished":
        this.#stage = "over";
        return [
          { kind: "say", word: { type: "done", sha256: input.sha256, name: input.name } },
          { kind: "over" },
        ];
    }
  }

  #takeWord(word: LaneWord): ReceivingOutput[] {
    switch (word.type) {
      case "offer":
        if (this.#stage !== "waiting") throw unexpected(word);
        this.#stage = "considering";
        this.#offer = word;
        return [{ kind: "consider", offer: word }];
      case "piece":
        return this.#expectPiece(word.offset, word.bytes, word.sha256);
      case "end":
        return this.#takeEnd(word.bytes);
      case "refuse":
        this.#stage = "over";
        return [{ kind: "over", refusal: word }];
      default:
        throw unexpected(word);
    }
  }

  #expectPiece(offset: number, bytes: number, sha256: string): ReceivingOutput[] {
    if (this.#stage !== "receiving" || this.#piece) {
      throw new ProtocolError("unexpected_word", "A piece was announced where none was expected.");
    }
    if (offset + bytes > (this.#offer?.bytes ?? 0)) {
      throw new ProtocolError("field_wrong", "The piece reaches behind the end of the file.");
    }
    // After a wrong piece the ones already under way still arrive: they are passed over until the sender is back.
    const wanted = offset === this.#arrived;
    if (!wanted && this.#wrongPieces === 0) {
      throw new ProtocolError(
        "field_wrong",
        `The piece begins at ${offset}; the receiver is at ${this.#arrived}.`,
      );
    }
    this.#piece = { offset, bytes, sha256, wanted, gathered: 0 };
    return [];
  }

  #takeBytes(bytes: number): ReceivingOutput[] {
    const piece = this.#piece;
    if (!piece) throw new ProtocolError("unexpected_word", "Bytes arrived before a piece was announced.");
    piece.gathered += bytes;
    if (piece.gathered > piece.bytes) {
      throw new ProtocolError("field_wrong", "More bytes arrived than the piece was announced with.");
    }
    if (piece.gathered < piece.bytes) return [];
    this.#piece = undefined;
    if (!piece.wanted) return [{ kind: "drop", bytes: piece.bytes }];
    this.#arrived = piece.offset + piece.bytes;
    return [{ kind: "store", offset: piece.offset, bytes: piece.bytes, sha256: piece.sha256 }];
  }

  #takeStored(offset: number): ReceivingOutput[] {
    if (offset <= this.#stored) return [];
    this.#stored = offset;
    return [
      { kind: "say", word: { type: "ack", offset } },
      { kind: "progress", storedBytes: offset },
      ...this.#finishIfStored(),
    ];
  }

  #askAgain(offset: number): ReceivingOutput[] {
    this.#wrongPieces += 1;
    if (this.#wrongPieces > MAX_WRONG_PIECES) {
      const refusal: Refuse = {
        type: "refuse",
        code: "source_changed",
        message: "The file's bytes kept differing from what was announced; send it again.",
      };
      return this.take({ kind: "refuse", refusal });
    }
    this.#arrived = offset;
    this.#stage = "receiving";
    return [{ kind: "say", word: { type: "want", offset } }];
  }

  #takeEnd(bytes: number): ReceivingOutput[] {
    // An end that was under way when a piece came wrong is followed by another one.
    if (this.#stage === "receiving" && this.#wrongPieces > 0 && this.#arrived < bytes) return [];
    if (
      this.#stage !== "receiving" ||
      this.#piece ||
      bytes !== this.#offer?.bytes ||
      this.#arrived !== bytes
    ) {
      throw new ProtocolError("unexpected_word", "The end came before all bytes did.");
    }
    this.#stage = "ended";
    return this.#finishIfStored();
  }

  #finishIfStored(): ReceivingOutput[] {
    if (this.#stage !== "ended" || this.#stored !== this.#offer?.bytes) return [];
    this.#stage = "finishing";
    return [{ kind: "finish" }];
  }
}

/** A piece that differs is asked for again this often before the file is given up. */
export const MAX_WRONG_PIECES = 3;

function unexpected(word: LaneWord): ProtocolError {
  return new ProtocolError("unexpected_word", `"${word.type}" was not expected here.`);
}
