import "fake-indexeddb/auto";
import { createHash, randomBytes } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Lane, LaneArrival } from "../../../../entrypoints/background/lanes/lane.ts";
import { download } from "../../../../entrypoints/background/receiving/download.ts";
import {
  continueReceived,
  findReceived,
  forgetTakenBack,
  noteWaiting,
  pauseReceived,
  receivedBlob,
  removeReceived,
  storePieces,
} from "../../../../shared/extension/store/received.ts";
import type { WaitingFile } from "../../../../shared/protocol/topics.ts";
import { Sender } from "../../../../shared/transfer/sender.ts";
import { eventually } from "../../../support/eventually.ts";
import { digestsOfParts } from "../../../support/lane-files.ts";

const PIECE_BYTES = 64 * 1024;
const RANGED_PIECE_BYTES = 2 * 1024 * 1024;
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

  readonly #isRanged: boolean;
  /** How much came on the lane itself. */
  sentBytes = 0;

  constructor(
    file: WaitingFile,
    bytes: Buffer,
    spoil: (offset: number) => boolean = () => false,
    isRanged = false,
  ) {
    this.#file = file;
    this.#bytes = bytes;
    this.#spoil = spoil;
    this.#isRanged = isRanged;
  }

  say(word: Parameters<Lane["say"]>[0]): void {
    this.said.push(word.type);
    if (word.type !== "ask") return this.#sender?.takeWord(word);
    let at = 0;
    this.#sender = new Sender<Buffer>({
      offer: { type: "offer", ...this.#file, expects: "any", fidelity: "original" },
      pieceBytes: this.#isRanged ? RANGED_PIECE_BYTES : PIECE_BYTES,
      source: {
        isSliced: true,
        ...(this.#isRanged && {
          digests: (offset, length) => Promise.resolve(this.#digests(offset, length)),
        }),
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
          this.sentBytes += copy.length;
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

  #digests(offset: number, length: number): string[] {
    return digestsOfParts(this.#bytes.subarray(offset, offset + length));
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

/** A lane of whose file all stretches can be fetched; `answer` changes or refuses what is asked for. */
class RangedLane extends NearLane {
  fetched = 0;
  readonly fetch: NonNullable<Lane["fetch"]>;

  constructor(
    file: WaitingFile,
    bytes: Buffer,
    answer: (piece: Buffer<ArrayBuffer>, offset: number) => Buffer<ArrayBuffer> | undefined = (piece) =>
      piece,
  ) {
    super(file, bytes, undefined, true);
    this.fetch = (_, offset, length) => {
      const piece = answer(Buffer.from(bytes.subarray(offset, offset + length)), offset);
      if (!piece) return Promise.reject(new Error("no answer"));
      this.fetched += length;
      return Promise.resolve(new Blob([piece]));
    };
  }
}

describe("a file whose bytes are fetched", () => {
  const LARGE = 3 * RANGED_PIECE_BYTES + 12_345;

  it("comes whole, and none of it on the lane", async () => {
    const bytes = randomBytes(LARGE);
    const file = await fileOf(bytes);
    const lane = new RangedLane(file, bytes);
    expect(await download(lane, file)).toEqual({ kind: "stored" });
    expect((await storedBytes(file.id)).equals(bytes)).toBe(true);
    expect([lane.fetched, lane.sentBytes]).toEqual([LARGE, 0]);
  });

  it("is whole, whatever stretch came wrong in a single byte", async () => {
    for (const at of [0, 600_000, RANGED_PIECE_BYTES, LARGE - 1]) {
      const bytes = randomBytes(LARGE);
      const file = await fileOf(bytes);
      let spoiled = false;
      const lane = new RangedLane(file, bytes, (piece, offset) => {
        if (!spoiled && at >= offset && at < offset + piece.length) {
          spoiled = true;
          piece.writeUInt8(piece.readUInt8(at - offset) ^ 1, at - offset);
        }
        return piece;
      });
      expect(await download(lane, file)).toEqual({ kind: "stored" });
      expect((await storedBytes(file.id)).equals(bytes)).toBe(true);
      expect([spoiled, lane.sentBytes]).toEqual([true, 0]);
    }
  });

  it("comes on the lane where a stretch can't be fetched, and where all of it comes wrong", async () => {
    for (const answer of [
      (piece: Buffer<ArrayBuffer>, offset: number) => (offset === RANGED_PIECE_BYTES ? undefined : piece),
      (piece: Buffer<ArrayBuffer>) => piece.fill(0),
    ]) {
      const bytes = randomBytes(LARGE);
      const file = await fileOf(bytes);
      const lane = new RangedLane(file, bytes, answer);
      expect(await download(lane, file)).toEqual({ kind: "stored" });
      expect((await storedBytes(file.id)).equals(bytes)).toBe(true);
      expect(lane.sentBytes).toBeGreaterThan(0);
    }
  });

  it("goes on behind pieces that an older version has stored in another way", async () => {
    const bytes = randomBytes(LARGE);
    const file = await fileOf(bytes);
    const old = new Uint8Array(bytes.subarray(0, RANGED_PIECE_BYTES)).buffer;
    await storePieces(file.id, [{ offset: 0, data: old }], old.byteLength);
    const lane = new RangedLane(file, bytes);
    expect(await download(lane, file)).toEqual({ kind: "stored" });
    expect((await storedBytes(file.id)).equals(bytes)).toBe(true);
    expect(lane.fetched).toBe(LARGE - RANGED_PIECE_BYTES);
  });
});

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
