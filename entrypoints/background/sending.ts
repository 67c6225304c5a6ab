/** Works on the queue of what is to be sent, several at a time, whenever the companion is connected. */

import { onChange } from "../../shared/extension/changes.ts";
import type { Connection } from "../../shared/extension/connection.ts";
import type { SendItem } from "../../shared/extension/database.ts";
import { oneAtATime } from "../../shared/extension/one-at-a-time.ts";
import {
  changeSend,
  findSends,
  finishSend,
  forgetOldest,
  returnSends,
  sendsIn,
  takeSend,
} from "../../shared/extension/sends.ts";
import { CloseCode } from "../../shared/protocol/protocol-error.ts";
import { TransferRefused } from "../../shared/transfer/transfer-refused.ts";
import { CaptureFailed, failureOf, unreadable } from "./capture-failed.ts";
import { type Lane, LaneLost } from "./lane.ts";
import { type LanePool, openLanePool } from "./lane-pool.ts";
import { type Outgoing, OutgoingFiles } from "./outgoing.ts";
import { SendBatch } from "./send-batch.ts";
import { noteProgress, type SendProgress } from "./send-progress.ts";
import { type UploadOutcome, upload } from "./upload.ts";

/** Two large files fill the companion's disk thread already; four more lanes keep small ones from waiting. */
const MAX_LARGE_FILES = 2;
export const MAX_LANES = 6;
/** The list of finished items is cut after so many, and when the queue has come to rest. */
const FORGET_EVERY = 100;

export interface Sending {
  /** What is under way, for the badge. */
  readonly batch: SendBatch;
  /** Looks into the database for what waits. */
  kick(): void;
  /** Something is about to come. */
  warmUp(): void;
  /** Sends what was just got, while it is still being written into the database. */
  sendNow(item: SendItem, blob: Blob): void;
}

/** Starts working; `onProgress` is told whenever an item's state or progress changes. */
export function startSending(connection: Connection, onProgress: () => void): Sending {
  const batch = new SendBatch();
  const work = new SendWork(batch, onProgress);
  const pool = openLanePool<SendItem>({
    connection,
    maxLanes: MAX_LANES,
    maxLargeFiles: MAX_LARGE_FILES,
    work: async (lane, item) => {
      await work.send(lane, item.id);
      if (batch.open === 0 || batch.finished % FORGET_EVERY === 0) await forgetOldest();
    },
    onChange: onProgress,
  });
  const kick = oneAtATime(async () => {
    await compare(pool, batch, work);
    onProgress();
  });
  onChange((changed, by) => {
    // A page has paused, resumed or removed something; what this context does itself it knows.
    if (changed === "sends" && by === "elsewhere") kick();
  });
  return {
    batch,
    kick,
    warmUp: () => pool.warmUp(),
    sendNow: (item, blob) => {
      work.keep(item, blob);
      pool.add([item]);
    },
  };
}

/** Brings the pool to what the database says: new items in, paused and removed ones out. */
async function compare(pool: LanePool<SendItem>, batch: SendBatch, work: SendWork): Promise<void> {
  const known = pool.ids();
  const open = await sendsIn("waiting", "sending");
  const isOpen = new Set(open.map((item) => item.id));
  const gone = known.filter((id) => !isOpen.has(id));
  const found = gone.length > 0 ? await findSends(gone) : [];
  for (const [index, item] of found.entries()) {
    const id = gone[index];
    // One that is just done needs no stopping.
    if (id === undefined || (item && item.state !== "paused")) continue;
    pool.drop(id);
    batch.drop(id);
    work.drop(id);
  }
  for (const item of open) batch.add(item);
  pool.add(open);
}

/** One item's way out of the queue. */
class SendWork {
  readonly #batch: SendBatch;
  readonly #onProgress: () => void;
  readonly #files = new OutgoingFiles();
  /** Bytes that were got a moment ago: they need not be read back before they are sent. */
  readonly #fresh = new Map<string, { item: SendItem; blob: Blob }>();

  constructor(batch: SendBatch, onProgress: () => void) {
    this.#batch = batch;
    this.#onProgress = onProgress;
  }

  /** Keeps bytes that are just being written into the database. */
  keep(item: SendItem, blob: Blob): void {
    this.#fresh.set(item.id, { item, blob });
  }

  /** It is paused or gone: nothing of it is read or kept any more. */
  drop(id: string): void {
    this.#fresh.delete(id);
    this.#files.close(id);
  }

  /** Sends one item. Throws `LaneLost` where it is to be tried again. */
  async send(lane: Lane, id: string): Promise<void> {
    const taken = this.#fresh.get(id) ?? (await takeSend(id));
    this.#fresh.delete(id);
    if (!taken) return this.#batch.drop(id);
    this.#batch.add(taken.item);
    const progress = noteProgress(id, (ackedBytes) => {
      this.#batch.acknowledged(id, ackedBytes);
      this.#onProgress();
    });
    try {
      await this.#sendTaken(lane, taken, progress);
    } catch (error) {
      progress.stop();
      await returnSends([id]);
      throw error;
    } finally {
      progress.stop();
    }
  }

  async #sendTaken(
    lane: Lane,
    { item, blob }: { item: SendItem; blob?: Blob },
    progress: SendProgress,
  ): Promise<void> {
    let outgoing: Outgoing;
    try {
      outgoing = await this.#outgoing(item, blob);
    } catch (error) {
      return await this.#fail(item.id, error);
    }
    const { offer, source } = outgoing;
    this.#batch.sized(item.id, offer.bytes);
    let acked = 0;
    const outcome = await uploadOrRefuse(lane, offer, source, (ackedBytes) => {
      acked = ackedBytes;
      outgoing.acknowledged(ackedBytes);
      progress.acknowledged(ackedBytes);
    });
    progress.stop();
    if (outcome.kind === "finished") {
      const bytes = offer.bytes ?? acked;
      this.#batch.finish(item.id);
      this.#files.close(item.id);
      await finishSend(item.id, {
        ackedBytes: bytes,
        bytes,
        storedName: outcome.name,
        already: outcome.already,
      });
      return;
    }
    const { code, message } = outcome.refusal;
    if (code === "superseded" || code === "busy") throw new LaneLost(message);
    if (code === "source_changed" && item.stream && (await this.#files.restart(item)))
      throw new LaneLost(message);
    await this.#fail(item.id, outcome.refusal);
  }

  async #outgoing(item: SendItem, blob: Blob | undefined): Promise<Outgoing> {
    if (blob) return await this.#files.ofBlob(item, blob);
    if (item.stream)
      return await this.#files.ofSite(item).catch(async (error: unknown) => {
        throw error instanceof TransferRefused ? error : await unreadable(item.url);
      });
    throw new CaptureFailed("The browser no longer has the bytes: send the file again from its page.");
  }

  async #fail(id: string, error: unknown): Promise<void> {
    this.#batch.drop(id);
    this.#files.close(id);
    await changeSend(id, { state: "failed", ...failureOf(error) });
  }
}

/** A dialogue the companion can't follow would break off at every try: that is a failure, not a lost lane. */
async function uploadOrRefuse(...words: Parameters<typeof upload>): Promise<UploadOutcome> {
  try {
    return await upload(...words);
  } catch (error) {
    if (!(error instanceof LaneLost) || error.closeCode !== CloseCode.malformed) throw error;
    const message = "The computer could not follow what this browser said: update both, then retry.";
    return { kind: "refused", refusal: { type: "refuse", code: "not_allowed", message } };
  }
}
