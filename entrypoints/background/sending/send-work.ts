/** One item's way out of the queue: its bytes, its dialogue, and what is noted of it. */

import type { SendItem } from "../../../shared/extension/store/database.ts";
import type { TakenSend } from "../../../shared/extension/store/sends.ts";
import { CloseCode } from "../../../shared/protocol/protocol-error.ts";
import { message } from "../../../shared/texts/message.ts";
import { saying } from "../../../shared/texts/said.ts";
import type { OutgoingParcel } from "../../../shared/transfer/parcel-sender.ts";
import { SourceBlocked, TransferRefused } from "../../../shared/transfer/transfer-refused.ts";
import type { FileBatch } from "../lanes/file-batch.ts";
import { type Lane, LaneLost } from "../lanes/lane.ts";
import type { Work } from "../lanes/lane-pool.ts";
import type { Waiting } from "../lanes/turn-queue.ts";
import { CaptureFailed, failureOf, unreadable } from "../sites/capture-failed.ts";
import { type Outgoing, OutgoingFiles } from "./outgoing.ts";
import { parcelOf, sendParcels } from "./parcels.ts";
import { noteProgress, type SendProgress } from "./send-progress.ts";
import type { SendQueue } from "./send-queue.ts";
import { type UploadOutcome, upload } from "./upload.ts";

/** What is told of items while they are sent. */
export interface SendListener {
  /** An item's state or progress has changed. */
  readonly onProgress: () => void;
  /** The computer has all of it: the item as it is then. */
  readonly onDone: (item: SendItem) => void;
}

/** A small item that was read; without a parcel where it goes piece by piece. */
interface Read {
  readonly work: Work<Waiting>;
  readonly item: SendItem;
  readonly parcel?: OutgoingParcel | undefined;
}

export class SendWork {
  readonly #queue: SendQueue;
  readonly #batch: FileBatch;
  readonly #listener: SendListener;
  readonly #files = new OutgoingFiles();
  /** What went wrong among others as a parcel. */
  readonly #inPieces = new Set<string>();

  constructor(queue: SendQueue, batch: FileBatch, listener: SendListener) {
    this.#queue = queue;
    this.#batch = batch;
    this.#listener = listener;
  }

  /** Takes over a download that was begun before the item's turn. */
  adopt(...download: Parameters<OutgoingFiles["adopt"]>): void {
    this.#files.adopt(...download);
  }

  /** It is paused or gone: nothing of it is read or kept any more. */
  drop(id: string): void {
    this.#files.close(id);
    this.#queue.drop(id);
  }

  /** Sends one item. Throws `LaneLost` where it is to be tried again. */
  async send(lane: Lane, id: string): Promise<void> {
    const taken = await this.#queue.take(id);
    if (!taken) return this.#batch.drop(id);
    this.#batch.add(taken.item);
    const progress = noteProgress(id, (ackedBytes) => {
      this.#batch.acknowledged(id, ackedBytes);
      this.#listener.onProgress();
    });
    try {
      await this.#sendTaken(lane, taken, progress);
    } catch (error) {
      progress.stop();
      await this.#queue.putBack(id);
      throw error;
    } finally {
      progress.stop();
      this.#queue.tried(id);
    }
  }

