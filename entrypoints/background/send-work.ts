/** One item's way out of the queue: its bytes, its dialogue, and what is noted of it. */

import { changeSend, forgetOldest, returnSends, type TakenSend } from "../../shared/extension/sends.ts";
import { CloseCode } from "../../shared/protocol/protocol-error.ts";
import { SourceBlocked, TransferRefused } from "../../shared/transfer/transfer-refused.ts";
import { CaptureFailed, failureOf, unreadable } from "./capture-failed.ts";
import { type Lane, LaneLost } from "./lane.ts";
import { type Outgoing, OutgoingFiles } from "./outgoing.ts";
import { ReadAhead } from "./read-ahead.ts";
import type { SendBatch } from "./send-batch.ts";
import { noteProgress, type SendProgress } from "./send-progress.ts";
import { SentNotes } from "./sent-notes.ts";
import { type UploadOutcome, upload } from "./upload.ts";

export class SendWork {
  readonly #batch: SendBatch;
  readonly #onProgress: () => void;
  readonly #files = new OutgoingFiles();
  readonly #sent: SentNotes;
  readonly #ahead: ReadAhead;
  /** Who waits to hear whether a file has gone. */
  readonly #awaited = new Map<string, (isSent: boolean) => void>();

  /** `upcoming` names items that may be read along with the one whose turn it is. */
  constructor(batch: SendBatch, upcoming: () => readonly string[], onProgress: () => void) {
    this.#batch = batch;
    this.#onProgress = onProgress;
    this.#ahead = new ReadAhead(upcoming);
    this.#sent = new SentNotes(() => batch.open === 0);
  }

  /** Whether the computer has it, though the database may not say so yet. */
  hasSent(id: string): boolean {
    return this.#sent.has(id);
  }

  /** Cuts the list of what is done. */
  async tidy(): Promise<void> {
    await this.#sent.settled();
    await forgetOldest();
  }

  /** Sends bytes that the database does not have yet; resolves with whether the first try was enough. */
  keep(taken: TakenSend): Promise<boolean> {
    this.#ahead.keep(taken);
    const { promise, resolve } = Promise.withResolvers<boolean>();
    this.#awaited.set(taken.item.id, resolve);
    return promise;
  }

  /** A page has changed something: what was read before may no longer be true. */
  reconsider(): void {
    this.#ahead.clear();
  }

  /** It is paused or gone: nothing of it is read or kept any more. */
  drop(id: string): void {
    this.#ahead.drop(id);
    this.#files.close(id);
    this.#tell(id);
  }

  /** Sends one item. Throws `LaneLost` where it is to be tried again. */
  async send(lane: Lane, id: string): Promise<void> {
    const taken = await this.#ahead.take(id);
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
      this.#tell(id);
    }
  }

  #tell(id: string): void {
    this.#awaited.get(id)?.(this.hasSent(id));
    this.#awaited.delete(id);
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
    if (outcome.kind === "finished") {
      const bytes = offer.bytes ?? acked;
      this.#batch.finish(item.id);
      this.#files.close(item.id);
      const { name, mediaType, alt } = item;
      this.#sent.add(item.id, {
        // The database need not have heard of these.
        name,
        mediaType,
        ...(alt === undefined ? {} : { alt }),
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

  async #outgoing({ item, blob, bytes }: TakenSend): Promise<Outgoing> {
    if (blob) return await this.#files.ofBlob(item, blob, bytes);
    if (item.stream)
      return await this.#files.ofSite(item).catch(async (error: unknown) => {
        const isTold = error instanceof TransferRefused || error instanceof LaneLost;
        throw isTold ? error : await unreadable(item.url);
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
