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
    first.written(1_000_000);
    await expect(space.check(bytes)).rejects.toMatchObject({ refusal: { code: "disk_full" } });
    first.release();
    first.release();
    (await space.promise(bytes)).release();
    await expect(space.check(bytes)).resolves.toBeUndefined();
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
