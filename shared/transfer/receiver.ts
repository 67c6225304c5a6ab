/** Carries the receiving half out: puts what arrives into a store, piece by piece. */

import type { LaneWord, Offer, Refuse } from "../protocol/lane-words.ts";
import { RANGE_SIZES, type RangeSizes } from "./range-sizes.ts";
import { ReceivingHalf, type ReceivingInput, type ReceivingOutput } from "./receiving-half.ts";
import { TransferRefused } from "./transfer-refused.ts";

/** A piece whose bytes are complete. */
export interface ArrivedPiece {
  readonly offset: number;
  readonly bytes: number;
  /** Its digest, or those of its parts. */
  readonly sha256: string | readonly string[];
}

/** A piece whose bytes can be fetched, with the digest of each of its parts. */
export interface FetchedPiece {
  readonly offset: number;
  readonly bytes: number;
  readonly sha256: readonly string[];
}

type StoreOutput = Extract<ReceivingOutput, { kind: "store" }>;

/** What came of a piece where the sender was asked to go back. */
const GOING_BACK: ReadonlySet<ReceivingInput["kind"]> = new Set(["piece-wrong", "not-fetched", "no-room"]);

/** What became of a piece; `not-fetched` where its bytes were to be fetched and can't be had so. */
export type PieceOutcome = "stored" | "wrong" | "not-fetched" | "no-room";

/** What a store says to an offer: from where it wants the file, or that it has it. */
export type Considered =
  | { readonly kind: "take"; readonly offset: number }
  | { readonly kind: "have"; readonly sha256: string; readonly name: string };

/** Where a file's bytes go. Each of the first three throws `TransferRefused` where the file can't be taken. */
export interface ReceivingStore<Part> {
  /** Whether pieces may come with the digests of their parts in place of their own. */
  readonly takesParts?: true;
  consider(offer: Offer): Promise<Considered>;
  /**
   * Checks the digest and keeps the piece, after the ones before it: kept as `Ack` in the protocol promises. Once a piece
   * was wrong or found no room, those handed over after it before that was known are not stored, and their result is
   * ignored.
   */
  store(piece: ArrivedPiece, parts: readonly Part[]): Promise<PieceOutcome>;
  /** Fetches the bytes of a piece, then does as `store` does. Whoever has this gets files by ranges, where their sender can. */
  fetch?(piece: FetchedPiece): Promise<PieceOutcome>;
  /** All bytes are kept: makes it a file, which is on the disk when it resolves. */
  finish(bytes: number): Promise<{ readonly sha256: string; readonly name: string }>;
  /** The dialogue is over or its lane is lost; `refusal` says why the file was given up. Called once or more. */
  release(refusal?: Refuse): Promise<void>;
}

export interface ReceiverOptions<Part> {
  readonly store: ReceivingStore<Part>;
  readonly say: (word: LaneWord) => void;
  readonly windowBytes?: number | undefined;
  readonly rangeSizes?: RangeSizes;
}

/**
 * Receives one file. Words are put in one by one, each only when the one before has been taken; of bytes the next may be
 * put in while those before are still being stored, where the store can have several pieces under way.
 */
export class Receiver<Part> {
  readonly #options: ReceiverOptions<Part>;
  readonly #half: ReceivingHalf;
  #parts: Part[] = [];
  #refusal: Refuse | undefined;
  /** Counts how often the sender was asked to go back: what was being stored beyond that place is ignored. */
  #round = 0;

  constructor(options: ReceiverOptions<Part>) {
    this.#options = options;
    const { store, windowBytes, rangeSizes = RANGE_SIZES } = options;
    this.#half = new ReceivingHalf(windowBytes, store.fetch && rangeSizes, store.takesParts);
  }

  get over(): boolean {
    return this.#half.over;
  }

  /** Whether the sender waits for us. */
  get isOurTurn(): boolean {
    return this.#half.isOurTurn;
  }

  /** Why the file was given up, by whichever end. */
  get refusal(): Refuse | undefined {
    return this.#refusal;
  }

  /**
   * Takes one word of the sender; for `range` it resolves when that is stored, and the next word need not wait for it.
   * Throws `ProtocolError` where it breaks the order.
   */
  takeWord(word: LaneWord): Promise<void> {
    return this.#carryOut({ kind: "word", word });
  }

  /**
   * Takes one binary frame, in as many parts as it came in; resolves when a piece that is complete with it is stored.
   * Throws `ProtocolError` where no bytes were expected.
   */
  takeBytes(parts: readonly Part[], bytes: number): Promise<void> {
    this.#parts.push(...parts);
    return this.#carryOut({ kind: "bytes", bytes });
  }

  /** There may be room again for what found none. */
  room(): Promise<void> {
    return this.#carryOut({ kind: "room" });
  }

  /** Lets go of the store; what is stored stays for a resumption. */
  close(): Promise<void> {
    this.#parts = [];
    return this.#options.store.release();
  }

  async #carryOut(first: ReceivingInput): Promise<void> {
    const outputs: ReceivingOutput[] = this.#half.take(first);
    for (let output = outputs.shift(); output; output = outputs.shift()) {
      const round = this.#round;
      const next = await this.#act(output);
      if (!next || (output.kind === "store" && round !== this.#round)) continue;
      if (GOING_BACK.has(next.kind)) this.#round += 1;
      outputs.push(...this.#half.take(next));
    }
  }

  /** Does one thing the half asked for, and says what came of it. */
  async #act(output: ReceivingOutput): Promise<ReceivingInput | undefined> {
    const { store, say } = this.#options;
    switch (output.kind) {
      case "say":
        say(output.word);
        return undefined;
      case "consider":
        return await refusing(async () => {
          const considered = await store.consider(output.offer);
          return considered.kind === "have" ? considered : { kind: "accepted", offset: considered.offset };
        });
      case "store":
        return await refusing(() => this.#store(output));
      case "drop":
        this.#parts = [];
        return undefined;
      case "finish":
        return await refusing(async () => ({ kind: "finished", ...(await store.finish(output.bytes)) }));
      case "over":
        this.#refusal = output.refusal;
        await store.release(output.refusal);
        return undefined;
    }
  }

  #stored({ offset, bytes, sha256, isFetched }: StoreOutput): Promise<PieceOutcome> {
    const { store } = this.#options;
    if (isFetched && typeof sha256 !== "string")
      return store.fetch?.({ offset, bytes, sha256 }) ?? Promise.resolve("not-fetched");
    const parts = this.#parts;
    this.#parts = [];
    return store.store({ offset, bytes, sha256 }, parts);
  }

  async #store(piece: StoreOutput): Promise<ReceivingInput> {
    const { offset, bytes } = piece;
    switch (await this.#stored(piece)) {
      case "stored":
        return { kind: "stored", offset, bytes };
      case "wrong":
        return { kind: "piece-wrong", offset };
      case "not-fetched":
        return { kind: "not-fetched", offset };
      case "no-room":
        return { kind: "no-room" };
    }
  }
}

async function refusing(action: () => Promise<ReceivingInput>): Promise<ReceivingInput> {
  try {
    return await action();
  } catch (error) {
    if (!(error instanceof TransferRefused)) throw error;
    return { kind: "refuse", refusal: error.refusal };
  }
}
