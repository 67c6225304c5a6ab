import { describe, expect, it } from "vitest";
import { FileRests } from "../../../../companion/files/outbox-folder/file-rests.ts";

const look = (bytes: number, modifiedMs = 1) => ({ bytes, modifiedMs });

describe("files that rest", () => {
  it("have had their rest when they lay unchanged for long enough", () => {
    const rests = new FileRests();
    expect(rests.note("a", look(1), 0)).toBe(false);
    expect(rests.has("a", look(1))).toBe(true);
    expect(rests.has("a", look(2))).toBe(false);
    expect(rests.note("a", look(1), 1_499)).toBe(false);
    expect(rests.note("a", look(2), 1_499)).toBe(false);
    expect(Math.floor(rests.dueMs())).toBe(1_499 * 3);
    expect(rests.note("a", look(2), 1_499 * 3 + 1)).toBe(true);
  });

  it("are known by their rhythm for a while after they were taken", () => {
    const rests = new FileRests();
    rests.note("a", look(1), 0);
    rests.end("a");
    expect(rests.dueMs()).toBe(Number.POSITIVE_INFINITY);
    rests.forget(() => true, 4_000);
    rests.note("a", look(2), 4_000);
    expect(rests.dueMs()).toBe(12_000);
    rests.end("a");
    rests.forget(() => true, 9_001);
    rests.note("a", look(3), 9_001);
    expect(Math.floor(rests.dueMs())).toBe(10_501);
    rests.forget(() => false, 9_001);
    expect(rests.dueMs()).toBe(Number.POSITIVE_INFINITY);
  });

  it("wait longer each time somebody still has them open", () => {
    const rests = new FileRests();
    rests.note("a", look(1), 0);
    rests.wait("a", 2_000);
    expect(rests.dueMs()).toBe(3_000);
    rests.wait("a", 100_000);
    expect(rests.dueMs()).toBe(105_000);
  });
});
