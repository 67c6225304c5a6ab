/** Receives one file over a lane: pieces are checked, then committed to IndexedDB. */

import { onChange } from "../../shared/extension/changes.ts";
import {
  changeReceived,
  findReceived,
  finishReceived,
  noteReceiving,
  storePiece,
} from "../../shared/extension/received.ts";
import { toHex } from "../../shared/protocol/hex.ts";
import type { Offer, Refuse } from "../../shared/protocol/lane-words.ts";
import type { WaitingFile } from "../../shared/protocol/topics.ts";
import {
  type ArrivedPiece,
  type Considered,
  Receiver,
  type ReceivingStore,
} from "../../shared/transfer/receiver.ts";
import { TransferRefused } from "../../shared/transfer/transfer-refused.ts";
import type { Lane } from "./lane.ts";
import { hasRoomFor } from "./storage-room.ts";

export type DownloadOutcome =
  | { readonly kind: "stored" }
  | { readonly kind: "refused"; readonly refusal: Refuse };

const STORAGE_FULL =
  "The browser's storage is full: delete received files or free disk space, then press Continue.";

/** Asks for one file and stores it. Throws `LaneLost` where the lane ends first; what is stored stays. */
export async function download(lane: Lane, file: WaitingFile): Promise<DownloadOutcome> {
  await noteReceiving(file);
  const { windowBytes } = lane.sizes;
  const receiver: Receiver<ArrayBuffer> = new Receiver({
    store: new BrowserStore(file, () => void receiver.room()),
    say: (word) => lane.say(word),
    windowBytes,
  });
  const stopWatching = lane.watch(() => receiver.isOurTurn);
  try {
    lane.say({ type: "ask", id: file.id });
    while (!receiver.over) {
      const arrival = await lane.next();
      if (arrival.kind === "word") await receiver.takeWord(arrival.word);
      else await receiver.takeBytes([arrival.data], arrival.data.byteLength);
    }
  } finally {
    stopWatching();
    await receiver.close();
  }
  const { refusal } = receiver;
  return refusal ? { kind: "refused", refusal } : { kind: "stored" };
}

/** Where the bytes of one file go in the browser. */
class BrowserStore implements ReceivingStore<ArrayBuffer> {
  readonly #file: WaitingFile;
  readonly #onRoom: () => void;
  #stopAsking: (() => void) | undefined;

  constructor(file: WaitingFile, onRoom: () => void) {
    this.#file = file;
    this.#onRoom = onRoom;
  }

  async consider(offer: Offer): Promise<Considered> {
    const item = await findReceived(this.#file.id);
    if (!item || offer.id !== item.id || offer.bytes !== item.bytes || offer.sha256 !== item.sha256)
      throw new TransferRefused("source_changed", "The computer offers another file than it spoke of.");
    return { kind: "take", offset: item.storedBytes };
  }

  async store(
    { offset, sha256 }: ArrivedPiece,
    parts: readonly ArrayBuffer[],
  ): Promise<"stored" | "wrong" | "no-room"> {
    const data = joined(parts);
    const digest = toHex(new Uint8Array(await crypto.subtle.digest("SHA-256", data)));
    if (digest !== sha256) return "wrong";
    // Asked before each piece: a disk that is written full takes no notes either.
    if (!(await hasRoomFor(data.byteLength))) return await this.#askForRoom();
    try {
      await storePiece(this.#file.id, offset, data);
    } catch (error) {
      if (!(error instanceof DOMException) || error.name !== "QuotaExceededError") throw error;
      return await this.#askForRoom();
    }
    return "stored";
  }

  async finish(): Promise<{ sha256: string; name: string }> {
    await finishReceived(this.#file.id);
    return { sha256: this.#file.sha256, name: this.#file.name };
  }

  /** What is stored stays in any case: the user deletes it. */
  release(): Promise<void> {
    this.#stopAsking?.();
    this.#stopAsking = undefined;
    return Promise.resolve();
  }

  /** Nothing is deleted and nothing more is taken: the user is asked, and the lane waits for the answer. */
  async #askForRoom(): Promise<"no-room"> {
    await changeReceived(this.#file.id, { state: "full", message: STORAGE_FULL });
    this.#stopAsking = onChange(() => void this.#lookForRoom());
    return "no-room";
  }

  /** The user has pressed Continue, or made room. */
  async #lookForRoom(): Promise<void> {
    if ((await findReceived(this.#file.id))?.state !== "receiving" || !this.#stopAsking) return;
    await this.release();
    this.#onRoom();
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
