/** The sending half of one file: decides what is said and read next; it does no I/O of its own. */

import type { FileId, LaneWord, Offer, Refuse, Want } from "../protocol/lane-words.ts";
import { PIECE_BYTES, WINDOW_BYTES } from "../protocol/limits.ts";
import { message } from "../texts/message.ts";
import { saying } from "../texts/said.ts";
import { RANGE_SIZES, type RangeSizes } from "./range-sizes.ts";
import type { SendingInput, SendingOptions, SendingOutput } from "./sending-steps.ts";

export type { SendingInput, SendingOutput } from "./sending-steps.ts";

type Stage = "offered" | "sending" | "ended" | "over";

/** One file's dialogue from the sender's side. */
export class SendingHalf {
  readonly #offer: Offer;
  readonly #pieceBytes: number;
  readonly #windowBytes: number;
  readonly #isSliced: boolean;
  readonly #hasRanges: boolean;
  readonly #rangeSizes: RangeSizes;
  #stage: Stage = "offered";
  /** The file's end; `null` until a source of unknown size has told. */
  #size: number | null;
  /** Everything before this offset is kept by the receiver. */
  #acked = 0;
  /** How far the receiver's credit reaches. */
  #limit = 0;
  /** The next offset to read. */
  #nextRead = 0;
  /** The next offset to send: pieces may be digested out of order, they leave in order. */
  #nextSend = 0;
  #round = 0;
  #reading = 0;
  /** Whether the receiver fetches the bytes that are announced. */
  #isFetched = false;
  /** Whether it wants the digests of pieces as those of their parts. */
  #isInParts = false;
  readonly #read = new Map<number, { bytes: number; sha256: string | readonly string[] }>();

  constructor(offer: Offer, options: SendingOptions = {}) {
    this.#offer = offer;
    this.#size = offer.bytes;
    this.#pieceBytes = options.pieceBytes ?? PIECE_BYTES;
    this.#windowBytes = options.windowBytes ?? WINDOW_BYTES;
    this.#isSliced = options.isSliced ?? true;
    this.#hasRanges = options.hasRanges ?? false;
    this.#rangeSizes = options.rangeSizes ?? RANGE_SIZES;
  }

  get id(): FileId {
    return this.#offer.id;
  }

  /** Whether nothing more will come of this half. */
  get over(): boolean {
    return this.#stage === "over";
  }

  /** Counts the receiver's wants: what was read for an earlier one is of no use any more. */
  get round(): number {
    return this.#round;
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
        return input.round === this.#round ? this.#takeRead(input) : [];
      case "source-ended":
        return input.round === this.#round ? this.#endAt(input.offset) : [];
      case "source-failed":
        return this.#giveUp(input.refusal);
    }
  }

  #takeWord(word: LaneWord): SendingOutput[] {
    switch (word.type) {
      case "want":
        return this.#startAt(word);
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
  #startAt({ offset, credit, by, digests }: Want): SendingOutput[] {
    if (this.#offer.bytes !== null && offset > this.#offer.bytes)
      return this.#broken("The receiver asked for an offset behind the end.");
    this.#stage = "sending";
    // Digests are of parts that begin where parts begin; what is left of an odd one is sent.
    this.#isInParts = digests === "parts";
    this.#isFetched = by === "range" && this.#hasRanges && offset % this.#rangeSizes.partBytes === 0;
    this.#size = this.#offer.bytes;
    this.#round += 1;
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
    const most = this.#isFetched ? this.#rangeSizes.windowBytes : this.#windowBytes;
    return offset + Math.min(credit ?? WINDOW_BYTES, most);
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
      const bytes = room >= whole ? whole : isAlone ? this.#cut(room) : 0;
      if (bytes <= 0) break;
      const manner = { round: this.#round, isFetched: this.#isFetched, isInParts: this.#isInParts };
      outputs.push({ kind: "read-piece", offset: this.#nextRead, bytes, ...manner });
      this.#reading += 1;
      if (this.#isSliced) this.#nextRead += bytes;
    }
    return outputs;
  }

  /** Less than a piece: where it is fetched, whole parts of it. */
  #cut(bytes: number): number {
    return this.#isFetched ? bytes - (bytes % this.#rangeSizes.partBytes) : bytes;
  }

  #takeRead({ offset, bytes, sha256 }: Extract<SendingInput, { kind: "piece-read" }>): SendingOutput[] {
    this.#reading -= 1;
    if (!this.#isSliced) this.#nextRead = offset + bytes;
    this.#read.set(offset, { bytes, sha256 });
    return [...this.#sendReady(), ...this.#readAhead()];
  }

  #sendReady(): SendingOutput[] {
    const outputs: SendingOutput[] = [];
    for (let piece = this.#read.get(this.#nextSend); piece; piece = this.#read.get(this.#nextSend)) {
      const offset = this.#nextSend;
      const { bytes, sha256 } = piece;
      this.#read.delete(offset);
      this.#nextSend += bytes;
      if (this.#isFetched && typeof sha256 !== "string")
        outputs.push({ kind: "say", word: { type: "range", offset, bytes, sha256 } });
      else
        outputs.push(
          { kind: "say", word: { type: "piece", offset, bytes, sha256 } },
          { kind: "send-bytes", offset, bytes },
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
      const said = message("files.size-differs", { bytes: offset, expected: this.#size });
      return this.#giveUp({ type: "refuse", code: "source_changed", ...saying(said) });
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

  #broken(why: string): SendingOutput[] {
    this.#stage = "over";
    return [{ kind: "broken", message: why }];
  }
}
