/** Bad input on a lane: a typed end of that lane alone, and nothing of the inbox touched. */

import { describe, expect, it } from "vitest";
import type { LaneWord } from "../../../shared/protocol/lane-words.ts";
import { MAX_PIECE_BYTES } from "../../../shared/protocol/limits.ts";
import type { LaneClient } from "../../support/lane-clients.ts";
import { sendFile, sha256Of } from "../../support/lane-files.ts";
import { offerOf } from "../../support/node-browser.ts";
import { type LaneGround, newFile } from "./lane-ground.ts";

const TEN = Buffer.alloc(10, "x");
const SHA = sha256Of(TEN);
const MAX_OFFSET = Number.MAX_SAFE_INTEGER;

type Bad = (lane: LaneClient) => Promise<void> | void;

/** An offer of so many bytes that was answered by a want. */
async function offered(lane: LaneClient, bytes = 100): Promise<void> {
  lane.say({ ...offerOf(Buffer.alloc(0), { name: "bad.bin" }), bytes });
  expect(await lane.next()).toMatchObject({ type: "want", offset: 0 });
}

/** The first ten bytes of it are stored. */
async function begun(lane: LaneClient): Promise<void> {
  await offered(lane);
  lane.say(piece(0));
  lane.sendBytes(TEN);
  expect(await lane.next()).toMatchObject({ type: "ack", offset: 10 });
}

const piece = (offset: number, bytes = 10): LaneWord => ({ type: "piece", offset, bytes, sha256: SHA });

/** A word that does not fit once the first ten bytes are stored. */
const afterTen =
  (word: LaneWord): Bad =>
  async (lane) => {
    await begun(lane);
    lane.say(word);
  };

/** A word that no decoder lets through, as text. */
const said =
  (word: object): Bad =>
  async (lane) => {
    await begun(lane);
    lane.sendText(JSON.stringify(word));
  };

const BAD: readonly (readonly [what: string, bad: Bad])[] = [
  ["bytes before an offer", (lane) => lane.sendBytes(TEN)],
  [
    "bytes before a piece",
    async (lane) => {
      await offered(lane);
      lane.sendBytes(TEN);
    },
  ],
  ["a piece before an offer", (lane) => lane.say(piece(0))],
  ["an end before an offer", (lane) => lane.say({ type: "end", bytes: 0 })],
  ["a repeated offset", afterTen(piece(0))],
  ["an overlapping offset", afterTen(piece(5))],
  ["an offset that leaves a hole", afterTen(piece(11))],
  ["an offset behind the end", afterTen(piece(95))],
  ["an absurd offset", afterTen(piece(MAX_OFFSET))],
  ["an offset that no number holds", said({ ...piece(0), offset: 2 ** 60 })],
  ["a negative offset", said(piece(-1))],
  ["a negative size of a piece", said(piece(10, -1))],
  ["a fraction", said(piece(10.5))],
  ["an offset in words", said({ ...piece(0), offset: "10" })],
  ["a digest that is none", said({ ...piece(10), sha256: "x" })],
  [
    "more bytes than the piece was announced with",
    async (lane) => {
      await begun(lane);
      lane.say(piece(10, 5));
      lane.sendBytes(TEN);
    },
  ],
  [
    "a second piece before the bytes of the first",
    async (lane) => {
      await begun(lane);
      lane.say(piece(10));
      lane.say(piece(20));
    },
  ],
  [
    "a piece above the largest there is",
    async (lane) => {
      await offered(lane, 5e6);
      lane.say(piece(0, MAX_PIECE_BYTES + 1));
    },
  ],
  ["an end before all bytes came", afterTen({ type: "end", bytes: 10 })],
  [
    "an end before a piece is whole",
    async (lane) => {
      await offered(lane, 10);
      lane.say(piece(0));
      lane.sendBytes(TEN.subarray(0, 5));
      lane.say({ type: "end", bytes: 10 });
    },
  ],
  ["another offer in the middle of a file", afterTen(offerOf(TEN))],
  ["an ask in the middle of a file", afterTen({ type: "ask", id: "0".repeat(32) })],
  ["a receiver's word from the sender", afterTen({ type: "ack", offset: 10 })],
  ["a word nobody knows", said({ type: "delete", path: "/etc/passwd" })],
  ["a word that is no object", said([])],
  ["an offer of less than nothing", (lane) => lane.sendText(JSON.stringify({ ...offerOf(TEN), bytes: -1 }))],
  [
    "an offer of more than a number holds",
    (lane) => lane.sendText(JSON.stringify({ ...offerOf(TEN), bytes: 2 ** 60 })),
  ],
  ["an offer without a name", (lane) => lane.sendText(JSON.stringify({ ...offerOf(TEN), name: 5 }))],
  [
    "an offer whose id is a path",
    (lane) => lane.sendText(JSON.stringify({ ...offerOf(TEN), id: "../../etc/passwd" })),
  ],
];

