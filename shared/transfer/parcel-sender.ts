/** Sends whole files as parcels over one lane, many under way at once; it does no I/O of its own. */

import type { FileId, Refuse } from "../protocol/lane-words.ts";
import type { ParcelHead } from "../protocol/parcels/parcel.ts";
import type { ParcelWord, Receipt, Seek } from "../protocol/parcels/parcel-words.ts";
import { ProtocolError } from "../protocol/protocol-error.ts";

/** A file that is to go as a parcel. */
export interface OutgoingParcel {
  readonly head: ParcelHead;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** What carries parcels to the receiver, in the order they are handed over. */
export interface ParcelOutlet {
  sayOfParcels(word: Seek): void;
  /** Without bytes it asks whether they are wanted. */
  sendParcel(head: ParcelHead, bytes?: Uint8Array<ArrayBuffer>): void;
}

/** How one parcel ended. */
export type ParcelOutcome =
  | { readonly kind: "finished"; readonly sha256: string; readonly name: string; readonly already: boolean }
  | { readonly kind: "refused"; readonly refusal: Refuse }
  /** The receiver wants it piece by piece. */
  | { readonly kind: "in-pieces" };

interface Sent {
  readonly parcel: OutgoingParcel;
  hasBytes: boolean;
}

export class ParcelSender {
  readonly #outlet: ParcelOutlet;
  readonly #onOutcome: (id: FileId, outcome: ParcelOutcome) => void;
  /** What is not answered yet. */
  readonly #open = new Map<FileId, Sent>();
  /** What waits for the answer whether it is known. */
  #sought: OutgoingParcel[] = [];

  constructor(outlet: ParcelOutlet, onOutcome: (id: FileId, outcome: ParcelOutcome) => void) {
    this.#outlet = outlet;
    this.#onOutcome = onOutcome;
  }

  /** Whether every parcel is answered. */
  get over(): boolean {
    return this.#open.size === 0 && this.#sought.length === 0;
  }

  /** Sends files at once; where asking costs less than their bytes, `seeks` asks first which of them are known. */
  send(parcels: readonly OutgoingParcel[], seeks: boolean): void {
    if (parcels.length === 0) return;
    if (!seeks) return this.#sendAll(parcels, new Set());
    this.#sought.push(...parcels);
    this.#outlet.sayOfParcels({ type: "seek", sha256: parcels.map(({ head }) => head.sha256) });
  }

  /** Takes a word of the receiver. Throws `ProtocolError` for one that was not due. */
  takeWord(word: ParcelWord): void {
    switch (word.type) {
      case "known": {
        const sought = this.#sought;
        if (sought.length === 0) break;
        this.#sought = [];
        return this.#sendAll(sought, new Set(word.sha256));
      }
      case "receipts":
        for (const receipt of word.of) this.#take(receipt);
        return;
    }
    throw unexpected();
  }

  #sendAll(parcels: readonly OutgoingParcel[], known: ReadonlySet<string>): void {
    for (const parcel of parcels) {
      const hasBytes = !known.has(parcel.head.sha256);
      this.#open.set(parcel.head.id, { parcel, hasBytes });
      this.#outlet.sendParcel(parcel.head, hasBytes ? parcel.bytes : undefined);
    }
  }

  #take(receipt: Receipt): void {
    const { id } = receipt;
    const sent = this.#open.get(id);
    if (!sent) throw unexpected();
    if (receipt.type === "wanted" && !sent.hasBytes) {
      sent.hasBytes = true;
      return this.#outlet.sendParcel(sent.parcel.head, sent.parcel.bytes);
    }
    this.#open.delete(id);
    this.#onOutcome(id, outcomeOf(receipt));
  }
}

function outcomeOf(receipt: Receipt): ParcelOutcome {
  switch (receipt.type) {
    case "done":
    case "have":
      return {
        kind: "finished",
        already: receipt.type === "have",
        sha256: receipt.sha256,
        name: receipt.name,
      };
    case "refuse":
      return { kind: "refused", refusal: receipt };
    case "wanted":
      return { kind: "in-pieces" };
  }
}

function unexpected(): ProtocolError {
  return new ProtocolError("unexpected_word", "What was said of parcels was not due.");
}
