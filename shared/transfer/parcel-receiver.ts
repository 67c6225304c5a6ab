/** Receives parcels: each file goes into its store by itself, and those that are done together are answered together. */

import type { Refuse } from "../protocol/lane-words.ts";
import type { Parcel } from "../protocol/parcels/parcel.ts";
import type { Receipt, Receipts } from "../protocol/parcels/parcel-words.ts";
import type { ReceivingStore } from "./receiver.ts";
import { TransferRefused } from "./transfer-refused.ts";

/** So many receipts fit into one word, however long their names and sentences are. */
export const MAX_RECEIPTS = 16;

/** Where one parcel's file goes. */
export interface ParcelPlace {
  readonly store: ReceivingStore<Uint8Array>;
  /** Nobody works on it any more. */
  letGo(): void;
}

export interface ParcelReceiverOptions {
  /** Opens the place for this file alone; `over` resolves when its parcel is answered. Throws `TransferRefused`. */
  readonly open: (parcel: Parcel, over: Promise<void>) => Promise<ParcelPlace>;
  readonly say: (word: Receipts) => void;
  /** A file is not taken. */
  readonly onRefused: (name: string, refusal: Refuse) => void;
}

export class ParcelReceiver {
  readonly #options: ParcelReceiverOptions;
  readonly #underWay = new Set<Promise<void>>();
  #receipts: Receipt[] = [];

  constructor(options: ParcelReceiverOptions) {
    this.#options = options;
  }

  /** Whether a parcel has come and is not answered yet. */
  get isBusy(): boolean {
    return this.#underWay.size > 0;
  }

  /** Takes a parcel; resolves when it is answered. Rejects where something unforeseen fails: it stays unanswered. */
  take(parcel: Parcel): Promise<void> {
    const { promise: over, resolve } = Promise.withResolvers<void>();
    const taken = this.#settle(parcel, over).then((receipt) => this.#answer(receipt));
    const ended = taken.finally(() => {
      this.#underWay.delete(ended);
      resolve();
    });
    this.#underWay.add(ended);
    return ended;
  }

  /** Resolves when all that have come are done with. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#underWay);
  }

  async #settle(parcel: Parcel, over: Promise<void>): Promise<Receipt> {
    const { id, name } = parcel.head;
    try {
      const place = await this.#options.open(parcel, over);
      try {
        return { id, ...(await receive(place.store, parcel)) };
      } finally {
        place.letGo();
      }
    } catch (error) {
      if (!(error instanceof TransferRefused)) throw error;
      this.#options.onRefused(name, error.refusal);
      return { id, ...error.refusal };
    }
  }

  /** Those that one flush has made safe come in one breath. */
  #answer(receipt: Receipt): void {
    this.#receipts.push(receipt);
    if (this.#receipts.length > 1) return;
    void Promise.resolve().then(() => {
      const receipts = this.#receipts;
      this.#receipts = [];
      for (let at = 0; at < receipts.length; at += MAX_RECEIPTS)
        this.#options.say({ type: "receipts", of: receipts.slice(at, at + MAX_RECEIPTS) });
    });
  }
}

type Answer = Receipt extends infer One ? (One extends Receipt ? Omit<One, "id"> : never) : never;

async function receive(store: ReceivingStore<Uint8Array>, { head, parts }: Parcel): Promise<Answer> {
  const { bytes, sha256 } = head;
  try {
    const considered = await store.consider(head);
    if (considered.kind === "have") return { type: "have", sha256: considered.sha256, name: considered.name };
    // What was begun piece by piece goes on so, and so does one whose bytes are not what its digest says.
    if (!parts || considered.offset > 0) return await wanted(store);
    const isStored = bytes === 0 || (await store.store({ offset: 0, bytes, sha256 }, parts)) === "stored";
    if (!isStored) return await wanted(store);
    return { type: "done", ...(await store.finish(bytes)) };
  } catch (error) {
    await store.release(error instanceof TransferRefused ? error.refusal : undefined);
    throw error;
  }
}

async function wanted(store: ReceivingStore<Uint8Array>): Promise<Answer> {
  await store.release();
  return { type: "wanted" };
}