  /** Sends small items together on a lane that takes parcels. Throws `LaneLost`: those that are not over are tried again. */
  async sendTogether(lane: Lane, works: readonly Work<Waiting>[]): Promise<void> {
    const ids = works.map(({ item }) => item.id);
    try {
      const taken = await this.#queue.takeAll(ids);
      const read = await Promise.all(works.map((work) => this.#read(work, taken.get(work.item.id))));
      const inPieces = read.filter((one) => one !== undefined && !one.parcel).map((one) => one?.work);
      const parcels = read.filter((one) => one?.parcel !== undefined);
      for (const work of [...inPieces, ...(await this.#sendParcels(lane, parcels))]) {
        if (!work || work.signal.aborted) continue;
        await this.#sendAlone(lane, work);
        work.over();
      }
    } finally {
      for (const id of ids) this.#queue.tried(id);
    }
  }

  /** One that is paused or removed while it goes piece by piece comes no further; what is left waits for the next lane. */
  async #sendAlone(lane: Lane, { item, signal }: Work<Waiting>): Promise<void> {
    const close = (): void => lane.close();
    signal.addEventListener("abort", close);
    try {
      await this.send(lane, item.id);
    } finally {
      signal.removeEventListener("abort", close);
    }
  }

  /** Reads an item for its parcel; `undefined` where it is over. */
  async #read(work: Work<Waiting>, taken: TakenSend | undefined): Promise<Read | undefined> {
    const { id } = work.item;
    if (!taken) {
      this.#batch.drop(id);
      work.over();
      return undefined;
    }
    const { item, blob } = taken;
    this.#batch.add(item);
    if (!blob || this.#inPieces.has(id)) return { work, item };
    try {
      const outgoing = await this.#outgoing(taken);
      this.#batch.sized(id, outgoing.offer.bytes);
      return { work, item, parcel: await parcelOf(outgoing) };
    } catch (error) {
      await this.#fail(id, error);
      work.over();
      return undefined;
    }
  }

  /** Returns those that the companion wants piece by piece. */
  async #sendParcels(lane: Lane, read: readonly (Read | undefined)[]): Promise<Work<Waiting>[]> {
    const open = new Map(read.flatMap((one) => (one ? [[one.item.id, one] as const] : [])));
    const inPieces: Work<Waiting>[] = [];
    const settling: Promise<void>[] = [];
    // Some may have been paused or removed while they were read.
    const parcels = read.flatMap((one) => (one?.parcel && !one.work.signal.aborted ? [one.parcel] : []));
    try {
      await sendParcels(lane, parcels, (id, outcome) => {
        const one = open.get(id);
        open.delete(id);
        // The user has paused or removed it meanwhile.
        if (!one || one.work.signal.aborted) return;
        if (outcome.kind === "in-pieces") inPieces.push(one.work);
        else settling.push(this.#settle(one.item, one.item.bytes ?? 0, outcome).then(() => one.work.over()));
      });
    } catch (error) {
      // One of them is more than the companion can follow: which, each will show by itself.
      if (error instanceof LaneLost && error.closeCode === CloseCode.malformed)
        for (const id of open.keys()) this.#inPieces.add(id);
      throw error;
    } finally {
      await Promise.allSettled(settling);
    }
    await Promise.all(settling);
    return inPieces;
  }

  async #sendTaken(lane: Lane, taken: TakenSend, progress: SendProgress): Promise<void> {
    const { item } = taken;
    let outgoing: Outgoing;
    try {
      outgoing = await this.#outgoing(taken);
    } catch (error) {
      if (error instanceof LaneLost) throw error;
      return await this.#fail(item.id, error);
    }
    const { offer, source } = outgoing;
    this.#batch.sized(item.id, offer.bytes);
    let acked = 0;
    let outcome: UploadOutcome;
    try {
      outcome = await uploadOrRefuse(lane, offer, source, (ackedBytes) => {
        acked = ackedBytes;
        outgoing.acknowledged(ackedBytes);
        progress.acknowledged(ackedBytes);
      });
    } catch (error) {
      if (!(error instanceof SourceBlocked)) throw error;
      // The companion keeps what it has; a lane in the middle of a file is of no use to another.
      lane.close();
      return await this.#fail(item.id, error.cause instanceof CaptureFailed ? error.cause : error);
    }
    progress.stop();
    await this.#settle(item, offer.bytes ?? acked, outcome);
  }

  /** Notes how it ended. Throws `LaneLost` where it is to be tried again. */
  async #settle(item: SendItem, bytes: number, outcome: UploadOutcome): Promise<void> {
    if (outcome.kind === "finished") {
      this.#batch.finish(item.id);
      this.#files.close(item.id);
      const { name: storedName, already } = outcome;
      const known = { ackedBytes: bytes, bytes, storedName, already };
      this.#queue.finish(item, known);
      return this.#listener.onDone({ ...item, ...known, state: "done" });
    }
    const { code, message: why } = outcome.refusal;
    if (code === "superseded" || code === "busy") throw new LaneLost(why);
    if (code === "source_changed" && item.stream && (await this.#files.restart(item)))
      throw new LaneLost(why);
    await this.#fail(item.id, outcome.refusal);
  }

  async #outgoing({ item, blob, bytes }: TakenSend): Promise<Outgoing> {
    if (blob) return await this.#files.ofBlob(item, blob, bytes);
    if (item.stream)
      return await this.#files.ofSite(item).catch(async (error: unknown) => {
        const isTold = error instanceof TransferRefused || error instanceof LaneLost;
        throw isTold ? error : await unreadable(item.url);
      });
    throw new CaptureFailed(message("capture.kept-gone"));
  }

  async #fail(id: string, error: unknown): Promise<void> {
    this.#batch.drop(id);
    this.#files.close(id);
    await this.#queue.fail(id, failureOf(error));
  }
}

/** A dialogue the companion can't follow would break off at every try: that is a failure, not a lost lane. */
async function uploadOrRefuse(...file: Parameters<typeof upload>): Promise<UploadOutcome> {
  try {
    return await upload(...file);
  } catch (error) {
    if (!(error instanceof LaneLost) || error.closeCode !== CloseCode.malformed) throw error;
    const said = saying(message("capture.not-followed"));
    return { kind: "refused", refusal: { type: "refuse", code: "not_allowed", ...said } };
  }
}
