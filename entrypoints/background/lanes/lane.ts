/** What carries one file's dialogue, as the background uses it: words and bytes in order, and the moment it is lost. */

import type { LaneWord } from "../../../shared/protocol/lane-words.ts";
import { LANE_WAIT_MS } from "../../../shared/protocol/limits.ts";
import { decodeWord, isOfParcels, type ParcelWord } from "../../../shared/protocol/parcels/parcel-words.ts";
import type { ParcelOutlet } from "../../../shared/transfer/parcel-sender.ts";
import { Patience } from "../../../shared/transfer/patience.ts";

/** The lane ended before the file did: it is resumed on a new one. */
export class LaneLost extends Error {
  override readonly name = "LaneLost";
  readonly code = "lane_lost";
  /** The WebSocket's close code, where there was one. */
  readonly closeCode: number | undefined;

  constructor(message: string, closeCode?: number) {
    super(message);
    this.closeCode = closeCode;
  }
}

/** What arrives on a lane. */
export type LaneArrival =
  | { readonly kind: "word"; readonly word: LaneWord }
  | { readonly kind: "of-parcels"; readonly word: ParcelWord }
  | { readonly kind: "bytes"; readonly data: ArrayBuffer };

/** Bytes of a file as they are handed over: what was read for its digest, else where it is. */
export type LaneBytes = Blob | Uint8Array<ArrayBuffer>;

/** Gets a stretch of a file past the script's memory. Throws where that can't be. */
export type FetchStretch = (id: string, offset: number, bytes: number) => Promise<Blob>;

/** How large pieces are and how much is under way, where a carrier takes less than a raw lane. */
export interface LaneSizes {
  readonly pieceBytes?: number;
  readonly windowBytes?: number;
}

/** One lane, whatever carries it. */
export interface Lane {
  readonly sizes: LaneSizes;
  /** Fetches a stretch of the file that is under way, where that can be had: exactly its bytes, unchecked. Ends with the lane. */
  readonly fetch?: FetchStretch | undefined;
  /** Whether the next file can still go over it. */
  readonly isOpen: boolean;
  /** What whole files go over; absent where the companion or the carrier takes none. */
  readonly parcels?: ParcelOutlet | undefined;
  say(word: LaneWord): void;
  /** Sends bytes of the file, of which it takes a copy at once. A Blob's bytes need not enter the script's memory. */
  sendBytes(bytes: LaneBytes): void;
  /** The next word or bytes. Throws `LaneLost` when the lane ends. */
  next(): Promise<LaneArrival>;
  /** Watches over the other end's silence while a file is under way; returns what ends that. */
  watch(isOurTurn: () => boolean): () => void;
  close(): void;
}

/** The part that all lanes have in common: what has arrived and was not taken yet, and the other end's silence. */
export abstract class CarriedLane implements Lane {
  abstract readonly sizes: LaneSizes;
  readonly #arrivals: LaneArrival[] = [];
  readonly #patience = new Patience(performance.now());
  #waiting: { resolve: (arrival: LaneArrival) => void; reject: (error: Error) => void } | undefined;
  #lost: LaneLost | undefined;
  #seenBytes = 0;

  abstract say(word: LaneWord): void;
  abstract sendBytes(bytes: LaneBytes): void;
  /** Lets go of what carries it. */
  protected abstract release(): void;

  get isOpen(): boolean {
    return this.#lost === undefined;
  }

  next(): Promise<LaneArrival> {
    const arrival = this.#arrivals.shift();
    if (arrival) return Promise.resolve(arrival);
    if (this.#lost) return Promise.reject(this.#lost);
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
    });
  }

  watch(isOurTurn: () => boolean): () => void {
    this.#patience.heard(performance.now());
    const timer = setInterval(() => {
      const look = { nowMs: performance.now(), isOurTurn: isOurTurn(), seenBytes: this.#seenBytes };
      const verdict = this.#patience.look(look);
      if (verdict === "say-wait") this.say({ type: "wait" });
      else if (verdict !== undefined) {
        this.lose(`The companion was ${verdict} for too long.`);
        this.close();
      }
    }, LANE_WAIT_MS);
    return () => clearInterval(timer);
  }

  close(): void {
    this.lose("The lane was closed.");
    this.release();
  }

  /** Takes a word as text; one that is none ends the lane. */
  protected takeText(text: string): void {
    this.attempt(() => {
      const word = decodeWord(text);
      this.#take(isOfParcels(word) ? { kind: "of-parcels", word } : { kind: "word", word });
    });
  }

  protected takeBytes(data: ArrayBuffer): void {
    this.#seenBytes += data.byteLength;
    this.#take({ kind: "bytes", data });
  }

  protected lose(reason: string, closeCode?: number): void {
    this.#lost ??= new LaneLost(reason, closeCode);
    this.#waiting?.reject(this.#lost);
    this.#waiting = undefined;
  }

  /** What goes wrong in it ends the lane. */
  protected attempt(action: () => void): void {
    try {
      action();
    } catch (error) {
      this.lose(error instanceof Error ? error.message : String(error));
    }
  }

  #take(arrival: LaneArrival): void {
    this.#patience.heard(performance.now());
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (waiting) waiting.resolve(arrival);
    else this.#arrivals.push(arrival);
  }
}
