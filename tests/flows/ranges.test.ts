import { randomBytes } from "node:crypto";
import { readdir, rm, truncate, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { pagewire } from "../support/companion-process.ts";
import { eventually } from "../support/eventually.ts";
import { RANGE, RAW } from "../support/lane-clients.ts";
import { HeldFile, receiveFile } from "../support/lane-files.ts";
import { laneGround, MANY_BYTES, newFile } from "./carriers/lane-ground.ts";

const KIB = 1024;
const ground = laneGround(RANGE);

/** A queued file of several pieces, and where its copy and the digests of its parts lie. */
async function queued(length = MANY_BYTES) {
  const file = newFile(length);
  const [id = ""] = await ground.queue([file]);
  const copy = path.join(ground.companion().home, ".state/outgoing", id);
  return { ...file, id, copy, parts: `${copy}.parts` };
}

describe("a file of several pieces", () => {
  it("is fetched: none of its bytes come on the lane, and nothing of it stays when it is stored", async () => {
    const { id, bytes } = await queued();
    const held = await receiveFile({ carrier: RANGE, lane: await ground.lane(), id });
    expect(held.bytes.equals(bytes)).toBe(true);
    expect([held.arrivedBytes, held.fetchedBytes]).toEqual([0, MANY_BYTES]);
    await eventually("the copy and its digests to be gone", async () => {
      const left = await readdir(path.join(ground.companion().home, ".state/outgoing"));
      return !left.some((name) => name.startsWith(id));
    });
  });

  it("is fetched where it came out of a stream, a folder's file or a script as well", async () => {
    const { bytes, name } = newFile(MANY_BYTES);
    const { objects } = await pagewire(ground.companion().home, ["send", "-", "--name", name], bytes);
    const held = await receiveFile({ carrier: RANGE, lane: await ground.lane(), id: String(objects[0]?.id) });
    expect(held.bytes.equals(bytes)).toBe(true);
    expect(held.fetchedBytes).toBe(MANY_BYTES);
  });

  it("goes on where it was", async () => {
    const { id, bytes } = await queued();
    const held = new HeldFile();
    const first = await ground.lane();
    await receiveFile({ carrier: RANGE, lane: first, id, held, leaveAt: 1 });
    first.cut();
    expect(held.bytes.length).toBeLessThan(MANY_BYTES);
    await receiveFile({ carrier: RANGE, lane: await ground.lane(), id, held });
    expect(held.bytes.equals(bytes)).toBe(true);
    expect(held.fetchedBytes).toBe(MANY_BYTES);
  });

  it("comes on the lane for who does not ask for ranges, and is cut short by nobody", async () => {
    const { id, bytes } = await queued();
    const held = await receiveFile({ carrier: RAW, lane: await ground.laneOf(RAW), id });
    expect(held.bytes.equals(bytes)).toBe(true);
    expect([held.arrivedBytes, held.fetchedBytes]).toEqual([MANY_BYTES, 0]);
  });

  it("comes on the lane from where a request failed on", async () => {
    const { id, bytes } = await queued();
    const lane = await ground.lane();
    const fetch: typeof lane.fetch = (file, offset, length) =>
      offset > 0 ? Promise.reject(new Error("no")) : (lane.fetch?.(file, offset, length) ?? Promise.reject());
    const held = await receiveFile({ carrier: RANGE, lane, id, fetch });
    expect(held.bytes.equals(bytes)).toBe(true);
    expect(held.arrivedBytes + held.fetchedBytes).toBe(MANY_BYTES);
    expect(Math.min(held.arrivedBytes, held.fetchedBytes)).toBeGreaterThan(0);
  });

  it("comes on the lane behind an offset at which no part begins", async () => {
    const { id, bytes } = await queued();
    const held = new HeldFile();
    held.bytes = Buffer.from(bytes.subarray(0, 700 * KIB));
    await receiveFile({ carrier: RANGE, lane: await ground.lane(), id, held });
    expect(held.bytes.equals(bytes)).toBe(true);
    expect(held.fetchedBytes).toBe(0);
  });

  it.each<[string, (parts: string) => Promise<void>]>([
    ["are missing, as those of a file that an older version has queued", (parts) => rm(parts)],
    ["are of another file", async (parts) => writeFile(parts, randomBytes(32))],
    ["are cut", (parts) => truncate(parts, 64)],
    ["are damaged", (parts) => writeFile(parts, randomBytes(11 * 32))],
  ])("comes whole where the digests of its parts %s", async (_, damage) => {
    const { id, bytes, parts } = await queued();
    await damage(parts);
    const held = await receiveFile({ carrier: RANGE, lane: await ground.lane(), id });
    expect(held.bytes.equals(bytes)).toBe(true);
    expect(held.arrivedBytes).toBe(MANY_BYTES);
  });

  it.each<[string, string, (copy: string, bytes: Buffer) => Promise<void>]>([
    ["changed", "source_changed", (copy, bytes) => writeFile(copy, Buffer.alloc(bytes.length))],
    ["cut", "source_changed", (copy) => truncate(copy, 4_500_000)],
    ["removed", "source_gone", (copy) => rm(copy)],
  ])("is refused and waits no more where its copy was %s", async (_, code, change) => {
    const { id, bytes, copy } = await queued();
    await change(copy, bytes);
    const lane = await ground.lane();
    for (const expected of [code, "unknown_file"])
      await expect(receiveFile({ carrier: RANGE, lane, id })).rejects.toMatchObject({
        refusal: { code: expected },
      });
  });

  it("that is taken back while it is fetched comes no further", async () => {
    const { id } = await queued();
    const lane = await ground.lane();
    const fetch: typeof lane.fetch = async (file, offset, length) => {
      await pagewire(ground.companion().home, ["outbox", "--cancel", file]);
      return (await lane.fetch?.(file, offset, length)) ?? Buffer.alloc(0);
    };
    await expect(receiveFile({ carrier: RANGE, lane, id, fetch })).rejects.toMatchObject({
      refusal: { code: "source_changed" },
    });
  });
});
