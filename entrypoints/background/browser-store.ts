/** Where the bytes of one file go in the browser: each piece is checked, then committed with those that came meanwhile. */

import { onChange } from "../../shared/extension/changes.ts";
import {
  changeReceived,
  findReceived,
  finishReceived,
  storePieces,
} from "../../shared/extension/received.ts";
import type { Offer } from "../../shared/protocol/lane-words.ts";
import type { WaitingFile } from "../../shared/protocol/topics.ts";
import type { ArrivedPiece, Considered, ReceivingStore } from "../../shared/transfer/receiver.ts";
import { TransferRefused } from "../../shared/transfer/transfer-refused.ts";
import { digestOf } from "./digest.ts";
import { hasRoomFor } from "./storage-room.ts";

const STORAGE_FULL =
  "The browser's storage is full: delete received files or free disk space, then press Continue.";

/** Pieces of one transaction, at most: together they are as much as a lane may have in memory twice. */
const MAX_TOGETHER = 4;

type Outcome = "stored" | "wrong" | "no-room";

/** A piece that waits for its transaction. */
interface Waiting {
  readonly offset: number;
  readonly data: ArrayBuffer;
  readonly isRight: Promise<boolean>;
  readonly settle: PromiseWithResolvers<Outcome>;
}

export class BrowserStore implements ReceivingStore<ArrayBuffer> {
  readonly #file: WaitingFile;
  readonly #onRoom: () => void;
  #waiting: Waiting[] = [];
  /** Where the next piece begins; another one was sent before the sender was asked to go back. */
  #next = 0;
  #committing: Promise<void> | undefined;
  #stopAsking: (() => void) | undefined;

  /** `onRoom` is called when there may be room again for what found none. */
  constructor(file: WaitingFile, onRoom: () => void) {
    this.#file = file;
    this.#onRoom = onRoom;
  }

  async consider(offer: Offer): Promise<Considered> {
    const item = await findReceived(this.#file.id);
    if (!item || offer.id !== item.id || offer.bytes !== item.bytes || offer.sha256 !== item.sha256)
      throw new TransferRefused("source_changed", "The computer offers another file than it spoke of.");
    this.#next = item.storedBytes;
    return { kind: "take", offset: item.storedBytes };
  }

  store({ offset, sha256 }: ArrivedPiece, parts: readonly ArrayBuffer[]): Promise<Outcome> {
    // It was under way behind a piece that has to come again.
    if (offset !== this.#next) return Promise.resolve("wrong");
    const data = joined(parts);
    this.#next += data.byteLength;
    const settle = Promise.withResolvers<Outcome>();
    const isRight = digestOf(data).then((digest) => digest === sha256);
    this.#waiting.push({ offset, data, isRight, settle });
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
    // Whoever goes on with the file begins where this one has ended.
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
    const areRight = await Promise.all(batch.map(({ isRight }) => isRight));
    const wrong = areRight.indexOf(false);
    const right = wrong < 0 ? batch : batch.slice(0, wrong);
    if (right.length > 0 && !(await this.#put(right))) return await this.#goBack(batch, "no-room");
    for (const { settle } of right) settle.resolve("stored");
    if (wrong >= 0) await this.#goBack(batch.slice(wrong), "wrong");
  }

  /** Returns whether there was room. */
  async #put(pieces: readonly Waiting[]): Promise<boolean> {
    // Asked before each transaction: a disk that is written full takes no notes either.
    if (!(await hasRoomFor(pieces.reduce((sum, { data }) => sum + data.byteLength, 0)))) return false;
    try {
      await storePieces(
        this.#file.id,
        pieces.map(({ offset, data }) => ({ offset, data })),
      );
      return true;
    } catch (error) {
      if (!(error instanceof DOMException) || error.name !== "QuotaExceededError") throw error;
      return false;
    }
  }

  /** The first of these has to come again, and with it whatever came behind it. */
  async #goBack(pieces: readonly Waiting[], outcome: Outcome): Promise<void> {
    if (outcome === "no-room") await this.#askForRoom();
    const all = [...pieces, ...this.#waiting.splice(0)];
    this.#next = all[0]?.offset ?? this.#next;
    for (const { settle } of all) settle.resolve(outcome);
  }

  /** Nothing is deleted and nothing more is taken: the user is asked, and the lane waits for the answer. */
  async #askForRoom(): Promise<void> {
    await changeReceived(this.#file.id, { state: "full", message: STORAGE_FULL });
    this.#stopListening();
    this.#stopAsking = onChange(() => void this.#lookForRoom());
  }

  /** The user has pressed Continue, or made room. */
  async #lookForRoom(): Promise<void> {
    if ((await findReceived(this.#file.id))?.state !== "receiving" || !this.#stopAsking) return;
    this.#stopListening();
    this.#onRoom();
  }

  #stopListening(): void {
    this.#stopAsking?.();
    this.#stopAsking = undefined;
  }
}

/** The frames of a piece in one stretch of memory. */
function joined(parts: readonly ArrayBuffer[]): ArrayBuffer {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  const whole = new ArrayBuffer(parts.reduce((sum, part) => sum + part.byteLength, 0));
  const bytes = new Uint8Array(whole);
  let at = 0;
  for (const part of parts) {
    bytes.set(new Uint8Array(part), at);
    at += part.byteLength;
  }
  return whole;
}