export function badInput(ground: LaneGround): void {
  const { carrier } = ground;

  describe("bad input", () => {
    it.each(BAD)("ends its lane and no other: %s", async (_, bad) => {
      const before = await ground.inbox();
      const lane = await ground.lane();
      const bystander = await ground.beside(lane);
      const file = newFile(20);
      bystander.say(file.offer);
      expect(await bystander.next()).toMatchObject({ type: "want" });
      await bad(lane);
      expect(await lane.ended()).toMatch(carrier.endings.malformed);
      const first = file.bytes.subarray(0, 20);
      bystander.say({ type: "piece", offset: 0, bytes: 20, sha256: sha256Of(first) });
      bystander.sendBytes(first);
      expect(await bystander.next()).toMatchObject({ type: "ack", offset: 20 });
      expect(await ground.inbox()).toEqual(before);
      bystander.say({ type: "end", bytes: 20 });
      expect(await bystander.next()).toMatchObject({ type: "done", name: file.name });
    });

    it("cannot name a file out of the inbox", async () => {
      const lane = await ground.lane();
      for (const name of [
        "../../escaped",
        "/tmp/escaped",
        "..",
        "a/../../escaped",
        "C:\\escaped",
        "\0escaped",
      ]) {
        const { bytes, offer } = newFile(100);
        const sent = await sendFile({ carrier, lane, bytes, offer: { ...offer, name } });
        const { name: stored = "" } = sent.outcome?.kind === "finished" ? sent.outcome : {};
        expect(stored).not.toMatch(/[/\\\0]|^\.+$/);
        expect((await ground.read(stored)).equals(bytes)).toBe(true);
      }
    });

    it("cannot take over what another client sends, by its transfer id", async () => {
      const file = newFile(20);
      const mine = await ground.lane();
      mine.say(file.offer);
      expect(await mine.next()).toMatchObject({ type: "want", offset: 0 });
      const theirs = await ground.laneOf(carrier, await ground.token(`other-${carrier.name}`));
      const other = newFile(20);
      const stolen = { ...other.offer, id: file.offer.id };
      const sent = await sendFile({ carrier, lane: theirs, bytes: other.bytes, offer: stolen });
      expect(sent.outcome).toMatchObject({ kind: "finished", sha256: sha256Of(other.bytes) });
      mine.say({ type: "piece", offset: 0, bytes: 20, sha256: sha256Of(file.bytes) });
      mine.sendBytes(file.bytes);
      expect(await mine.next()).toMatchObject({ type: "ack", offset: 20 });
      mine.say({ type: "end", bytes: 20 });
      expect(await mine.next()).toMatchObject({ type: "done", sha256: sha256Of(file.bytes) });
      const again = await sendFile({ carrier, lane: mine, ...file });
      expect(again.outcome).toMatchObject({ already: true, sha256: sha256Of(file.bytes) });
    });
  });
}
