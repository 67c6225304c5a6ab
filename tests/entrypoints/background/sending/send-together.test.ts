import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it } from "vitest";
import { FileBatch } from "../../../../entrypoints/background/lanes/file-batch.ts";
import { type Lane, type LaneArrival, LaneLost } from "../../../../entrypoints/background/lanes/lane.ts";
import type { Work } from "../../../../entrypoints/background/lanes/lane-pool.ts";
import type { Waiting } from "../../../../entrypoints/background/lanes/turn-queue.ts";
import { SendQueue } from "../../../../entrypoints/background/sending/send-queue.ts";
import { SendWork } from "../../../../entrypoints/background/sending/send-work.ts";
import { database, type SendItem } from "../../../../shared/extension/store/database.ts";
import { findSends, queueFile, sendBlob } from "../../../../shared/extension/store/sends.ts";
import type { LaneWord } from "../../../../shared/protocol/lane-words.ts";
import type { ParcelHead } from "../../../../shared/protocol/parcels/parcel.ts";
import type { Receipt, Seek } from "../../../../shared/protocol/parcels/parcel-words.ts";
import { CloseCode } from "../../../../shared/protocol/protocol-error.ts";

type Answer = (head: ParcelHead, hasBytes: boolean) => Receipt | LaneLost | undefined;

const done: Answer = ({ id, sha256, name }) => ({ id, type: "done", sha256, name: `kept-${name}` });

/** A lane whose other end answers each parcel as a test says, and has all that goes piece by piece. */
class AnsweringLane implements Lane {
  readonly sizes = {};
  isOpen = true;
  readonly heard: string[] = [];
  answer: Answer = done;
  known: readonly string[] = [];
  onOffer: () => void = () => undefined;
  readonly #arrivals: (LaneArrival | LaneLost)[] = [];
  #wake: (() => void) | undefined;
  readonly parcels = {
    sayOfParcels: ({ sha256 }: Seek) => {
      this.heard.push(`seek ${sha256.length}`);
      this.#arrive({ kind: "of-parcels", word: { type: "known", sha256: this.known } });
    },
    sendParcel: (head: ParcelHead, bytes?: Uint8Array) => {
      this.heard.push(bytes ? head.name : `${head.name}?`);
      const answer = this.answer(head, bytes !== undefined);
      if (answer instanceof LaneLost) this.#arrive(answer);
      else if (answer) this.#arrive({ kind: "of-parcels", word: { type: "receipts", of: [answer] } });
    },
  };

