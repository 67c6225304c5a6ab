import { describe, expect, it } from "vitest";
import { OutgoingFrame } from "../../../../companion/server/channels/outgoing-frame.ts";
import { OutgoingQueue } from "../../../../companion/server/channels/outgoing-queue.ts";
import { MAX_CONTROL_BUFFERED_BYTES } from "../../../../shared/protocol/limits.ts";
import { heapAfterCollection } from "../../../flows/channels/heap.ts";

const drained = (queue: OutgoingQueue<string>): string[] => {
  const items: string[] = [];
  for (let item = queue.take(); item !== undefined; item = queue.take()) items.push(item);
  return items;
};

describe("OutgoingQueue", () => {
  it("gives in the order it was given, also while it is being emptied", () => {
    const queue = new OutgoingQueue<string>();
    queue.add("a", 1);
    queue.add("b", 1);
    expect(queue.take()).toBe("a");
    queue.add("c", 1);
    expect(drained(queue)).toEqual(["b", "c"]);
    queue.add("d", 1);
    expect(drained(queue)).toEqual(["d"]);
    expect(queue.take()).toBeUndefined();
  });

  it("keeps of those with one name the newest, at the newest's place", () => {
    const queue = new OutgoingQueue<string>();
    queue.add("tick 1", 1, "tick");
    queue.add("bar 1", 1);
    queue.add("tick 2", 1, "tick");
    queue.add("other", 1, "status");
    queue.add("tick 3", 1, "tick");
    expect(drained(queue)).toEqual(["bar 1", "other", "tick 3"]);
  });

  it("costs nothing when it is empty, whichever way it became so", () => {
    const queue = new OutgoingQueue<string>();
    queue.add("a", 1000);
    queue.add("b", 1000, "b");
    queue.add("b", 10, "b");
    expect(queue.cost).toBeGreaterThan(1010);
    drained(queue);
    expect(queue.cost).toBe(0);
    queue.add("c", 1000);
    queue.clear();
    expect([queue.cost, queue.isEmpty, queue.take()]).toEqual([0, true, undefined]);
    queue.add("d", 1);
    expect(drained(queue)).toEqual(["d"]);
  });

  it("counts what a frame costs beside its bytes: small ones fill it too", () => {
    const queue = new OutgoingQueue<string>();
    let frames = 0;
    for (; !queue.isFull; frames += 1) queue.add("x", 1);
    expect(frames).toBeLessThan(MAX_CONTROL_BUFFERED_BYTES / 256);
  });

  it("is never filled by what replaces itself", () => {
    const queue = new OutgoingQueue<string>();
    for (let tick = 0; tick < 100_000; tick += 1) queue.add(`tick ${tick}`, 100, "tick");
    expect(queue.isFull).toBe(false);
    expect(drained(queue)).toEqual(["tick 99999"]);
  });
});

describe("OutgoingQueue, of what it no longer has,", () => {
  const MIB = 1024 * 1024;
  const large = (): Buffer => Buffer.alloc(MIB / 8, 1);
  /** What stays in memory of 64 MiB that go through a queue which is then still there. */
  const kept = (use: (queue: OutgoingQueue<Buffer>) => void): number => {
    const queue = new OutgoingQueue<Buffer>();
    queue.add(large(), 1);
    queue.take();
    const before = heapAfterCollection();
    use(queue);
    const grown = heapAfterCollection() - before;
    expect(queue.cost).toBeLessThan(MIB);
    return grown;
  };

  it("keeps nothing that was taken", () => {
    expect(
      kept((queue) => {
        for (let index = 0; index < 512; index += 1) queue.add(large(), 1);
        for (let index = 0; index < 512; index += 1) queue.take();
      }),
    ).toBeLessThan(2 * MIB);
  });

  it("keeps nothing that was replaced, though nobody takes", () => {
    expect(
      kept((queue) => {
        for (let index = 0; index < 512; index += 1) queue.add(large(), 1, "tick");
      }),
    ).toBeLessThan(2 * MIB);
  });

  it("keeps nothing once it is cleared", () => {
    expect(
      kept((queue) => {
        for (let index = 0; index < 512; index += 1) queue.add(large(), 1);
        queue.clear();
      }),
    ).toBeLessThan(2 * MIB);
  });
});

describe("OutgoingFrame", () => {
  const frame = (payload: unknown): OutgoingFrame =>
    new OutgoingFrame({ kind: "broadcast", topic: "t", event: "e", payload });
  const bytes = (one: OutgoingFrame): Buffer => Buffer.concat(one.socketChunks);
  /** `[null,null,"t","e","…"]` around a text. */
  const AROUND = 22;

  it.each([
    [0, "8116"],
    [125 - AROUND, "817d"],
    [126 - AROUND, "817e007e"],
    [65_535 - AROUND, "817effff"],
    [65_536 - AROUND, "817f0000000000010000"],
  ])("puts the head of RFC 6455 before a text of %i characters more", (length, head) => {
    const encoded = bytes(frame("x".repeat(length)));
    expect(encoded.subarray(0, head.length / 2).toString("hex")).toBe(head);
    expect(encoded.length).toBe(head.length / 2 + AROUND + length);
  });

  it("counts bytes, not characters", () => {
    expect(bytes(frame("é🚀"))).toEqual(
      Buffer.concat([Buffer.from([0x81, AROUND + 6]), Buffer.from('[null,null,"t","e","é🚀"]')]),
    );
  });

  it("has the golden bytes of a binary message: a head, then Phoenix's frame", () => {
    expect(bytes(frame(Buffer.from("09", "hex"))).toString("hex")).toBe("8206" + "0201017465" + "09");
  });

  it("puts large bytes behind their head without joining them, and small ones with it", () => {
    expect(frame(Buffer.alloc(100_000)).socketChunks).toHaveLength(2);
    expect(frame(Buffer.alloc(100)).socketChunks).toHaveLength(1);
  });

  it("is encoded once for all", () => {
    const one = frame({ n: 1 });
    expect(one.socketChunks).toBe(one.socketChunks);
    expect(one.text).toBe(one.text);
  });

  it("says bytes as base64 where only text will do, of a view no more than the view", () => {
    const all = new Uint8Array([9, 1, 2, 3, 9]);
    expect(frame(all.subarray(1, 4)).text).toBe('[null,null,"t","e",{"base64":"AQID"}]');
    expect(frame({ n: 1 }).text).toBe('[null,null,"t","e",{"n":1}]');
  });
});
