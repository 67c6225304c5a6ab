/** Where the bytes of one file go in the browser: each piece is checked, then committed with those that came meanwhile. */

import { letGoOf } from "../../../shared/extension/collection.ts";
import { onChange } from "../../../shared/extension/store/changes.ts";
import type { StoredPiece } from "../../../shared/extension/store/database.ts";
import {
  changeReceived,
  findReceived,
  finishReceived,
  storePieces,
} from "../../../shared/extension/store/received.ts";
import type { Offer } from "../../../shared/protocol/lane-words.ts";
import type { WaitingFile } from "../../../shared/protocol/topics.ts";
import { message } from "../../../shared/texts/message.ts";
import { saying } from "../../../shared/texts/said.ts";
import { joined } from "../../../shared/transfer/limited-body.ts";
import type {
  ArrivedPiece,
  Considered,
  FetchedPiece,
  PieceOutcome,
  ReceivingStore,
} from "../../../shared/transfer/receiver.ts";
import { TransferRefused } from "../../../shared/transfer/transfer-refused.ts";
import { digestOf } from "../bytes/digest.ts";
import type { FetchStretch } from "../lanes/lane.ts";
import { isRight } from "./part-check.ts";
import { hasRoomFor } from "./storage-room.ts";

const STORAGE_FULL = message("files.storage-full");

/**
 * Pieces of one transaction, at most: with half as many, 256 MiB took a twelfth longer (measured: 987 and 914 ms). On a
 * lane its window of four ends it sooner.
 */
const MAX_TOGETHER = 8;

/** A smaller piece is one of few: as a Blob it would be a file of its own on the disk, to be made, flushed and removed. */
const BLOB_FROM_BYTES = 1024 * 1024;

/** A piece that waits for its transaction. */
interface Waiting {
  readonly offset: number;
  readonly bytes: number;
  /** What it holds, where that is right. */
  readonly checked: Promise<ArrayBuffer | Blob | "wrong" | "not-fetched">;
  readonly settle: PromiseWithResolvers<PieceOutcome>;
}

type Pieces = Pick<StoredPiece, "offset" | "data">[];

export interface BrowserStoreListener {
  /** There may be room again for what found none. */
  readonly onRoom: () => void;
  /** So much of the file is on the disk now. */
  readonly onStored: (storedBytes: number) => void;
}

export class BrowserStore implements ReceivingStore<ArrayBuffer> {
  readonly #file: WaitingFile;
  readonly #listener: BrowserStoreListener;
  /** Absent where bytes come on the lane alone. */
  readonly fetch?: (piece: FetchedPiece) => Promise<PieceOutcome>;
  #waiting: Waiting[] = [];
  /** Where the next piece begins; another one was sent before the sender was asked to go back. */
  #next = 0;
  #committing: Promise<void> | undefined;
  #stopAsking: (() => void) | undefined;
  #fetching = 0;

  constructor(file: WaitingFile, listener: BrowserStoreListener, fetch?: FetchStretch) {
    this.#file = file;
    this.#listener = listener;
    if (fetch)
      this.fetch = ({ offset, bytes, sha256 }) =>
        this.#inTurn(offset, bytes, () => this.#fetched(fetch(file.id, offset, bytes), sha256));
  }

  /** Whether it is the companion whose bytes are waited for. */
  get isFetching(): boolean {
    return this.#fetching > 0;
  }

  async consider(offer: Offer): Promise<Considered> {
    const item = await findReceived(this.#file.id);
    if (!item || offer.id !== item.id || offer.bytes !== item.bytes || offer.sha256 !== item.sha256)
      throw new TransferRefused("source_changed", message("files.other-offered"));
    this.#next = item.storedBytes;
    return { kind: "take", offset: item.storedBytes };
  }

  store({ offset, sha256 }: ArrivedPiece, parts: readonly ArrayBuffer[]): Promise<PieceOutcome> {
    const data = oneStretch(parts);
    return this.#inTurn(offset, data.byteLength, async () =>
      (await digestOf(data)) === sha256 ? kept(data) : "wrong",
    );
  }

