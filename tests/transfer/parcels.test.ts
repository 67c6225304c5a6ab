import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Refuse } from "../../shared/protocol/lane-words.ts";
import type { Parcel, ParcelHead } from "../../shared/protocol/parcels/parcel.ts";
import type { ParcelWord, Receipts } from "../../shared/protocol/parcels/parcel-words.ts";
import { message } from "../../shared/texts/message.ts";
import { MAX_RECEIPTS, ParcelReceiver } from "../../shared/transfer/parcel-receiver.ts";
import { type ParcelOutcome, ParcelSender } from "../../shared/transfer/parcel-sender.ts";
import type { Considered, ReceivingStore } from "../../shared/transfer/receiver.ts";
import { TransferRefused } from "../../shared/transfer/transfer-refused.ts";

const encoder = new TextEncoder();

function parcel(number: number): { head: ParcelHead; bytes: Uint8Array<ArrayBuffer> } {
  const bytes = encoder.encode(`file ${number}`);
  const head: ParcelHead = {
    type: "offer",
    id: String(number).padStart(32, "0"),
    name: `${number}.txt`,
    bytes: bytes.length,
    mediaType: "text/plain",
    expects: "any",
    fidelity: "original",
    sha256: createHash("sha256").update(bytes).digest("hex"),
  };
  return { head, bytes };
}

/** What was handed over to the receiver, in order. */
class Overheard {
  readonly said: string[] = [];
  readonly outcomes: string[] = [];
  readonly sender = new ParcelSender(
    {
      sayOfParcels: (word) => void this.said.push(word.type),
      sendParcel: ({ name }, bytes) => void this.said.push(bytes ? name : `${name}?`),
    },
    (id, outcome: ParcelOutcome) => void this.outcomes.push(`${Number(id)} ${outcome.kind}`),
  );
}

const receipts = (...of: Receipts["of"]): Receipts => ({ type: "receipts", of });

describe("a sender of parcels", () => {
  it("sends all at once, and is over when each is answered in whatever order", () => {
    const { sender, said, outcomes } = new Overheard();
    sender.send([parcel(1), parcel(2)], false);
    expect(said).toEqual(["1.txt", "2.txt"]);
    const { sha256 } = parcel(2).head;
    sender.takeWord(receipts({ id: parcel(2).head.id, type: "done", sha256, name: "2.txt" }));
    expect(sender.over).toBe(false);
    sender.takeWord(receipts({ id: parcel(1).head.id, type: "refuse", code: "disk_full", message: "full" }));
    expect(sender.over).toBe(true);
    expect(outcomes).toEqual(["2 finished", "1 refused"]);
  });

  it("asks first which are known, and spares the bytes of those", () => {
    const { sender, said } = new Overheard();
    sender.send([parcel(1), parcel(2)], true);
    expect(said).toEqual(["seek"]);
    sender.takeWord({ type: "known", sha256: [parcel(1).head.sha256] });
    expect(said).toEqual(["seek", "1.txt?", "2.txt"]);
    expect(sender.over).toBe(false);
  });

  it("sends the bytes that are wanted after all, and then leaves the file to the dialogue of pieces", () => {
    const { sender, said, outcomes } = new Overheard();
    sender.send([parcel(1)], true);
    sender.takeWord({ type: "known", sha256: [parcel(1).head.sha256] });
    sender.takeWord(receipts({ id: parcel(1).head.id, type: "wanted" }));
    expect(said).toEqual(["seek", "1.txt?", "1.txt"]);
    sender.takeWord(receipts({ id: parcel(1).head.id, type: "wanted" }));
    expect(outcomes).toEqual(["1 in-pieces"]);
    expect(sender.over).toBe(true);
  });

  it.each<[string, ParcelWord]>([
    ["an answer to what was not asked", { type: "known", sha256: [] }],
    ["a question of the receiver's", { type: "seek", sha256: [] }],
    ["a receipt for what was never sent", receipts({ id: "f".repeat(32), type: "wanted" })],
  ])("does not go on after %s", (_, word) => {
    const { sender } = new Overheard();
    sender.send([parcel(1)], false);
    expect(() => sender.takeWord(word)).toThrow("not due");
  });

  it("believes no receipt twice", () => {
    const { sender } = new Overheard();
    sender.send([parcel(1), parcel(2)], false);
    const { id, sha256 } = parcel(1).head;
    const receipt = receipts({ id, type: "done", sha256, name: "x" });
    sender.takeWord(receipt);
    expect(() => sender.takeWord(receipt)).toThrow("not due");
  });
});

/** A place whose steps a test decides on. */
class Place implements ReceivingStore<Uint8Array> {
  readonly steps: string[] = [];
  considered: () => Promise<Considered> = () => Promise.resolve({ kind: "take", offset: 0 });
  stored: "stored" | "wrong" = "stored";
  finished = Promise.resolve();