  say(word: LaneWord): void {
    this.heard.push(word.type);
    if (word.type === "offer") this.onOffer();
    if (word.type === "offer")
      this.#arrive({ kind: "word", word: { type: "have", sha256: word.sha256 ?? "", name: word.name } });
  }
  sendBytes(): void {
    throw new Error("nothing is wanted");
  }
  async next(): Promise<LaneArrival> {
    for (;;) {
      const arrival = this.#arrivals.shift();
      if (arrival instanceof LaneLost) throw arrival;
      if (arrival) return arrival;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
  watch(): () => void {
    return () => undefined;
  }
  close(): void {
    this.isOpen = false;
  }
  #arrive(arrival: LaneArrival | LaneLost): void {
    this.#arrivals.push(arrival);
    this.#wake?.();
  }
}

async function stage(count: number) {
  const told: string[] = [];
  const queue = new SendQueue({
    upcoming: () => [],
    isConnected: () => true,
    onWaiting: () => undefined,
    isLast: () => false,
  });
  const batch = new FileBatch();
  const onDone = ({ name, storedName, already }: SendItem): void =>
    void told.push(`${name} as ${storedName}${already ? " already" : ""}`);
  const work = new SendWork(queue, batch, { onProgress: () => undefined, onDone });
  const over: string[] = [];
  const stops = new Map<string, AbortController>();
  const works: Work<Waiting>[] = [];
  for (let number = 0; number < count; number += 1) {
    const blob = new Blob([`bytes of ${number}`]);
    const item: SendItem = {
      id: String(number).padStart(32, "0"),
      state: "waiting",
      name: `${number}.txt`,
      expects: "any",
      url: "https://a.test/",
      fidelity: "original",
      at: number,
      bytes: blob.size,
      mediaType: "text/plain",
      ackedBytes: 0,
    };
    await queueFile(item, blob);
    const stop = new AbortController();
    stops.set(item.name, stop);
    works.push({ item, signal: stop.signal, over: () => void over.push(item.name) });
  }
  const statesNow = async (): Promise<(string | undefined)[]> => {
    await queue.tidy();
    return (await findSends(works.map(({ item }) => item.id))).map((found) => found?.state);
  };
  return { work, works, over, told, stops, batch, statesNow, queue };
}

beforeEach(async () => {
  const db = await database();
  await Promise.all([db.clear("sends"), db.clear("sendBlobs")]);
});

describe("small files that go together", () => {
  it("are asked about at once, sent at once, and noted as done without their bytes", async () => {
    const { work, works, over, told, batch, statesNow } = await stage(3);
    const lane = new AnsweringLane();
    await work.sendTogether(lane, works);
    expect(lane.heard).toEqual(["seek 3", "0.txt", "1.txt", "2.txt"]);
    expect(over.sort()).toEqual(["0.txt", "1.txt", "2.txt"]);
    expect(told.sort()).toEqual([0, 1, 2].map((number) => `${number}.txt as kept-${number}.txt`));
    expect(await statesNow()).toEqual(["done", "done", "done"]);
    expect(await sendBlob(works[0]?.item.id ?? "")).toBeUndefined();
    expect([batch.open, batch.finished]).toEqual([0, 3]);
  });

  it("follow their head without a question where there is one alone", async () => {
    const { work, works } = await stage(1);
    const lane = new AnsweringLane();
    await work.sendTogether(lane, works);
    expect(lane.heard).toEqual(["0.txt"]);
  });

  it("fail alone where one is refused", async () => {
    const { work, works, statesNow, over } = await stage(3);
    const lane = new AnsweringLane();
    lane.answer = (head, ...rest) =>
      head.name === "1.txt"
        ? { id: head.id, type: "refuse", code: "type_not_accepted", message: "not wanted" }
        : done(head, ...rest);
    await work.sendTogether(lane, works);
    expect(await statesNow()).toEqual(["done", "failed", "done"]);
    expect((await findSends([works[1]?.item.id ?? ""]))[0]?.message).toBe("not wanted");
    expect(over).toHaveLength(3);
  });

  it("wait where the companion is busy, and the others are done", async () => {
    const { work, works, statesNow, over } = await stage(2);
    const lane = new AnsweringLane();
    lane.answer = (head, ...rest) =>
      head.name === "0.txt"
        ? { id: head.id, type: "refuse", code: "busy", message: "later" }
        : done(head, ...rest);
    await expect(work.sendTogether(lane, works)).rejects.toThrow(LaneLost);
    expect(await statesNow()).toEqual(["waiting", "done"]);
    expect(over).toEqual(["1.txt"]);
  });

  it("stay as the user has left them meanwhile", async () => {
    const { work, works, told, stops } = await stage(2);
    const lane = new AnsweringLane();
    lane.answer = (head, ...rest) => {
      stops.get("0.txt")?.abort();
      return done(head, ...rest);
    };
    await work.sendTogether(lane, works);
    expect(told).toEqual(["1.txt as kept-1.txt"]);
  });

  it("are not sent where the user has paused or removed them while they were read", async () => {
    const { work, works, told, stops } = await stage(3);
    const lane = new AnsweringLane();
    stops.get("1.txt")?.abort();
    await work.sendTogether(lane, works);
    expect(lane.heard).toEqual(["seek 2", "0.txt", "2.txt"]);
    expect(told).toHaveLength(2);
  });

  it("end their lane where one that goes piece by piece is paused or removed, and only then", async () => {
    const { work, works, stops } = await stage(2);
    const lane = new AnsweringLane();
    lane.answer = (head, ...rest) =>
      head.name === "0.txt" ? { id: head.id, type: "wanted" } : done(head, ...rest);
    lane.onOffer = () => {
      stops.get("1.txt")?.abort();
      expect(lane.isOpen).toBe(true);
      stops.get("0.txt")?.abort();
    };
    await work.sendTogether(lane, works);
    expect(lane.isOpen).toBe(false);
  });

  it("go piece by piece over the same lane where the companion wants them so", async () => {
    const { work, works, over, statesNow } = await stage(2);
    const lane = new AnsweringLane();
    lane.answer = (head, ...rest) =>
      head.name === "0.txt" ? { id: head.id, type: "wanted" } : done(head, ...rest);
    await work.sendTogether(lane, works);
    expect(lane.heard).toEqual(["seek 2", "0.txt", "1.txt", "offer"]);
    expect(over.sort()).toEqual(["0.txt", "1.txt"]);
    expect(await statesNow()).toEqual(["done", "done"]);
  });

  it("send no bytes of what is known, until they are wanted", async () => {
    const { work, works } = await stage(2);
    const lane = new AnsweringLane();
    lane.answer = (head, hasBytes) => {
      lane.known = [];
      return hasBytes ? done(head, true) : { id: head.id, type: "wanted" };
    };
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode("bytes of 1"));
    lane.known = [Buffer.from(digest).toString("hex")];
    await work.sendTogether(lane, works);
    expect(lane.heard).toEqual(["seek 2", "0.txt", "1.txt?", "1.txt"]);
  });

  it("go piece by piece the next time where the companion could not follow one of them", async () => {
    const { work, works, over } = await stage(2);
    const lane = new AnsweringLane();
    lane.answer = () => new LaneLost("closed", CloseCode.malformed);
    await expect(work.sendTogether(lane, works)).rejects.toThrow(LaneLost);
    expect(over).toEqual([]);
    const next = new AnsweringLane();
    await work.sendTogether(next, works);
    expect(next.heard).toEqual(["offer", "offer"]);
    expect(over.sort()).toEqual(["0.txt", "1.txt"]);
  });

  it("are over where they are on no list any more", async () => {
    const { work, works, over } = await stage(2);
    await (await database()).delete("sends", works[0]?.item.id ?? "");
    const lane = new AnsweringLane();
    await work.sendTogether(lane, works);
    expect(lane.heard).toEqual(["1.txt"]);
    expect(over.sort()).toEqual(["0.txt", "1.txt"]);
  });
});
