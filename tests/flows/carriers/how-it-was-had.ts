/** How the bytes were had, from the offer to the record, whatever carries the lane. */

import { describe, expect, it } from "vitest";
import { HOWS } from "../../../shared/protocol/lane-words.ts";
import { sendFile, sha256Of } from "../../support/lane-files.ts";
import { offerOf } from "../../support/node-browser.ts";
import { type LaneGround, MANY_BYTES, newFile } from "./lane-ground.ts";

const CONTRACT = [
  "id",
  "name",
  "path",
  "relativePath",
  "type",
  "bytes",
  "sha256",
  "fidelity",
  "sources",
  "receivedAt",
];

export function howItWasHad(ground: LaneGround): void {
  const { carrier } = ground;
  const recordOf = async (bytes: Buffer): Promise<Readonly<Record<string, unknown>>> =>
    (await ground.records()).find(({ sha256 }) => sha256 === sha256Of(bytes)) ?? {};

  describe("how a file's bytes were had", () => {
    it("is in its record as the offer says it, and is no part of the record where no offer says it", async () => {
      const lane = await ground.lane();
      const sent = [];
      for (const how of [...HOWS, undefined]) {
        const file = newFile(100 + sent.length);
        sent.push({ how, sha256: sha256Of(file.bytes) });
        const { outcome } = await sendFile({
          carrier,
          lane,
          ...file,
          offer: { ...file.offer, ...(how && { how }) },
        });
        expect(outcome?.kind).toBe("finished");
      }
      const records = await ground.records();
      for (const { how, sha256 } of sent) {
        const record = records.find((one) => one.sha256 === sha256);
        expect(record).toMatchObject({ fidelity: "original", ...(how && { how }) });
        expect(Object.keys(record ?? {})).toEqual(how ? [...CONTRACT, "how"] : CONTRACT);
      }
    });

    it("keeps no file away by a word that only a newer browser says", async () => {
      const lane = await ground.lane();
      const { offer, bytes } = newFile(10);
      lane.sendText(JSON.stringify({ ...offer, how: "teleported" }));
      expect(await lane.next()).toMatchObject({ type: "want", offset: 0 });
      lane.say({ type: "piece", offset: 0, bytes: 10, sha256: sha256Of(bytes) });
      lane.sendBytes(bytes);
      expect(await lane.next()).toMatchObject({ type: "ack", offset: 10 });
      lane.say({ type: "end", bytes: 10 });
      expect(await lane.next()).toMatchObject({ type: "done", sha256: sha256Of(bytes) });
      const record = await recordOf(bytes);
      expect(record).toMatchObject({ name: offer.name });
      expect(record).not.toHaveProperty("how");
    });

    it.each([
      ["the same bytes that are sent another way", 3_000],
      ["those whose sender did not know them to be here", MANY_BYTES],
    ])("stays as it was first: %s add their source alone", async (_, length) => {
      const lane = await ground.lane();
      const { bytes, offer } = newFile(length);
      const source = { url: "https://a.test/one", at: 1 };
      await sendFile({ carrier, lane, bytes, offer: { ...offer, how: "page-capture", source } });
      const again = offerOf(bytes, { how: "request", source: { url: "https://a.test/two", at: 2 } });
      const known = length < MANY_BYTES ? { sha256: sha256Of(bytes) } : {};
      await sendFile({ carrier, lane, bytes, offer: { ...again, ...known } });
      expect(await recordOf(bytes)).toMatchObject({
        how: "page-capture",
        sources: [{ url: "https://a.test/one" }, { url: "https://a.test/two" }],
      });
    });

    it("is not lost with a lane in the middle of the file", async () => {
      const { bytes, offer } = newFile(MANY_BYTES);
      const said = { ...offer, how: "drawn", fidelity: "re-encoded" } as const;
      const first = await ground.lane();
      await sendFile({ carrier, lane: first, bytes, offer: said, leaveAt: 1 });
      const { resumedAt } = await sendFile({ carrier, lane: await ground.lane(), bytes, offer: said });
      expect(resumedAt).toBeGreaterThan(0);
      expect(await recordOf(bytes)).toMatchObject({ how: "drawn", fidelity: "re-encoded" });
    });
  });
}
