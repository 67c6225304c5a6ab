import { describe, expect, it } from "vitest";
import { TurnQueue } from "../../../../entrypoints/background/lanes/turn-queue.ts";
import { PIECE_BYTES } from "../../../../shared/protocol/limits.ts";

const small = (id: string, at: number) => ({ id, at, bytes: PIECE_BYTES });
const large = (id: string, at: number) => ({ id, at, bytes: PIECE_BYTES + 1 });
const unknown = (id: string, at: number) => ({ id, at, bytes: null });

function queueOf(...items: readonly { id: string; at: number; bytes: number | null }[]) {
  const queue = new TurnQueue<{ id: string; at: number; bytes: number | null }>();
  for (const item of items) queue.add(item);
  return queue;
}

describe("whose turn it is", () => {
  it("is the oldest one's, small or large", () => {
    const queue = queueOf(small("c", 3), large("b", 2), small("a", 1), large("d", 4));
    const turns = [1, 2, 3, 4, 5].map(() => queue.next(true)?.id);
    expect(turns).toEqual(["a", "b", "c", "d", undefined]);
  });

  it("is the next small one's where there is no place for a large one", () => {
    const queue = queueOf(large("a", 1), unknown("b", 2), small("c", 3));
    expect(queue.next(false)?.id).toBe("c");
    expect(queue.next(false)).toBeUndefined();
    expect(queue.ids()).toEqual(["a", "b"]);
    expect(queue.next(true)?.id).toBe("a");
  });

  it("is nobody's who was removed, and comes once for one who was added twice", () => {
    const queue = queueOf(small("a", 1), small("a", 1), large("b", 2), small("c", 3));
    queue.remove("c");
    queue.remove("b");
    queue.remove("nobody");
    expect([queue.next(true)?.id, queue.next(true)]).toEqual(["a", undefined]);
    expect(queue.ids()).not.toContain("b");
  });

  it("is a large one's alone where there is no place for a small one", () => {
    const queue = queueOf(small("a", 1), large("b", 2));
    expect(queue.next(true, false)?.id).toBe("b");
    expect(queue.next(true, false)).toBeUndefined();
    expect(queue.ids()).toEqual(["a"]);
  });

  it("is that of several small ones together, up to their number or their bytes", () => {
    const queue = queueOf(...[1, 2, 3, 4, 5].map((at) => ({ id: String(at), at, bytes: 10 })), large("x", 0));
    const ids = (most: number, bytes: number): string[] => queue.takeSmall(most, bytes).map(({ id }) => id);
    expect(ids(2, 1000)).toEqual(["1", "2"]);
    expect(ids(9, 25)).toEqual(["3", "4"]);
    expect(ids(9, 5)).toEqual([]);
    expect(ids(9, 10)).toEqual(["5"]);
    expect(ids(9, 10)).toEqual([]);
    expect(queue.ids()).toEqual(["x"]);
  });
});
