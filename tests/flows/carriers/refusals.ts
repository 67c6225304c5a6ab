/** Files that are not taken, and why, whatever carries the lane. */

import { describe, expect, it } from "vitest";
import type { Offer } from "../../../shared/protocol/lane-words.ts";
import { eventually } from "../../support/eventually.ts";
import { sendFile, sha256Of } from "../../support/lane-files.ts";
import { type LaneGround, MANY_BYTES, MAX_FILE_BYTES, newFile } from "./lane-ground.ts";

export function refusals(ground: LaneGround): void {
  const { carrier } = ground;

  describe("a file that is not taken", () => {
    it.each<[string, number, Partial<Offer>, string]>([
      [
        "no image, though one was promised",
        1000,
        { expects: "image", mediaType: "image/png" },
        "not_an_image",
      ],
      ["nothing, though an image was promised", 0, { expects: "image", mediaType: "image/png" }, "empty"],
      ["more than is allowed", MAX_FILE_BYTES + 1, {}, "too_large"],
      ["more than is allowed, as it turns out", MAX_FILE_BYTES + 1, { bytes: null }, "too_large"],
    ])(
      "is refused with a sentence, its part goes, and the lane stays: %s",
      async (_, length, words, code) => {
        const lane = await ground.lane();
        const file = newFile(length);
        const sent = await sendFile({ carrier, lane, ...file, offer: { ...file.offer, ...words } });
        expect(sent.outcome).toMatchObject({
          kind: "refused",
          isOurs: false,
          refusal: { code, message: expect.stringMatching(/^[A-Z].+\.$/) },
        });
        if (words.bytes !== null && code === "too_large") expect(sent.sentBytes).toBe(0);
        expect(await ground.inbox()).not.toContain(file.name);
        await eventually("the part to be gone", async () => (await ground.staging()).length === 0);
        const next = newFile(10);
        const other = await ground.beside(lane);
        expect((await sendFile({ carrier, lane: other, ...next })).outcome?.kind).toBe("finished");
      },
    );

    it("may be given up by its sender, and nothing of it stays", async () => {
      const lane = await ground.lane();
      const { offer } = newFile(1000);
      lane.say(offer);
      expect(await lane.next()).toMatchObject({ type: "want" });
      lane.say({ type: "refuse", code: "source_gone", message: "The page is gone." });
      const next = newFile(10);
      expect((await sendFile({ carrier, lane, ...next })).outcome?.kind).toBe("finished");
      expect(await ground.staging()).toEqual([]);
      expect(await ground.inbox()).not.toContain(offer.name);
    });

    it("may be given up when its lane is gone, and nothing stays of what had come", async () => {
      const lane = await ground.lane();
      const { bytes, offer } = newFile(MANY_BYTES);
      const piece = bytes.subarray(0, carrier.pieceBytes);
      lane.say(offer);
      expect(await lane.next()).toMatchObject({ type: "want", offset: 0 });
      lane.say({ type: "piece", offset: 0, bytes: piece.length, sha256: sha256Of(piece) });
      lane.sendBytes(piece);
      expect(await lane.next()).toMatchObject({ type: "ack", offset: piece.length });
      lane.cut();
      expect(await ground.staging()).toHaveLength(1);
      const later = await ground.lane();
      later.say({ ...offer, name: "given up", bytes: null });
      expect(await later.next()).toMatchObject({ type: "want", offset: 0 });
      later.say({ type: "refuse", code: "source_gone", message: "It was taken off the list." });
      const next = newFile(10);
      expect((await sendFile({ carrier, lane: later, ...next })).outcome?.kind).toBe("finished");
      expect(await ground.staging()).toEqual([]);
    });
  });
}
