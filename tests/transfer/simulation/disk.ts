/** A computer's simulated disk: staged parts, a journal and the inbox, with the rules of the real one. */

import { createHash } from "node:crypto";
import type { Offer, Refuse } from "../../../shared/protocol/lane-words.ts";
import type { ArrivedPiece, Considered, ReceivingStore } from "../../../shared/transfer/receiver.ts";
import { TransferRefused } from "../../../shared/transfer/transfer-refused.ts";
import type { Process, World } from "./world.ts";

export const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** A file that stands in the inbox. */
export interface FinishedFile {
  readonly id: string;
  readonly sha256: string;
  readonly bytes: Uint8Array;
}

interface Part {
  /** What it was offered as: another offer of the same id does not go on with it. */
  readonly words: string;
  staged: Uint8Array;
  /** What of it survives a power cut for sure. */
  syncedBytes: number;
  pieces: ArrivedPiece[];
  isSynced: boolean;
}

interface Unsettled {
  readonly id: string;
  readonly sha256: string;
}

export class Disk {
  readonly #world: World;
  readonly #process: Process;
  readonly finished: FinishedFile[] = [];
  readonly #parts = new Map<string, Part>();
  #unsettled: Unsettled[] = [];
  /** How often a write finds the disk full. */
  fullness = 0;

  constructor(world: World, process: Process) {
    this.#world = world;
    this.#process = process;
  }

  /** Everything before this offset outlives the process. */
  durableOffset(id: string): number {
    if (this.find(id)) return Number.POSITIVE_INFINITY;
    return this.#journalled(this.#parts.get(id)).at(-1)?.end ?? 0;
  }

  find(id: string): FinishedFile | undefined {
    return this.finished.find((file) => file.id === id);
  }

  /** Those of these digests that a file in the inbox has. */
  known(digests: readonly string[]): string[] {
    return digests.filter((digest) => this.finished.some((file) => file.sha256 === digest));
  }

  /** What lies there of a file that is not finished. */
  stagedBytes(id: string): number {
    return this.#parts.get(id)?.staged.length ?? 0;
  }

  /** What a power cut leaves: bytes and journal entries that were never flushed may be gone or wrong. */
  powerCut(): void {
    const { chance } = this.#world;
    for (const part of this.#parts.values()) {
      if (part.isSynced) continue;
      for (let at = part.syncedBytes; at < part.staged.length; at += 1)
        if (chance.happens(0.3)) part.staged[at] = chance.below(256);
      if (chance.happens(0.5)) part.pieces = part.pieces.slice(0, chance.below(part.pieces.length + 1));
    }
  }

  /** Every start: files that only missed their name get it. */
  recover(): void {
    for (const { id, sha256: sum } of this.#unsettled) {
      const part = this.#parts.get(id);
      if (part) this.#settle(id, sum, part);
    }
    this.#unsettled = [];
  }

  store(id: string): ReceivingStore<Uint8Array> {
    return new PartStore(this, id);
  }

  async consider(offer: Offer): Promise<Considered> {
    await this.#wait();
    const file = this.find(offer.id);
    if (file) return { kind: "have", sha256: file.sha256, name: "x" };
    const known =
      offer.sha256 === undefined ? undefined : this.finished.find((other) => other.sha256 === offer.sha256);
    if (known) {
      this.finished.push({ ...known, id: offer.id });
      return { kind: "have", sha256: known.sha256, name: "x" };
    }
    const words = JSON.stringify([offer.name, offer.bytes]);
    const begun = this.#parts.get(offer.id);
    const part =
      begun?.words === words
        ? begun
        : { words, staged: new Uint8Array(), syncedBytes: 0, pieces: [], isSynced: false };
    this.#parts.set(offer.id, part);
    const kept = this.#journalled(part).filter(
      ({ piece, end }) => sha256(part.staged.subarray(piece.offset, end)) === piece.sha256,
    );
    part.pieces = kept.map(({ piece }) => piece);
    // Up to the first piece that differs.
    part.pieces = this.#journalled(part).map(({ piece }) => piece);
    const offset = this.#journalled(part).at(-1)?.end ?? 0;
    part.staged = part.staged.slice(0, offset);
    return { kind: "take", offset };
  }

  async append(id: string, piece: ArrivedPiece, parts: readonly Uint8Array[]): Promise<"stored" | "wrong"> {
    const bytes = Buffer.concat(parts);
    if (sha256(bytes) !== piece.sha256) return "wrong";
    await this.#wait();
    const part = this.#partOf(id);
    part.isSynced = false;
    part.staged = Buffer.concat([part.staged.subarray(0, piece.offset), bytes]);
    await this.#wait();
    this.#partOf(id).pieces.push(piece);
    return "stored";
  }

  async finish(id: string, bytes: number): Promise<{ sha256: string; name: string }> {
    await this.#wait();
    const part = this.#partOf(id);
    part.syncedBytes = part.staged.length;
    part.isSynced = true;
    if (part.staged.length !== bytes)
      throw new Error(`finished with ${part.staged.length} of ${bytes} bytes`);
    const sum = sha256(part.staged);
    await this.#wait();
    this.#unsettled.push({ id, sha256: sum });
    await this.#wait();
    this.#settle(id, sum, part);
    this.#unsettled = this.#unsettled.filter((other) => other.id !== id);
    await this.#wait();
    return { sha256: sum, name: "x" };
  }

  discard(id: string): void {
    this.#parts.delete(id);
  }

  #settle(id: string, sum: string, part: Part): void {
    this.#parts.delete(id);
    this.finished.push({ id, sha256: sum, bytes: part.staged });
  }

  #partOf(id: string): Part {
    const part = this.#parts.get(id);
    if (!part) throw new Error("the part was let go of while it was written");
    return part;
  }

  #journalled(part: Part | undefined): { piece: ArrivedPiece; end: number }[] {
    const found: { piece: ArrivedPiece; end: number }[] = [];
    for (const piece of part?.pieces ?? []) {
      if (piece.offset !== (found.at(-1)?.end ?? 0)) break;
      found.push({ piece, end: piece.offset + piece.bytes });
    }
    return found;
  }

  async #wait(): Promise<void> {
    await this.#world.later(this.#process);
    if (this.#world.chance.happens(this.fullness))
      throw new TransferRefused("disk_full", { message: "full" });
  }
}

const RESUMABLE = new Set(["disk_full", "disk_failed"]);

class PartStore implements ReceivingStore<Uint8Array> {
  readonly #disk: Disk;
  readonly #id: string;

  constructor(disk: Disk, id: string) {
    this.#disk = disk;
    this.#id = id;
  }

  consider(offer: Offer): Promise<Considered> {
    return this.#disk.consider(offer);
  }

  store(piece: ArrivedPiece, parts: readonly Uint8Array[]): Promise<"stored" | "wrong"> {
    return this.#disk.append(this.#id, piece, parts);
  }

  finish(bytes: number): Promise<{ sha256: string; name: string }> {
    return this.#disk.finish(this.#id, bytes);
  }

  release(refusal?: Refuse): Promise<void> {
    if (refusal !== undefined && !RESUMABLE.has(refusal.code)) this.#disk.discard(this.#id);
    return Promise.resolve();
  }
}
