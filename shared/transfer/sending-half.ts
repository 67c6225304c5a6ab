/** The sending half of one file on one lane: decides what is said and read next; it does no I/O of its own. */

import type { FileId, LaneWord, Offer, Refuse } from "../protocol/lane-words.ts";
import { PIECE_BYTES, WINDOW_BYTES } from "../protocol/limits.ts";

/** What happens to the sending half. */
export type SendingInput =
  /** A word came from the receiver. */
  | { readonly kind: "word"; readonly word: LaneWord }
  /** The piece asked for has been read and digested; its bytes are ready to go. */
  | { readonly kind: "piece-read"; readonly offset: number; readonly bytes: number; readonly sha256: string }
  /** The source can no longer be read, or is no longer the same. */
  | { readonly kind: "source-failed"; readonly refusal: Refuse };

/** What the sending half wants done, in this order. */
export type SendingOutput =
  | { readonly kind: "say"; readonly word: LaneWord }
  /** Read and digest this stretch, then answer with `piece-read`. */
  | { readonly kind: "read-piece"; readonly offset: number; readonly bytes: number }
  /** Send the bytes of this piece, as binary frames and nothing else. */
  | { readonly kind: "send-bytes"; readonly offset: number; readonly bytes: number }
  | { readonly kind: "progress"; readonly ackedBytes: number }
  | { readonly kind: "finished"; readonly sha256: string; readonly name: string; readonly already: boolean }
  | { readonly kind: "refused"; readonly refusal: Refuse }
  /** The receiver broke the dialogue: the lane is to be closed and the file tried again on a new one. */
  | { readonly kind: "broken"; readonly message: string };

type Stage = "offered" | "sending" | "ended" | "over";

/** How much a sending half has under way; the defaults are the wire's. */
export interface SendingLimits {
  readonly pieceBytes: number;
  readonly windowBytes: number;
}

/** One file's dialogue from the sender's side. */
export class SendingHalf {
  readonly #offer: Offer;
  readonly #limits: SendingLimits;
  #stage: Stage = "offered";
  /** Everything before this offset is with the receiver for good. */
  #acked = 0;
  /** The next offset to read. */
  #nextRead = 0;
  /** The next offset to send: pieces may be digested out of order, they leave in order. */
  #nextSend = 0;
  readonly #read = new Map<number, { bytes: number; sha256: string }>();

  constructor(offer: Offer, limits: SendingLimits = { pieceBytes: PIECE_BYTES, windowBytes: WINDOW_BYTES }) {
    this.#offer = offer;
    this.#limits = limits;
  }

  get id(): FileId {
    return this.#offer.id;
  }

  /** Whether nothing more will come of this half. */
  get over(): boolean {
    return this.#stage === "over";
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
        // A piece read before the receiver asked to go back is no longer wanted at this place.
        if (input.offset < this.#nextSend || input.offset >= this.#nextRead) return [];
        this.#read.set(input.offset, { bytes: input.bytes, sha256: input.sha256 });
        return this.#sendReady();
      case "source-failed":
        this.#stage = "over";
        return [
          { kind: "say", word: input.refusal },
          { kind: "refused", refusal: input.refusal },
        ];
    }
  }

  #takeWord(word: LaneWord): SendingOutput[] {
    switch (word.type) {
      case "want":
        return this.#startAt(word.offset);
      case "ack":
        return this.#acknowledge(word.offset);
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
        return [{ kind: "refused", refusal: word }];
      default:
        return this.#broken(`The receiver said "${word.type}", which only a sender says.`);
    }
  }

  /** A `want` after the first is the receiver asking again from a piece that came wrong. */
  #startAt(offset: number): SendingOutput[] {
    if (offset > this.#offer.bytes) return this.#broken("The receiver asked for an offset behind the end.");
    this.#stage = "sending";
    this.#acked = offset;
    this.#nextRead = offset;
    this.#nextSend = offset;
    this.#read.clear();
    return [{ kind: "progress", ackedBytes: offset }, ...this.#readAhead(), ...this.#endIfAllSent()];
  }

  #acknowledge(offset: number): SendingOutput[] {
    if (this.#stage === "offered" || offset > this.#nextSend) {
      return this.#broken("The receiver acknowledged bytes that were never sent.");
    }
    if (offset <= this.#acked) return [];
    this.#acked = offset;
    return [{ kind: "progress", ackedBytes: offset }, ...this.#readAhead(), ...this.#endIfAllSent()];
  }

  /** Asks for pieces as long as the window has room. */
  #readAhead(): SendingOutput[] {
    const outputs: SendingOutput[] = [];
    while (this.#nextRead < this.#offer.bytes) {
      const bytes = Math.min(this.#limits.pieceBytes, this.#offer.bytes - this.#nextRead);
      const underWay = this.#nextRead - this.#acked;
      if (underWay > 0 && underWay + bytes > this.#limits.windowBytes) break;
      outputs.push({ kind: "read-piece", offset: this.#nextRead, bytes });
      this.#nextRead += bytes;
    }
    return outputs;
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
    if (this.#stage !== "sending" || this.#nextSend < this.#offer.bytes) return [];
    this.#stage = "ended";
    return [{ kind: "say", word: { type: "end", bytes: this.#offer.bytes } }];
  }

  #broken(message: string): SendingOutput[] {
    this.#stage = "over";
    return [{ kind: "broken", message }];
  }
}
