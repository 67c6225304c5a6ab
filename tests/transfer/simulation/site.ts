/** Where a simulated file comes from: bytes the browser keeps, or a site that may break off or change its file. */

import type { PieceSource } from "../../../shared/transfer/sender.ts";
import {
  type OpenStream,
  type StreamMemory,
  type StreamPlatform,
  StreamSource,
} from "../../../shared/transfer/stream-source.ts";
import { TransferRefused } from "../../../shared/transfer/transfer-refused.ts";
import { sha256 } from "./disk.ts";
import type { Process, World } from "./world.ts";

/** What kind of source a file has. */
export interface SiteKind {
  readonly isStreamed: boolean;
  readonly hasValidator: boolean;
  readonly hasRanges: boolean;
}

/** Memory that was let go of holds this: whoever still sends it is found out. */
const RELEASED = 0xee;

export class Site {
  readonly #world: World;
  readonly #process: Process;
  readonly kind: SiteKind;
  /** Every version there was; the last is what the site gives now. */
  readonly versions: Uint8Array[];
  /** How often a read of the site breaks off. */
  breaks = 0;
  isGone = false;

  constructor(world: World, process: Process, kind: SiteKind, content: Uint8Array) {
    this.#world = world;
    this.#process = process;
    this.kind = kind;
    this.versions = [content];
  }

  get current(): Uint8Array {
    return this.versions.at(-1) ?? new Uint8Array();
  }

  change(content: Uint8Array): void {
    this.versions.push(content);
  }

  /** The bytes as the browser keeps them, read into memory that becomes another piece's as soon as it is let go of. */
  blob(hasDigests = false): PieceSource<Uint8Array> {
    const free: Uint8Array[] = [];
    const [queued = new Uint8Array()] = this.versions;
    const digests = (offset: number, bytes: number): Promise<string[]> =>
      Promise.resolve([sha256(queued.subarray(offset, offset + bytes))]);
    return {
      isSliced: true,
      ...(hasDigests && { digests }),
      read: async (offset, bytes) => {
        await this.#world.later(this.#process);
        if (this.isGone) throw new TransferRefused("source_gone", { message: "gone" });
        const kept = (this.versions[0] ?? new Uint8Array()).subarray(offset, offset + bytes);
        const memory = free.pop();
        const piece = memory && memory.length >= kept.length ? memory : new Uint8Array(kept.length);
        piece.set(kept);
        return { bytes: piece.subarray(0, kept.length), length: kept.length, sha256: sha256(kept) };
      },
      release: (piece) => {
        piece.fill(RELEASED);
        free.push(piece);
      },
    };
  }

  /** The bytes as they stream through. */
  stream(
    size: number | null,
    memory: StreamMemory,
    remember: (...piece: Parameters<StreamPlatform<Uint8Array>["remember"]>) => void,
  ): StreamSource<Uint8Array> {
    return new StreamSource<Uint8Array>(
      {
        open: (offset, validator) => this.#open(offset, validator),
        digest: (bytes) => Promise.resolve(sha256(bytes)),
        wrap: (bytes) => bytes,
        remember: async (...piece) => {
          await this.#world.later(this.#process);
          remember(...piece);
        },
        nowMs: () => this.#world.nowMs,
        pause: () => this.#world.later(this.#process),
      },
      size,
      memory,
    );
  }

  async #open(offset: number, validator: string | undefined): Promise<OpenStream> {
    await this.#world.later(this.#process);
    if (this.isGone) throw new TransferRefused("source_gone", { message: "gone" });
    const { current, versions, kind } = this;
    const now = kind.hasValidator ? `"${versions.length}"` : undefined;
    const isSame = kind.hasRanges && validator !== undefined && validator === now;
    let at = isSame ? offset : 0;
    return {
      offset: at,
      validator: now,
      next: async () => {
        await this.#world.later(this.#process);
        if (this.#world.chance.happens(this.breaks)) throw new Error("the line broke");
        if (at >= current.length) return undefined;
        const chunk = current.slice(at, at + 1 + this.#world.chance.below(7));
        at += chunk.length;
        return chunk;
      },
      close: () => undefined,
    };
  }
}
