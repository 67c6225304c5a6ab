/** The sending half of one file: decides what is said and read next; it does no I/O of its own. */

import type { FileId, LaneWord, Offer, Refuse } from "../protocol/lane-words.ts";
import { PIECE_BYTES, WINDOW_BYTES } from "../protocol/limits.ts";

/** What happens to the sending half. */
export type SendingInput =
  /** A word came from the receiver. */
  | { readonly kind: "word"; readonly word: LaneWord }
  /** The stretch asked for has been read and digested; a source that streams may have given less than asked. */
  | {
      readonly kind: "piece-read";
      readonly turn: number;
      readonly offset: number;
      readonly bytes: number;
      readonly sha256: string;
    }
  /** A source of unknown size has no more: `offset` is where the file ends. */
  | { readonly kind: "source-ended"; readonly turn: number; readonly offset: number }
  /** The source can no longer be read, or is no longer the same. */
  | { readonly kind: "source-failed"; readonly refusal: Refuse };

/** What the sending half wants done, in this order. */
export type SendingOutput =
  | { readonly kind: "say"; readonly word: LaneWord }
  /** Read and digest this stretch, then answer with `piece-read`, or `source-ended` where there is nothing. */
  | { readonly kind: "read-piece"; readonly turn: number; readonly offset: number; readonly bytes: number }
  /** Send the bytes of this piece, and nothing else. */
  | { readonly kind: "send-bytes"; readonly offset: number; readonly bytes: number }
  /** The receiver asked to go back: whatever was read and not sent is not wanted any more. */
  | { readonly kind: "drop-read" }
  | { readonly kind: "progress"; readonly ackedBytes: number }
  | { readonly kind: "finished"; readonly sha256: string; readonly name: string; readonly already: boolean }
  | { readonly kind: "refused"; readonly refusal: Refuse; readonly isOurs: boolean }
  /** The receiver broke the dialogue: the lane is to be closed and the file tried again on a new one. */
  | { readonly kind: "broken"; readonly message: string };

type Stage = "offered" | "sending" | "ended" | "over";

/** How a file is cut and how much of it is under way; the defaults are a raw lane's. */
export interface SendingOptions {
  readonly pieceBytes?: number;
  readonly windowBytes?: number;
  /** Whether stretches can be read at any place, several at once; a source that streams is read in order. */
  readonly isSliced?: boolean;
}

/** One file's dialogue from the sender's side. */
export class SendingHalf {
  readonly #offer: Offer;
  readonly #pieceBytes: number;
  readonly #windowBytes: number;
  readonly #isSliced: boolean;
  #stage: Stage = "offered";
  /** The file's end; `null` until a source of unknown size has told. */
  #size: number | null;
  /** Everything before this offset is with the receiver for good. */
  #acked = 0;
  /** How far the receiver's credit reaches. */
  #limit = 0;
  /** The next offset to read. */
  #nextRead = 0;
  /** The next offset to send: pieces may be digested out of order, they leave in order. */
  #nextSend = 0;
  #turn = 0;
  #reading = 0;
  readonly #read = new Map<number, { bytes: number; sha256: string }>();

  constructor(offer: Offer, options: SendingOptions = {}) {
    this.#offer = offer;
    this.#size = offer.bytes;
    this.#pieceBytes = options.pieceBytes ?? PIECE_BYTES;
    this.#windowBytes = options.windowBytes ?? WINDOW_BYTES;
    this.#isSliced = options.isSliced ?? true;
  }

  get id(): FileId {
    return this.#offer.id;
  }

  /** Whether nothing more will come of this half. */
  get over(): boolean {
    return this.#stage === "over";
  }

  /** Counts the receiver's wants: what was read for an earlier one is of no use any more. */
  get turn(): number {
    return this.#turn;
  }

  /** Whether the receiver waits for us: our source is still being read. */
  get isOurTurn(): boolean {
    return this.#reading > 0;
  }