  consider(): Promise<Considered> {
    this.steps.push("consider");
    return this.considered();
  }
  store(): Promise<"stored" | "wrong"> {
    this.steps.push("store");
    return Promise.resolve(this.stored);
  }
  async finish(): Promise<{ sha256: string; name: string }> {
    this.steps.push("finish");
    await this.finished;
    return { sha256: "0".repeat(64), name: "x" };
  }
  release(refusal?: Refuse): Promise<void> {
    this.steps.push(refusal ? `release ${refusal.code}` : "release");
    return Promise.resolve();
  }
}

function receiverOf(place: Place) {
  const words: Receipts[] = [];
  const refused: string[] = [];
  const letGoes: number[] = [];
  const receiver = new ParcelReceiver({
    open: () => Promise.resolve({ store: place, letGo: () => void letGoes.push(1) }),
    say: (word) => void words.push(word),
    onRefused: (name, { code }) => void refused.push(`${name} ${code}`),
  });
  const arrived = (number: number, hasBytes = true): Parcel => {
    const { head, bytes } = parcel(number);
    return { head, parts: hasBytes ? [bytes] : undefined };
  };
  return { receiver, words, refused, arrived, letGo: () => letGoes.length };
}

describe("a receiver of parcels", () => {
  it("answers with done only once the file is finished", async () => {
    const place = new Place();
    const finishing = Promise.withResolvers<void>();
    place.finished = finishing.promise;
    const { receiver, words, arrived, letGo } = receiverOf(place);
    const taken = receiver.take(arrived(1));
    await new Promise(setImmediate);
    expect(place.steps).toEqual(["consider", "store", "finish"]);
    expect(words).toEqual([]);
    expect([receiver.isBusy, letGo()]).toEqual([true, 0]);
    finishing.resolve();
    await taken;
    expect(words).toMatchObject([{ of: [{ type: "done", id: parcel(1).head.id }] }]);
    expect([receiver.isBusy, letGo()]).toEqual([false, 1]);
  });

  it("answers together what is done together, as many as fit into a word", async () => {
    const place = new Place();
    const finishing = Promise.withResolvers<void>();
    place.finished = finishing.promise;
    const { receiver, words, arrived } = receiverOf(place);
    const count = MAX_RECEIPTS + 4;
    const all = Array.from({ length: count }, (_, number) => receiver.take(arrived(number)));
    await new Promise(setImmediate);
    finishing.resolve();
    await Promise.all(all);
    await receiver.settled();
    expect(words.map(({ of }) => of.length)).toEqual([MAX_RECEIPTS, 4]);
  });

  it.each<[string, (place: Place) => void, boolean, string[], string]>([
    ["has it", (place) => have(place), true, ["consider"], "have"],
    ["has it, and was only asked", (place) => have(place), false, ["consider"], "have"],
    ["was only asked, and has it not", () => undefined, false, ["consider", "release"], "wanted"],
    ["has a part of it", (place) => partOf(place), true, ["consider", "release"], "wanted"],
    [
      "gets other bytes than were said",
      (place) => wrong(place),
      true,
      ["consider", "store", "release"],
      "wanted",
    ],
    ["has no room", (place) => full(place), true, ["consider", "release disk_full"], "refuse"],
  ])("says what became of a parcel where it %s", async (_, arrange, hasBytes, steps, type) => {
    const place = new Place();
    arrange(place);
    const { receiver, words, refused, arrived, letGo } = receiverOf(place);
    await receiver.take(arrived(1, hasBytes));
    await new Promise(setImmediate);
    expect(place.steps).toEqual(steps);
    expect(words).toMatchObject([{ of: [{ type }] }]);
    expect(letGo()).toBe(1);
    expect(refused).toEqual(type === "refuse" ? ["1.txt disk_full"] : []);
  });

  it("leaves a parcel unanswered over which something unforeseen fails, and lets go of it", async () => {
    const place = new Place();
    place.considered = () => Promise.reject(new Error("unforeseen"));
    const { receiver, words, arrived, letGo } = receiverOf(place);
    await expect(receiver.take(arrived(1))).rejects.toThrow("unforeseen");
    await receiver.settled();
    expect(words).toEqual([]);
    expect([receiver.isBusy, letGo()]).toEqual([false, 1]);
  });
});

function have(place: Place): void {
  place.considered = () => Promise.resolve({ kind: "have", sha256: "0".repeat(64), name: "x" });
}
function partOf(place: Place): void {
  place.considered = () => Promise.resolve({ kind: "take", offset: 3 });
}
function wrong(place: Place): void {
  place.stored = "wrong";
}
function full(place: Place): void {
  place.considered = () => Promise.reject(new TransferRefused("disk_full", message("system.disk-full")));
}
