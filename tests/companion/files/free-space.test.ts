import { statfs } from "node:fs/promises";
import { tmpdir } from "node:os";
import { describe, expect, it } from "vitest";
import { FreeSpace } from "../../../companion/files/free-space.ts";

/** What does not fit twice onto the disk that the tests run on. */
async function mostOfTheDisk(): Promise<number> {
  const { bavail, bsize } = await statfs(tmpdir());
  return Math.floor(bavail * bsize * 0.7);
}

describe("the room on the disk", () => {
  it("is promised once, also to two who ask at the same moment", async () => {
    const space = new FreeSpace(tmpdir());
    const bytes = await mostOfTheDisk();
    // What the system said a moment ago is believed: both are answered at once.
    await space.check(0);
    const asked = await Promise.allSettled([space.promise(bytes), space.promise(bytes)]);
    expect(asked.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const refused = asked.find(({ status }) => status === "rejected");
    expect(refused).toMatchObject({ reason: { refusal: { code: "disk_full" } } });
  });

  it("is free again for others when its file is let go of, whatever was written of it", async () => {
    const space = new FreeSpace(tmpdir());
    const bytes = await mostOfTheDisk();
    const first = await space.promise(bytes);
    await first.write(1_000_000, () => Promise.resolve());
    await expect(space.check(bytes)).rejects.toMatchObject({ refusal: { code: "disk_full" } });
    first.release();
    first.release();
    (await space.promise(bytes)).release();
    await expect(space.check(bytes)).resolves.toBeUndefined();
  });

  it("is not kept from others by what was only announced: they are left half of it", async () => {
    const space = new FreeSpace(tmpdir());
    const { bavail, bsize } = await statfs(tmpdir());
    const all = Math.floor(bavail * bsize * 0.9);
    await space.promise(all);
    // However often it is announced.
    for (let count = 0; count < 30; count += 1) await space.promise(all * 0.4);
    await expect(space.check(all * 0.4)).resolves.toBeUndefined();
    await expect(space.check(all * 0.6)).rejects.toMatchObject({ refusal: { code: "disk_full" } });
  });

  it("is kept in full for as much again as has come", async () => {
    const space = new FreeSpace(tmpdir());
    const bytes = await mostOfTheDisk();
    await space.promise(bytes, bytes);
    await expect(space.check(bytes * 0.45)).rejects.toMatchObject({ refusal: { code: "disk_full" } });
    await expect(space.check(bytes * 0.1)).resolves.toBeUndefined();
  });

  it("is looked at again before every write, whatever was promised", async () => {
    const space = new FreeSpace(tmpdir());
    const { blocks, bsize } = await statfs(tmpdir());
    const room = await space.promise(1);
    let written = 0;
    const write = (): Promise<void> => {
      written += 1;
      return Promise.resolve();
    };
    await expect(room.write(blocks * bsize, write)).rejects.toMatchObject({ refusal: { code: "disk_full" } });
    expect(written).toBe(0);
    await room.write(1, write);
    expect(written).toBe(1);
  });

  it("says nothing of how much is free to who is refused, but writes it down", async () => {
    const logged: unknown[] = [];
    const space = new FreeSpace(tmpdir(), (event, fields) => logged.push([event, fields]));
    const refused = space.check(2 ** 50);
    await expect(refused).rejects.toMatchObject({ refusal: { code: "disk_full" } });
    const message = await refused.then(String, String);
    expect(message).toContain(`${(2 ** 50 / 1e6).toFixed(1)} MB are needed`);
    expect(message.match(/\d[\d.]*/g)).toHaveLength(1);
    expect(logged).toMatchObject([["disk.full", { freeBytes: expect.any(Number) }]]);
  });

  it("is kept for no file that was let go of while it was asked for", async () => {
    const space = new FreeSpace(tmpdir());
    const bytes = await mostOfTheDisk();
    const room = await space.promise(0);
    const extending = room.extend(bytes);
    room.release();
    await extending;
    (await space.promise(bytes)).release();
    expect(await space.check(bytes)).toBeUndefined();
  });
});