  /** The first word, once the lane is open. */
  begin(): SendingOutput[] {
    return [{ kind: "say", word: this.#offer }];
  }

  /** Takes one input and returns what is to be done, in order. */
  take(input: SendingInput): SendingOutput[] {
    if (this.#stage === "over") return [];
    switch (input.kind) {
      case "word":
        return this.#takeWord(input.word);
      case "piece-read":
        return input.turn === this.#turn ? this.#takeRead(input) : [];
      case "source-ended":
        return input.turn === this.#turn ? this.#endAt(input.offset) : [];
      case "source-failed":
        return this.#giveUp(input.refusal);
    }
  }

  #takeWord(word: LaneWord): SendingOutput[] {
    switch (word.type) {
      case "want":
        return this.#startAt(word.offset, word.credit);
      case "ack":
        return this.#acknowledge(word.offset, word.credit);
      case "wait":
        return [];
      case "have":
        if (this.#stage !== "offered")
          return this.#broken("The receiver said it has the file after it had asked for it.");
        this.#stage = "over";
        return [{ kind: "finished", sha256: word.sha256, name: word.name, already: true }];
      case "done":
        if (this.#stage !== "ended") return this.#broken("The receiver said done before the end.");
        this.#stage = "over";
        return [{ kind: "finished", sha256: word.sha256, name: word.name, already: false }];
      case "refuse":
        this.#stage = "over";
        return [{ kind: "refused", refusal: word, isOurs: false }];
      default:
        return this.#broken(`The receiver said "${word.type}", which only a sender says.`);
    }
  }

  /** A `want` after the first is the receiver asking again from a piece that came wrong or found no place. */
  #startAt(offset: number, credit: number | undefined): SendingOutput[] {
    if (this.#offer.bytes !== null && offset > this.#offer.bytes)
      return this.#broken("The receiver asked for an offset behind the end.");
    this.#stage = "sending";
    this.#size = this.#offer.bytes;
    this.#turn += 1;
    this.#reading = 0;
    this.#acked = offset;
    this.#nextRead = offset;
    this.#nextSend = offset;
    this.#limit = this.#limitAt(offset, credit);
    this.#read.clear();
    return [
      { kind: "drop-read" },
      { kind: "progress", ackedBytes: offset },
      ...this.#readAhead(),
      ...this.#endIfAllSent(),
    ];
  }

  #acknowledge(offset: number, credit: number | undefined): SendingOutput[] {
    if (this.#stage === "offered" || offset > this.#nextSend)
      return this.#broken("The receiver acknowledged bytes that were never sent.");
    if (offset < this.#acked) return [];
    const isFurther = offset > this.#acked;
    this.#acked = offset;
    this.#limit = this.#limitAt(offset, credit);
    return [
      ...(isFurther ? [{ kind: "progress", ackedBytes: offset } as const] : []),
      ...this.#readAhead(),
      ...this.#endIfAllSent(),
    ];
  }

  #limitAt(offset: number, credit: number | undefined): number {
    return offset + Math.min(credit ?? WINDOW_BYTES, this.#windowBytes);
  }

  /** Asks for pieces as long as the credit has room for a whole one; the last may be as short as it is. */
  #readAhead(): SendingOutput[] {
    const outputs: SendingOutput[] = [];
    while (this.#stage === "sending" && (this.#isSliced || this.#reading === 0)) {
      const left = this.#size === null ? Number.POSITIVE_INFINITY : this.#size - this.#nextRead;
      const whole = Math.min(this.#pieceBytes, left);
      const room = this.#limit - this.#nextRead;
      // Credit for less than a piece is used only where nothing else is under way: small pieces are slow ones.
      const isAlone = this.#nextRead === this.#acked;
      const bytes = room >= whole ? whole : isAlone ? room : 0;
      if (bytes <= 0) break;
      outputs.push({ kind: "read-piece", turn: this.#turn, offset: this.#nextRead, bytes });
      this.#reading += 1;
      if (this.#isSliced) this.#nextRead += bytes;
    }
    return outputs;
  }

  #takeRead({ offset, bytes, sha256 }: { offset: number; bytes: number; sha256: string }): SendingOutput[] {
    this.#reading -= 1;
    if (!this.#isSliced) this.#nextRead = offset + bytes;
    this.#read.set(offset, { bytes, sha256 });
    return [...this.#sendReady(), ...this.#readAhead()];
  }

  #sendReady(): SendingOutput[] {
    const outputs: SendingOutput[] = [];
    for (let piece = this.#read.get(this.#nextSend); piece; piece = this.#read.get(this.#nextSend)) {
      const offset = this.#nextSend;
      this.#read.delete(offset);
      this.#nextSend += piece.bytes;
      outputs.push(
        { kind: "say", word: { type: "piece", offset, bytes: piece.bytes, sha256: piece.sha256 } },
        { kind: "send-bytes", offset, bytes: piece.bytes },
      );
    }
    return [...outputs, ...this.#endIfAllSent()];
  }

  #endIfAllSent(): SendingOutput[] {
    if (this.#stage !== "sending" || this.#size === null || this.#nextSend < this.#size) return [];
    this.#stage = "ended";
    return [{ kind: "say", word: { type: "end", bytes: this.#size } }];
  }

  #endAt(offset: number): SendingOutput[] {
    if (this.#size !== null && this.#size !== offset) {
      const message = `The file has ${offset} bytes instead of ${this.#size}: send it again.`;
      return this.#giveUp({ type: "refuse", code: "source_changed", message });
    }
    this.#reading = 0;
    this.#size = offset;
    return this.#endIfAllSent();
  }

  #giveUp(refusal: Refuse): SendingOutput[] {
    this.#stage = "over";
    return [
      { kind: "say", word: refusal },
      { kind: "refused", refusal, isOurs: true },
    ];
  }

  #broken(message: string): SendingOutput[] {
    this.#stage = "over";
    return [{ kind: "broken", message }];
  }
}
