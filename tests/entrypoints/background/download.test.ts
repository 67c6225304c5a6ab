import "fake-indexeddb/auto";
import { createHash, randomBytes } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { download } from "../../../entrypoints/background/download.ts";
import type { Lane, LaneArrival } from "../../../entrypoints/background/lane.ts";
import {
  continueReceived,
  findReceived,
  forgetTakenBack,
  noteWaiting,
  pauseReceived,
  receivedBlob,
  removeReceived,
} from "../../../shared/extension/received.ts";
import type { WaitingFile } from "../../../shared/protocol/topics.ts";
import { Sender } from "../../../shared/transfer/sender.ts";
import { eventually } from "../../support/eventually.ts";

const PIECE_BYTES = 64 * 1024;
const SIZE = 20 * PIECE_BYTES + 17;
const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

let free = Number.MAX_SAFE_INTEGER;
beforeEach(() => {
  free = Number.MAX_SAFE_INTEGER;
  vi.stubGlobal("navigator", {
    storage: { estimate: () => Promise.resolve({ quota: free, usage: 0 }) },
  });
});
afterEach(() => vi.unstubAllGlobals());

/** A file that is noted, as every file is before it is asked for. */
async function fileOf(bytes: Uint8Array): Promise<WaitingFile> {
  const id = randomBytes(16).toString("hex");
  const file = { id, name: "x.bin", bytes: bytes.length, mediaType: "", sha256: sha256(bytes), at: 1 };
  await noteWaiting([file]);
  return file;
}

/** A lane to a sender in the same process; `spoil` changes the bytes of a piece on their way. */
class NearLane implements Lane {
  readonly sizes = {};
  readonly isOpen = true;
  readonly said: string[] = [];
  readonly #file: WaitingFile;
  readonly #bytes: Buffer;
  readonly #spoil: (offset: number) => boolean;
  readonly #arrivals: LaneArrival[] = [];
  #wake: (() => void) | undefined;
  #sender: Sender<Buffer> | undefined;

  constructor(file: WaitingFile, bytes: Buffer, spoil: (offset: number) => boolean = () => false) {
    this.#file = file;
    this.#bytes = bytes;
    this.#spoil = spoil;
  }

  say(word: Parameters<Lane["say"]>[0]): void {
    this.said.push(word.type);
    if (word.type !== "ask") return this.#sender?.takeWord(word);
    let at = 0;
    this.#sender = new Sender<Buffer>({
      offer: { type: "offer", ...this.#file, expects: "any", fidelity: "original" },
      pieceBytes: PIECE_BYTES,
      source: {
        isSliced: true,
        read: (offset, length) => {
          const bytes = this.#bytes.subarray(offset, offset + length);
          return Promise.resolve({ bytes, length, sha256: sha256(bytes) });
        },
      },
      outlet: {
        say: (said) => {
          if (said.type === "piece") at = said.offset;
          this.#arrive({ kind: "word", word: said });
        },
        sendBytes: (bytes) => {
          const copy = new Uint8Array(bytes);
          if (this.#spoil(at)) copy[0] = (copy[0] ?? 0) ^ 1;
          this.#arrive({ kind: "bytes", data: copy.buffer });
        },
      },
    });
    this.#sender.begin();
  }

  async next(): Promise<LaneArrival> {
    for (;;) {
      const arrival = this.#arrivals.shift();
      if (arrival) return arrival;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  sendBytes(): void {
    throw new Error("a browser that receives sends no bytes");
  }
  watch(): () => void {
    return () => undefined;
  }
  close(): void {
    this.#arrivals.length = 0;
  }

  #arrive(arrival: LaneArrival): void {
    this.#arrivals.push(arrival);
    this.#wake?.();
  }
}

async function storedBytes(id: string): Promise<Buffer> {
  const item = await findReceived(id);
  if (!item) throw new Error("it is not there");
  return Buffer.from(await (await receivedBlob(item, "")).arrayBuffer());
}

describe("a file that comes into the browser", () => {
  it("is whole, whatever pieces came wrong and had to come again", async () => {
    for (let seed = 0; seed < 40; seed += 1) {
      const bytes = randomBytes(SIZE);
      const file = await fileOf(bytes);
      const bad = new Set([(seed * 7) % 21, (seed * 13 + 3) % 21].map((piece) => piece * PIECE_BYTES));
      const lane = new NearLane(file, bytes, (offset) => bad.delete(offset));
      expect(await download(lane, file)).toEqual({ kind: "stored" });
      expect((await storedBytes(file.id)).equals(bytes)).toBe(true);
      expect(lane.said.at(-1)).toBe("done");
      await removeReceived(file.id);
    }
  });

  it("commits several pieces at once: fewer transactions than pieces", async () => {
    const transaction = vi.spyOn(IDBDatabase.prototype, "transaction");
    const bytes = randomBytes(SIZE);
    const file = await fileOf(bytes);
    await download(new NearLane(file, bytes), file);
    const commits = transaction.mock.calls.filter(([, mode]) => mode === "readwrite").length;
    transaction.mockRestore();
    expect(commits).toBeLessThan(SIZE / PIECE_BYTES);
  });

  it("stops where there is no room, keeps what is stored, and goes on when there is some", async () => {
    const bytes = randomBytes(SIZE);
    const file = await fileOf(bytes);
    let looked = 0;
    vi.stubGlobal("navigator", {
      storage: {
        estimate: () => {
          looked += 1;
          return Promise.resolve({ quota: looked === 3 ? 0 : Number.MAX_SAFE_INTEGER, usage: 0 });
        },
      },
    });
    const coming = download(new NearLane(file, bytes), file);
    await eventually("it is full", async () => (await findReceived(file.id))?.state === "full");
    expect((await findReceived(file.id))?.storedBytes).toBeGreaterThan(0);
    await continueReceived(file.id);
    expect(await coming).toEqual({ kind: "stored" });
    expect((await storedBytes(file.id)).equals(bytes)).toBe(true);
  });

  it("goes on from what is stored after its user has paused it", async () => {
    const bytes = randomBytes(SIZE);
    const file = await fileOf(bytes);
    const lane = new NearLane(file, bytes, () => {
      void pauseReceived(file.id);
      return false;
    });
    await expect(download(lane, file)).rejects.toMatchObject({ code: "not_receiving" });
    await continueReceived(file.id);
    expect(await download(new NearLane(file, bytes), file)).toEqual({ kind: "stored" });
    expect((await storedBytes(file.id)).equals(bytes)).toBe(true);
  });

  it("that was taken back since is refused, and does not come back onto the list", async () => {
    const bytes = randomBytes(SIZE);
    const file = await fileOf(bytes);
    await forgetTakenBack(({ id }) => id === file.id);
    expect(await download(new NearLane(file, bytes), file)).toMatchObject({ kind: "refused" });
    expect(await findReceived(file.id)).toBeUndefined();
  });
});
