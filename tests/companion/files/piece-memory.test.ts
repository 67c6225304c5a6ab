import { describe, expect, it } from "vitest";
import { PieceMemory } from "../../../companion/files/piece-memory.ts";

const part = (...bytes: number[]): Uint8Array => new Uint8Array(bytes);

describe("the memory of a piece", () => {
  it("has the parts in their order, and the next piece's in the same place", () => {
    const memory = new PieceMemory();
    const first = memory.gather([part(1, 2), part(3), part(), part(4, 5)]);
    expect([...first]).toEqual([1, 2, 3, 4, 5]);
    const second = memory.gather([part(6), part(7, 8)]);
    expect([...second]).toEqual([6, 7, 8]);
    expect(second.buffer).toBe(first.buffer);
  });

  it("gives back what its parts took alone, and leaves what others share", () => {
    const alone = part(1, 2, 3);
    const shared = part(4, 5, 6, 7);
    const piece = new PieceMemory().gather([alone, shared.subarray(1, 3)]);
    expect([...piece]).toEqual([1, 2, 3, 5, 6]);
    expect(alone.byteLength).toBe(0);
    expect([...shared]).toEqual([4, 5, 6, 7]);
  });

  it("copies nothing of a piece that came as one", () => {
    const only = part(1, 2, 3);
    expect(new PieceMemory().gather([only])).toBe(only);
    expect([...only]).toEqual([1, 2, 3]);
  });
});
