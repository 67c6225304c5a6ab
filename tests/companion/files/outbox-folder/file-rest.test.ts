import { describe, expect, it } from "vitest";
import { restMs } from "../../../../companion/files/outbox-folder/file-rest.ts";

const MIB = 1024 * 1024;

describe("the rest of a file", () => {
  it("grows with its size, and has an end", () => {
    const rests = [0, 1_000, MIB, 50 * MIB, 200 * MIB, 1_000_000 * MIB].map((bytes) => restMs(bytes, 0));
    expect(rests).toEqual([...rests].sort((one, other) => one - other));
    expect(rests[0]).toBe(1_500);
    expect(rests[3]).toBe(3_500);
    expect(rests.at(-1)).toBe(10_000);
  });

  it("is longer than its writer has paused", () => {
    expect(restMs(1_000, 3_000)).toBe(6_000);
    expect(restMs(1_000, 60_000)).toBe(10_000);
  });
});
