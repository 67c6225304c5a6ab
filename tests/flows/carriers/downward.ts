/** Files on their way down, whatever carries the lane. */

import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { BASE64, RAW } from "../../support/lane-clients.ts";
import { HeldFile, receiveFile, sha256Of } from "../../support/lane-files.ts";
import { type LaneGround, MANY_BYTES, newFile } from "./lane-ground.ts";

export function downward(ground: LaneGround): void {
  const { carrier } = ground;
  const { pieceBytes, windowBytes } = carrier;

  describe("a file sent down", () => {
    const lengths = [
      0,
      100_000,
      ...Array.from({ length: 6 }, () => MANY_BYTES),
      1000,
      1000,
      1000,
      1000,
      1000,
      1000,
    ];
    const files: { id: string; name: string; bytes: Buffer }[] = [];
    beforeAll(async () => {
      const made = lengths.map((length) => newFile(length));
      const ids = await ground.queue(made);
      for (const [index, { name, bytes }] of made.entries())
        files.push({ id: ids[index] ?? "", name, bytes });
    });
    /** One that no test before has taken. */
    const take = (length: number): { id: string; name: string; bytes: Buffer } => {
      const index = files.findIndex(({ bytes }) => bytes.length === length);
      const [file] = files.splice(index, 1);
      if (!file) throw new Error("no file of that length is left");
      return file;
    };

    it.each([
      ["nothing", 0],
      ["a part of a piece", 100_000],
      ["many pieces and a bit", MANY_BYTES],
    ])("comes whole, once: %s", async (_, length) => {
      const { id, bytes, name } = take(length);
      const lane = await ground.lane();
      const held = await receiveFile({ carrier, lane, id });
      expect(held.bytes.equals(bytes)).toBe(true);
      expect(held.offer).toMatchObject({ id, name, bytes: length });
      await expect(receiveFile({ carrier, lane, id })).rejects.toMatchObject({
        refusal: { code: "unknown_file" },
      });
    });

    it("is asked for right behind the last word of the one before, and comes", async () => {
      const [first, second] = [take(1000), take(1000)];
      const lane = await ground.lane();
      lane.say({ type: "ask", id: first.id });
      expect(await lane.next()).toMatchObject({ type: "offer", id: first.id });
      lane.say({ type: "want", offset: 1000 });
      expect(await lane.next()).toMatchObject({ type: "end" });
      lane.say({ type: "done", sha256: sha256Of(first.bytes), name: first.name });
      const held = await receiveFile({ carrier, lane, id: second.id });
      expect(held.bytes.equals(second.bytes)).toBe(true);
    });

    it("comes beside others on as many lanes as there are files, none of them too much for the socket", async () => {
      const three = [take(MANY_BYTES), take(MANY_BYTES), take(MANY_BYTES)];
      const first = await ground.lane();
      const lanes = [first, await ground.beside(first), await ground.beside(first)];
      const held = await Promise.all(
        lanes.map((lane, index) => receiveFile({ carrier, lane, id: three[index]?.id ?? "" })),
      );
      expect(held.map(({ bytes }, index) => bytes.equals(three[index]?.bytes ?? Buffer.alloc(0)))).toEqual([
        true,
        true,
        true,
      ]);
    });

    it("goes on from what was stored, also over another carrier", async () => {
      const { id, bytes } = take(MANY_BYTES);
      const held = new HeldFile();
      const first = await ground.lane();
      await receiveFile({ carrier, lane: first, id, held, leaveAt: pieceBytes });
      first.cut();
      await receiveFile({ carrier, lane: await ground.lane(), id, held, leaveAt: 3 * pieceBytes });
      const other = carrier === RAW ? BASE64 : RAW;
      await receiveFile({ carrier: other, lane: await ground.laneOf(other), id, held });
      expect(held.bytes.equals(bytes)).toBe(true);
      expect(held.arrivedBytes).toBeLessThanOrEqual(MANY_BYTES + 2 * windowBytes);
    });

    it("is sent again from a piece that came wrong", async () => {
      const { id, bytes } = take(MANY_BYTES);
      const held = await receiveFile({ carrier, lane: await ground.lane(), id, wrongPieces: 2 });
      expect(held.bytes.equals(bytes)).toBe(true);
    });

    it("stays where it is while its pieces come wrong for ever", async () => {
      const { id, bytes } = take(1000);
      const lane = await ground.lane();
      await expect(receiveFile({ carrier, lane, id, wrongPieces: 10 })).rejects.toMatchObject({
        refusal: { code: "source_changed" },
      });
      const held = await receiveFile({ carrier, lane: await ground.lane(), id });
      expect(held.bytes.equals(bytes)).toBe(true);
    });

    it.each<[string, string, (copy: string, bytes: Buffer) => Promise<void>]>([
      ["changed", "source_changed", (copy, bytes) => writeFile(copy, Buffer.alloc(bytes.length))],
      ["cut", "source_changed", (copy, bytes) => writeFile(copy, bytes.subarray(0, 500))],
      ["removed", "source_gone", (copy) => rm(copy)],
    ])("is refused and waits no more where its copy was %s", async (_, code, change) => {
      const { id, bytes } = take(1000);
      await change(path.join(ground.companion().home, ".state/outgoing", id), bytes);
      const lane = await ground.lane();
      for (const expected of [code, "unknown_file"]) {
        await expect(receiveFile({ carrier, lane, id })).rejects.toMatchObject({
          refusal: { code: expected },
        });
      }
    });
  });
}
