/** What happens to the receiving half, and what it wants done. */

import type { LaneWord, Offer, Refuse } from "../protocol/lane-words.ts";

/** What happens to the receiving half. */
export type ReceivingInput =
  | { readonly kind: "word"; readonly word: LaneWord }
  /** Bytes of the file arrived in one binary frame. */
  | { readonly kind: "bytes"; readonly bytes: number }
  /** The offer was looked at: everything before `offset` is here already. */
  | { readonly kind: "accepted"; readonly offset: number }
  | { readonly kind: "have"; readonly sha256: string; readonly name: string }
  /** The offer, or the file later on, can't be taken. */
  | { readonly kind: "refuse"; readonly refusal: Refuse }
  /** The piece that was to be stored is kept. */
  | { readonly kind: "stored"; readonly offset: number; readonly bytes: number }
  /** The piece that was to be stored had other bytes than announced. */
  | { readonly kind: "piece-wrong"; readonly offset: number }
  /** The bytes of a range can't be fetched: they are to come on the lane. */
  | { readonly kind: "not-fetched"; readonly offset: number }
  /** There is no room for the piece that was to be stored, and somebody is asked to make some. */
  | { readonly kind: "no-room" }
  /** There may be room again. */
  | { readonly kind: "room" }
  | { readonly kind: "finished"; readonly sha256: string; readonly name: string };

/** What the receiving half wants done, in this order. */
export type ReceivingOutput =
  | { readonly kind: "say"; readonly word: LaneWord }
  /** Decide about the offer: answer with `accepted`, `have` or `refuse`. */
  | { readonly kind: "consider"; readonly offer: Offer }
  /**
   * The bytes of this piece are complete, or are to be fetched: check, store, answer
   * with `stored`, `piece-wrong`, `not-fetched` or `no-room`.
   */
  | {
      readonly kind: "store";
      readonly offset: number;
      readonly bytes: number;
      readonly sha256: string | readonly string[];
      readonly isFetched?: true;
    }
  /** Drop the bytes gathered for this piece: it comes again later. */
  | { readonly kind: "drop"; readonly bytes: number }
  /** All bytes are stored: finish the file, answer with `finished` or `refuse`. */
  | { readonly kind: "finish"; readonly bytes: number }
  | { readonly kind: "over"; readonly refusal?: Refuse };
