import { describe, expect, it } from "vitest";
import { FileBatch, shareOf } from "../../../../entrypoints/background/lanes/file-batch.ts";

const file = (id: string, bytes: number | null, ackedBytes = 0) => ({ id, bytes, ackedBytes });

describe("a batch of files under way", () => {
  it("knows the share of all bytes that is acknowledged, finished files included", () => {
    const batch = new FileBatch();
    batch.add(file("a", 100));
    batch.add(file("b", 300, 100));
    expect(batch.share).toBe(0.25);
    batch.acknowledged("b", 200);
    batch.finish("a");
    expect(batch.share).toBe(0.75);
    expect(batch.open).toBe(1);
  });

  it("begins anew when all have gone", () => {
    const batch = new FileBatch();
    batch.add(file("a", 100));
    batch.finish("a");
    expect(batch.share).toBeUndefined();
    batch.add(file("b", 50));
    expect(batch.share).toBe(0);
    expect(batch.finished).toBe(1);
  });

  it("counts nothing of a file that was paused or removed", () => {
    const batch = new FileBatch();
    batch.add(file("a", 100));
    batch.add(file("b", 900));
    batch.acknowledged("b", 450);
    batch.drop("b");
    batch.acknowledged("b", 500);
    expect(batch.share).toBe(0);
    expect(batch.open).toBe(1);
  });

  it("names no share while one size is unknown, and knows it when that one has gone", () => {
    const batch = new FileBatch();
    batch.add(file("a", null));
    batch.add(file("b", 50));
    batch.acknowledged("a", 50);
    expect(batch.share).toBeUndefined();
    batch.finish("a");
    expect(batch.share).toBe(0.5);
  });

  it("knows the share as soon as the last size is known, and not before", () => {
    const batch = new FileBatch();
    batch.add(file("a", null));
    batch.add(file("b", null));
    batch.acknowledged("a", 25);
    batch.sized("a", 100);
    expect(batch.share).toBeUndefined();
    batch.sized("b", 100);
    batch.sized("b", 100);
    expect(batch.share).toBe(0.125);
    batch.drop("a");
    expect(batch.share).toBe(0);
  });

  it("knows a file that is added twice once", () => {
    const batch = new FileBatch();
    batch.add(file("a", 100));
    batch.acknowledged("a", 50);
    batch.add(file("a", 100));
    expect([batch.open, batch.share]).toEqual([1, 0.5]);
  });
});

describe("the share of two batches", () => {
  it("is of the bytes of both, and unknown where one is", () => {
    const [up, down] = [new FileBatch(), new FileBatch()];
    expect(shareOf([up, down])).toBeUndefined();
    up.add(file("a", 100, 50));
    expect(shareOf([up, down])).toBe(0.5);
    down.add(file("b", 300));
    expect(shareOf([up, down])).toBe(0.125);
    down.add(file("c", null));
    expect(shareOf([up, down])).toBeUndefined();
  });
});
