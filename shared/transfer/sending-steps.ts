/** What happens to the sending half, what it wants done, and how it may be set up. */

import type { LaneWord, Refuse } from "../protocol/lane-words.ts";
import type { RangeSizes } from "./range-sizes.ts";

/** What happens to the sending half. */
export type SendingInput =
  /** A word came from the receiver. */
  | { readonly kind: "word"; readonly word: LaneWord }
  /** The stretch asked for has been read and digested; a source that streams may have given less than asked. */
  | {
      readonly kind: "piece-read";
      readonly round: number;
      readonly offset: number;
      readonly bytes: number;
      /** Its digest; or that of each of its parts, where the receiver wants those, or fetches it and nothing was read. */
      readonly sha256: string | readonly string[];
    }
  /** A source of unknown size has no more: `offset` is where the file ends. */
  | { readonly kind: "source-ended"; readonly round: number; readonly offset: number }
  /** The source can no longer be read, or is no longer the same. */
  | { readonly kind: "source-failed"; readonly refusal: Refuse };

/** What the sending half wants done, in this order. */
export type SendingOutput =
  | { readonly kind: "say"; readonly word: LaneWord }
  | ReadPieceOutput
  /** Send the bytes of this piece, and nothing else. */
  | { readonly kind: "send-bytes"; readonly offset: number; readonly bytes: number }
  /** The receiver asked to go back: whatever was read and not sent is not wanted any more. */
  | { readonly kind: "drop-read" }
  | { readonly kind: "progress"; readonly ackedBytes: number }
  | { readonly kind: "finished"; readonly sha256: string; readonly name: string; readonly already: boolean }
  | { readonly kind: "refused"; readonly refusal: Refuse; readonly isOurs: boolean }
  /** The receiver broke the dialogue: the lane is to be closed and the file tried again on a new one. */
  | { readonly kind: "broken"; readonly message: string };

/** Read and digest this stretch, then answer with `piece-read`, or `source-ended` where there is nothing. */
export interface ReadPieceOutput {
  readonly kind: "read-piece";
  readonly round: number;
  readonly offset: number;
  readonly bytes: number;
  /** The receiver fetches the bytes: only the digests of its parts are looked up. */
  readonly isFetched: boolean;
  /** The digests of its parts are wanted in place of its own. */
  readonly isInParts: boolean;
}

/** How a file is cut and how much of it is under way; the defaults are a raw lane's. */
export interface SendingOptions {
  readonly pieceBytes?: number;
  readonly windowBytes?: number;
  /** Whether stretches can be read at any place, several at once; a source that streams is read in order. */
  readonly isSliced?: boolean;
  /** Whether the digests of its parts are known, and its bytes can be fetched. */
  readonly hasRanges?: boolean;
  readonly rangeSizes?: RangeSizes;
}