  async #fetched(fetching: Promise<Blob>, sha256: readonly string[]): Waiting["checked"] {
    this.#fetching += 1;
    const fetched = fetching.finally(() => {
      this.#fetching -= 1;
    });
    try {
      return (await isRight(fetched, sha256)) ? await fetched : "wrong";
    } catch {
      return "not-fetched";
    }
  }

  #inTurn(offset: number, bytes: number, check: () => Waiting["checked"]): Promise<PieceOutcome> {
    // It was under way after a piece that has to come again.
    if (offset !== this.#next) return Promise.resolve("wrong");
    this.#next += bytes;
    const settle = Promise.withResolvers<PieceOutcome>();
    this.#waiting.push({ offset, bytes, checked: check(), settle });
    this.#committing ??= this.#commitAll().finally(() => {
      this.#committing = undefined;
    });
    return settle.promise;
  }

  async finish(): Promise<{ sha256: string; name: string }> {
    await finishReceived(this.#file.id);
    return { sha256: this.#file.sha256, name: this.#file.name };
  }

  /** What is stored stays in any case: the user deletes it. */
  async release(): Promise<void> {
    this.#stopListening();
    this.#waiting = [];
    // The next store for the file begins where this one has ended.
    await this.#committing;
  }

  async #commitAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, MAX_TOGETHER);
      try {
        await this.#commit(batch);
      } catch (error) {
        for (const { settle } of [...batch, ...this.#waiting.splice(0)]) settle.reject(error);
      }
    }
  }

  /** Stores the pieces in front of the first that is wrong. */
  async #commit(batch: readonly Waiting[]): Promise<void> {
    const checked = await Promise.all(batch.map((piece) => piece.checked));
    const pieces: Pieces = [];
    for (const [index, { offset }] of batch.entries()) {
      const data = checked[index];
      if (data === undefined || typeof data === "string") break;
      pieces.push({ offset, data });
    }
    const right = batch.slice(0, pieces.length);
    if (right.length > 0 && !(await this.#put(pieces, sizeOf(right))))
      return await this.#goBack(batch, "no-room");
    for (const { settle } of right) settle.resolve("stored");
    const last = right.at(-1);
    if (last) this.#listener.onStored(last.offset + last.bytes);
    const failed = checked[right.length];
    if (failed === "wrong" || failed === "not-fetched") await this.#goBack(batch.slice(right.length), failed);
  }

  /** Returns whether there was room. */
  async #put(pieces: Pieces, bytes: number): Promise<boolean> {
    // Asked before each transaction: a disk that is written full takes no notes either.
    if (!(await hasRoomFor(bytes))) return false;
    try {
      await storePieces(this.#file.id, pieces, bytes);
      letGoOf(bytes);
      return true;
    } catch (error) {
      if (!(error instanceof DOMException) || error.name !== "QuotaExceededError") throw error;
      return false;
    }
  }

  /** The first of these has to come again, and with it whatever came after it. */
  async #goBack(pieces: readonly Waiting[], outcome: PieceOutcome): Promise<void> {
    if (outcome === "no-room") await this.#askForRoom();
    const all = [...pieces, ...this.#waiting.splice(0)];
    this.#next = all[0]?.offset ?? this.#next;
    for (const { settle } of all) settle.resolve(outcome);
  }

  /** Nothing is deleted and nothing more is taken: the user is asked, and the lane waits for the answer. */
  async #askForRoom(): Promise<void> {
    await changeReceived(this.#file.id, { state: "full", ...saying(STORAGE_FULL) });
    this.#stopListening();
    this.#stopAsking = onChange(() => void this.#lookForRoom());
  }

  /** The user has pressed Continue, or made room. */
  async #lookForRoom(): Promise<void> {
    if ((await findReceived(this.#file.id))?.state !== "receiving" || !this.#stopAsking) return;
    this.#stopListening();
    this.#listener.onRoom();
  }

  #stopListening(): void {
    this.#stopAsking?.();
    this.#stopAsking = undefined;
  }
}

function sizeOf(pieces: readonly Waiting[]): number {
  return pieces.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** As it is stored: a large piece in such a way that whoever reads it need not have it in memory. */
function kept(data: ArrayBuffer): ArrayBuffer | Blob {
  return data.byteLength < BLOB_FROM_BYTES ? data : new Blob([data]);
}

/** The frames of a piece in one stretch of memory. */
function oneStretch(frames: readonly ArrayBuffer[]): ArrayBuffer {
  const [only] = frames;
  return only && frames.length === 1 ? only : joined(frames.map((frame) => new Uint8Array(frame))).buffer;
}
