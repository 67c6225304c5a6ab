import { describe, expect, it } from "vitest";
import { MAX_CLIENT_BUFFERED_BYTES, MAX_CONTROL_BUFFERED_BYTES } from "../../../../companion/limits.ts";
import { ClientTotal } from "../../../../companion/server/channels/client-totals.ts";
import { OutgoingQueue } from "../../../../companion/server/channels/outgoing-queue.ts";
import { heapAfterCollection } from "../../../flows/channels/heap.ts";

const drained = (queue: OutgoingQueue<string>): string[] => {
  const items: string[] = [];
  for (let item = queue.take(); item !== undefined; item = queue.take()) items.push(item);
  return items;
};

describe("OutgoingQueue", () => {
  it("gives in the order it was given, also while it is being emptied", () => {
    const queue = new OutgoingQueue<string>(new ClientTotal());
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
    const queue = new OutgoingQueue<string>(new ClientTotal());
    queue.add("tick 1", 1, "tick");
    queue.add("bar 1", 1);
    queue.add("tick 2", 1, "tick");
    queue.add("other", 1, "status");
    queue.add("tick 3", 1, "tick");
    expect(drained(queue)).toEqual(["bar 1", "other", "tick 3"]);
  });

  it("costs nothing when it is empty, whichever way it became so", () => {
    const queue = new OutgoingQueue<string>(new ClientTotal());
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
    const queue = new OutgoingQueue<string>(new ClientTotal());
    let frames = 0;
    for (; !queue.isFull; frames += 1) queue.add("x", 1);
    expect(frames).toBeLessThan(MAX_CONTROL_BUFFERED_BYTES / 256);
  });

  it("is never filled by what replaces itself", () => {
    const queue = new OutgoingQueue<string>(new ClientTotal());
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
    const queue = new OutgoingQueue<Buffer>(new ClientTotal());
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

describe("the queues of one client", () => {
  it("are full where all of them let too much wait together, if they are among the slow ones", () => {
    const total = new ClientTotal();
    const half = MAX_CONTROL_BUFFERED_BYTES / 2;
    const slow = Array.from({ length: (2 * MAX_CLIENT_BUFFERED_BYTES) / MAX_CONTROL_BUFFERED_BYTES }, () => {
      const queue = new OutgoingQueue<string>(total);
      queue.add("x", half);
      return queue;
    });
    const quick = new OutgoingQueue<string>(total);
    quick.add("x", 1_000);
    expect([...slow.map(({ isFull }) => isFull), quick.isFull]).toEqual([...slow.map(() => true), false]);
    for (const queue of slow.slice(0, 2)) queue.clear();
    expect(slow[2]?.isFull).toBe(false);
    const other = new OutgoingQueue<string>(new ClientTotal());
    other.add("x", half);
    expect(other.isFull).toBe(false);
  });
});
