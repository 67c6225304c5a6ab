/** Files on their way up: the dialogue that every carrier carries alike. */

import { describe, expect, it } from "vitest";
import { PIECE_BYTES } from "../../../shared/protocol/limits.ts";
import { eventually } from "../../support/eventually.ts";
import { BASE64, RAW } from "../../support/lane-clients.ts";
import { sendFile, sha256Of } from "../../support/lane-files.ts";
import { type LaneGround, MANY_BYTES, newFile } from "./lane-ground.ts";

export function upward(ground: LaneGround): void {
  const { carrier } = ground;
  const { pieceBytes, windowBytes } = carrier;

  describe("a file sent up", () => {
    it("may be nothing at all, its size known or not", async () => {
      const lane = await ground.lane();
      const { bytes, offer } = newFile(0);
      for (const said of [0, null]) {
        const sent = await sendFile({ carrier, lane, bytes, offer: { ...offer, bytes: said } });
        expect(sent.outcome).toMatchObject({ kind: "finished", sha256: sha256Of(bytes) });
      }
      expect(await ground.read(offer.name)).toHaveLength(0);
    });

    it.each([
      ["a part of a piece", 100_000],
      ["one whole piece", pieceBytes],
      ["many pieces and a bit", MANY_BYTES],
    ])("comes whole: %s", async (_, length) => {
      const lane = await ground.lane();
      for (const bytes of [length, null]) {
        const file = newFile(length);
        const sent = await sendFile({ carrier, lane, ...file, offer: { ...file.offer, bytes } });
        expect(sent.outcome).toEqual({
          kind: "finished",
          sha256: sha256Of(file.bytes),
          name: file.name,
          already: false,
        });
        expect((await ground.read(file.name)).equals(file.bytes)).toBe(true);
        expect(sent.sentBytes).toBe(length);
      }
      expect(await ground.staging()).toEqual([]);
    });

    it("may come with each piece in pieces, and with waits between all words", async () => {
      const lane = await ground.lane();
      const { bytes, name, offer } = newFile(1000);
      lane.say({ type: "wait" });
      lane.say(offer);
      expect(await lane.next()).toMatchObject({ type: "want", offset: 0 });
      lane.say({ type: "wait" });
      lane.say({ type: "piece", offset: 0, bytes: 1000, sha256: sha256Of(bytes) });
      lane.say({ type: "wait" });
      for (const [from, to] of [
        [0, 1],
        [1, 2],
        [2, 700],
        [700, 999],
        [999, 1000],
      ]) {
        lane.sendBytes(bytes.subarray(from, to));
        lane.say({ type: "wait" });
      }
      expect(await lane.next()).toMatchObject({ type: "ack", offset: 1000 });
      lane.say({ type: "end", bytes: 1000 });
      lane.say({ type: "wait" });
      expect(await lane.next()).toEqual({ type: "done", sha256: sha256Of(bytes), name });
      expect((await ground.read(name)).equals(bytes)).toBe(true);
    });

    it("is finished once for one transfer id", async () => {
      const lane = await ground.lane();
      const file = newFile(1000);
      await sendFile({ carrier, lane, ...file });
      const again = await sendFile({ carrier, lane, ...file });
      expect(again.outcome).toMatchObject({ kind: "finished", name: file.name, already: true });
      expect(again.sentBytes).toBe(0);
    });
  });

  describe("a file whose lane is lost on the way up", () => {
    it.each([
      ["after the offer", 0, true],
      ["after a piece", pieceBytes, true],
      ["after a piece, its size unknown", pieceBytes, false],
      ["after the last byte", MANY_BYTES, true],
    ])("goes on from what was acknowledged: %s", async (_, leaveAt, isKnown) => {
      const file = newFile(MANY_BYTES);
      const offer = { ...file.offer, bytes: isKnown ? MANY_BYTES : null };
      const first = await ground.lane();
      const begun = await sendFile({ carrier, lane: first, ...file, offer, leaveAt });
      expect(begun.outcome).toBeUndefined();
      first.cut();
      const second = await sendFile({ carrier, lane: await ground.lane(), ...file, offer });
      // Where its end was said too, it may be finished meanwhile.
      if (second.outcome?.kind !== "finished" || !second.outcome.already)
        expect(second.resumedAt).toBeGreaterThanOrEqual(leaveAt);
      expect(second.outcome).toMatchObject({ kind: "finished", sha256: sha256Of(file.bytes) });
      expect(begun.sentBytes + second.sentBytes).toBeLessThanOrEqual(MANY_BYTES + windowBytes);
      expect((await ground.read(file.name)).equals(file.bytes)).toBe(true);
    });

    it("goes on from the last whole piece where it was lost within one", async () => {
      const { bytes, name, offer } = newFile(MANY_BYTES);
      const first = await ground.lane();
      await sendFile({ carrier, lane: first, bytes, offer, leaveAt: pieceBytes });
      const cut = await ground.lane();
      cut.say(offer);
      const want = await cut.next();
      const offset = "type" in want && want.type === "want" ? want.offset : -1;
      expect(offset).toBeGreaterThanOrEqual(pieceBytes);
      const piece = bytes.subarray(offset, offset + pieceBytes);
      cut.say({ type: "piece", offset, bytes: piece.length, sha256: sha256Of(piece) });
      cut.sendBytes(piece.subarray(0, 500));
      cut.cut();
      const again = await sendFile({ carrier, lane: await ground.lane(), bytes, offer });
      expect(again.resumedAt).toBe(offset);
      expect((await ground.read(name)).equals(bytes)).toBe(true);
    });

    it("is known for the picture it is, however small its first pieces were", async () => {
      const bytes = Buffer.concat([
        Buffer.from('<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg">'),
        Buffer.alloc(PIECE_BYTES, " "),
        Buffer.from("</svg>"),
      ]);
      const offer = { ...newFile(bytes.length).offer, name: "drawn.svg", expects: "image" } as const;
      const first = await ground.lane();
      first.say(offer);
      await first.next();
      // They end in the middle of the word that says what it is.
      for (const offset of [0, 10, 20]) {
        const piece = bytes.subarray(offset, offset + 10);
        first.say({ type: "piece", offset, bytes: piece.length, sha256: sha256Of(piece) });
        first.sendBytes(piece);
        expect(await first.next()).toMatchObject({ type: "ack", offset: offset + 10 });
      }
      first.cut();
      const sent = await sendFile({ carrier, lane: await ground.lane(), bytes, offer });
      expect(sent.resumedAt).toBe(30);
      expect(sent.outcome).toMatchObject({ kind: "finished", sha256: sha256Of(bytes) });
    });

    it("goes on over another carrier", async () => {
      const file = newFile(MANY_BYTES);
      const other = carrier === RAW ? BASE64 : RAW;
      const first = await ground.lane();
      await sendFile({ carrier, lane: first, ...file, leaveAt: pieceBytes });
      first.cut();
      const second = await sendFile({ carrier: other, lane: await ground.laneOf(other), ...file });
      expect(second.resumedAt).toBeGreaterThanOrEqual(pieceBytes);
      expect(second.outcome).toMatchObject({ kind: "finished", sha256: sha256Of(file.bytes) });
    });

    it("belongs to the newer lane, and the older one alone is ended", async () => {
      const file = newFile(MANY_BYTES);
      const older = await ground.lane();
      const bystander = await ground.beside(older);
      await sendFile({ carrier, lane: older, ...file, leaveAt: pieceBytes });
      const newer = await sendFile({ carrier, lane: await ground.lane(), ...file });
      expect(newer.outcome).toMatchObject({ kind: "finished", sha256: sha256Of(file.bytes) });
      expect(await older.ended()).toBe(carrier.endings.superseded);
      const other = newFile(10);
      expect((await sendFile({ carrier, lane: bystander, ...other })).outcome?.kind).toBe("finished");
    });
  });

  describe("a file whose pieces come with the digests of their parts", () => {
    const inParts = (length: number) => {
      const file = newFile(length);
      return { ...file, offer: { ...file.offer, digests: "parts" } as const };
    };

    it("comes whole, is asked for again from a piece that came wrong in any part, and goes on after a lost lane", async () => {
      const file = inParts(MANY_BYTES);
      const first = await ground.lane();
      const begun = await sendFile({ carrier, lane: first, ...file, leaveAt: pieceBytes });
      expect(begun.heard[0]).toMatchObject({ type: "want", digests: "parts" });
      first.cut();
      let wrong = 1;
      const sent = await sendFile({
        carrier,
        lane: await ground.lane(),
        ...file,
        spoil(piece, offset) {
          if (wrong === 0 || offset + piece.length !== MANY_BYTES) return piece;
          wrong -= 1;
          return spoiled(piece);
        },
      });
      expect(sent.resumedAt).toBeGreaterThanOrEqual(pieceBytes);
      expect(wrong).toBe(0);
      expect(sent.outcome).toMatchObject({ kind: "finished", sha256: sha256Of(file.bytes) });
      expect((await ground.read(file.name)).equals(file.bytes)).toBe(true);
    });

    it("may be one piece, whose own digest nobody has said", async () => {
      const file = inParts(pieceBytes);
      const sent = await sendFile({ carrier, lane: await ground.lane(), ...file });
      expect(sent.outcome).toMatchObject({ kind: "finished", sha256: sha256Of(file.bytes) });
      expect((await ground.read(file.name)).equals(file.bytes)).toBe(true);
    });

    it("is not asked for them where its offer does not say so", async () => {
      const lane = await ground.lane();
      lane.say(newFile(pieceBytes).offer);
      expect(await lane.next()).not.toHaveProperty("digests");
    });
  });

  describe("a file that differs from what was announced", () => {
    it("is asked for again from the piece that came wrong, and comes whole", async () => {
      const file = newFile(MANY_BYTES);
      let wrong = 2;
      const sent = await sendFile({
        carrier,
        lane: await ground.lane(),
        ...file,
        spoil(piece, offset) {
          if (offset !== pieceBytes || wrong === 0) return piece;
          wrong -= 1;
          return spoiled(piece);
        },
      });
      expect(sent.outcome).toMatchObject({ kind: "finished", sha256: sha256Of(file.bytes) });
      const wants = sent.heard.filter(({ type }) => type === "want");
      expect(wants.map((word) => "offset" in word && word.offset)).toEqual([0, pieceBytes, pieceBytes]);
      expect((await ground.read(file.name)).equals(file.bytes)).toBe(true);
    });

    it("is given up where a piece comes wrong for ever, and nothing of it stays", async () => {
      const file = newFile(MANY_BYTES);
      const lane = await ground.lane();
      const sent = await sendFile({ carrier, lane, ...file, spoil: spoiled });
      expect(sent.outcome).toMatchObject({
        kind: "refused",
        isOurs: false,
        refusal: { code: "source_changed" },
      });
      expect(await ground.inbox()).not.toContain(file.name);
      await eventually("the part to be gone", async () => (await ground.staging()).length === 0);
      const next = newFile(10);
      expect((await sendFile({ carrier, lane: await ground.lane(), ...next })).outcome?.kind).toBe(
        "finished",
      );
    });

    it("is refused where the whole has another hash than was offered", async () => {
      const file = newFile(1000);
      const offer = { ...file.offer, sha256: "0".repeat(64) };
      const sent = await sendFile({ carrier, lane: await ground.lane(), ...file, offer });
      expect(sent.outcome).toMatchObject({ kind: "refused", refusal: { code: "source_changed" } });
      expect(await ground.inbox()).not.toContain(file.name);
      await eventually("the part to be gone", async () => (await ground.staging()).length === 0);
    });

    it.each([
      ["more than it said", 10, 11, 11],
      ["more than it said, by its end", 10, 10, 11],
      ["less than it said", 10, 5, 5],
      ["less than it said, by its end", 10, 10, 5],
      ["another size at its end than came", null, 10, 5],
    ])("ends its lane where it has %s", async (_, said, came, ended) => {
      const { bytes, name, offer } = newFile(came);
      const lane = await ground.lane();
      lane.say({ ...offer, bytes: said });
      expect(await lane.next()).toMatchObject({ type: "want" });
      lane.say({ type: "piece", offset: 0, bytes: came, sha256: sha256Of(bytes) });
      lane.sendBytes(bytes);
      lane.say({ type: "end", bytes: ended });
      expect(await lane.ended()).toMatch(carrier.endings.malformed);
      expect(await ground.inbox()).not.toContain(name);
      const honest = await sendFile({ carrier, lane: await ground.lane(), bytes, offer });
      expect(honest.outcome).toMatchObject({ kind: "finished", name, sha256: sha256Of(bytes) });
    });
  });
}

/** The same number of bytes, one of them another. */
function spoiled(piece: Buffer): Buffer {
  const copy = Buffer.from(piece);
  copy[0] = (copy[0] ?? 0) ^ 1;
  return copy;
}
