import { createHash, randomBytes } from "node:crypto";
import { appendFile, rm, writeFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import type { Offer } from "../../../shared/protocol/lane-words.ts";
import type { OutgoingParcel } from "../../../shared/transfer/parcel-sender.ts";
import { eventually } from "../../support/eventually.ts";
import { makeImageFile } from "../../support/image-files.ts";
import { RAW } from "../../support/lane-clients.ts";
import { type Listening, offerOf, sendOver } from "../../support/node-browser.ts";
import { frameOf, openScriptLane, parcelOf, sendParcelsOver } from "../../support/parcel-lane.ts";
import { noise } from "../../support/pseudo-random.ts";
import { laneGround } from "./lane-ground.ts";

const ground = laneGround(RAW);
let names = 0;

const open = (): Promise<Listening> => openScriptLane(ground.companion().port, ground.ownToken());

function newParcel(bytes: Uint8Array = noise(3000), words: Partial<Offer> = {}): OutgoingParcel {
  names += 1;
  return parcelOf(bytes, { name: `parcel-${names}.bin`, ...words });
}

async function send(lane: Listening, parcel: OutgoingParcel, seeks = false) {
  const sent = await sendParcelsOver(lane, [parcel], seeks);
  return { ...sent, outcome: sent.outcomes.get(parcel.head.id) };
}

const sourceOf = (name: string): NonNullable<Offer["source"]> => ({ url: `https://a.test/${name}`, at: 1 });

describe("parcels on a raw lane", () => {
  it("arrive many at once, each as its own file, and are answered in fewer words", async () => {
    const lane = await open();
    const parcels = Array.from({ length: 40 }, (_, number) => newParcel(noise(1000 + number)));
    const { outcomes, words } = await sendParcelsOver(lane, parcels, true);
    for (const { head, bytes } of parcels) {
      expect(outcomes.get(head.id)).toMatchObject({ kind: "finished", name: head.name, already: false });
      expect((await ground.read(head.name)).equals(bytes)).toBe(true);
    }
    expect(words).toBeLessThan(parcels.length);
    expect(await ground.staging()).toEqual([]);
    const records = await ground.records();
    expect(records.filter(({ name }) => parcels.some(({ head }) => head.name === name))).toHaveLength(40);
    lane.socket.close();
  });

  it.each([0, 1, 4 * 2 ** 20])("carry a file of %i bytes", async (length) => {
    const lane = await open();
    const parcel = newParcel(noise(length));
    expect((await send(lane, parcel)).outcome).toMatchObject({ kind: "finished", already: false });
    expect((await ground.read(parcel.head.name)).equals(parcel.bytes)).toBe(true);
    lane.socket.close();
  });

  it("share their lane with files that go piece by piece, one kind after the other", async () => {
    const lane = await open();
    const bytes = noise(5000);
    for (const name of ["between-1.bin", "between-2.bin"]) {
      const parcel = newParcel();
      lane.socket.send(frameOf(parcel));
      // The offer is said before the parcel is answered; it waits for that.
      lane.socket.send(JSON.stringify(offerOf(bytes, { name })));
      const answers = [JSON.parse(String(await lane.next())), JSON.parse(String(await lane.next()))];
      expect(answers.map(({ type }) => type).sort()).toEqual(["receipts", "want"]);
      lane.socket.send(JSON.stringify({ type: "refuse", code: "source_gone", message: "no" }));
    }
    const { last } = await sendOver(lane, offerOf(bytes, { name: "behind.bin" }), bytes);
    expect(last).toMatchObject({ type: "done", name: "behind.bin" });
    expect((await send(lane, newParcel())).outcome).toMatchObject({ kind: "finished" });
    lane.socket.close();
  });

  it("spare the bytes of what is known: only the source is added, and the id is answered for good", async () => {
    const lane = await open();
    const first = newParcel(noise(3000), { source: sourceOf("first") });
    await send(lane, first);
    const again = newParcel(first.bytes, { source: sourceOf("second") });
    for (const _ of ["the first time", "its answer was lost"]) {
      const { outcome, sentBytes } = await send(lane, again, true);
      expect(outcome).toMatchObject({ kind: "finished", name: first.head.name, already: true });
      expect(sentBytes).toBe(0);
    }
    const [record, ...more] = (await ground.records()).filter(({ sha256 }) => sha256 === first.head.sha256);
    expect(more).toEqual([]);
    expect(record?.sources).toMatchObject([
      { url: "https://a.test/first" },
      { url: "https://a.test/second" },
    ]);
    lane.socket.close();
  });

  it.each<[string, (place: string) => Promise<void>]>([
    ["changed", (place) => writeFile(place, randomBytes(3000))],
    ["made longer", (place) => appendFile(place, "x")],
    ["removed", (place) => rm(place)],
  ])("bring their bytes after all where what was known is %s", async (_, change) => {
    const lane = await open();
    const first = newParcel();
    await send(lane, first);
    await change(ground.place(first.head.name));
    const again = newParcel(first.bytes);
    const { outcome, sentBytes } = await send(lane, again, true);
    expect(outcome).toMatchObject({ kind: "finished", name: again.head.name, already: false });
    expect(sentBytes).toBe(3000);
    expect((await ground.read(again.head.name)).equals(first.bytes)).toBe(true);
    lane.socket.close();
  });

  it("are there once, however often they are sent: over one lane, over several, after a lost answer", async () => {
    const parcel = newParcel();
    const lost = await open();
    lost.socket.send(frameOf(parcel), () => lost.socket.terminate());
    const lanes = await Promise.all([open(), open(), open()]);
    const all = await Promise.all(lanes.map((lane) => send(lane, parcel)));
    for (const { outcome } of all)
      expect(outcome).toMatchObject({ kind: "finished", name: parcel.head.name });
    const [lane] = lanes;
    if (!lane) throw new Error("no lane");
    expect((await send(lane, parcel)).outcome).toMatchObject({ already: true });
    const found = (await ground.records()).filter(({ sha256 }) => sha256 === parcel.head.sha256);
    expect(found.map(({ name }) => name)).toEqual([parcel.head.name]);
    await eventually("the staging to be empty", async () => (await ground.staging()).length === 0);
    for (const one of lanes) one.socket.close();
  });

  it("are kept once where two with one content come at the same moment", async () => {
    const lane = await open();
    const bytes = noise(2000);
    const [one, other] = [newParcel(bytes), newParcel(bytes)];
    const { outcomes } = await sendParcelsOver(lane, [one, other]);
    const kept = [...outcomes.values()].map((outcome) => (outcome.kind === "finished" ? outcome.name : ""));
    expect(new Set(kept).size).toBe(1);
    expect((await ground.records()).filter(({ sha256 }) => sha256 === one.head.sha256)).toHaveLength(1);
    lane.socket.close();
  });

  it.each<[string, Buffer, Partial<Offer>, string]>([
    ["no image where one is promised", Buffer.from("no image at all"), { expects: "image" }, "not_an_image"],
    ["nothing where an image is promised", Buffer.alloc(0), { expects: "image" }, "empty"],
  ])("are refused as offers are: %s", async (_, bytes, words, code) => {
    const lane = await open();
    const parcel = newParcel(bytes, words);
    const image = await makeImageFile("png", { seed: `beside ${code}` });
    const beside = newParcel(image.bytes, { name: `beside-${code}.png`, expects: "image" });
    const { outcomes } = await sendParcelsOver(lane, [parcel, beside]);
    expect(outcomes.get(parcel.head.id)).toMatchObject({ kind: "refused", refusal: { code } });
    expect(outcomes.get(beside.head.id)).toMatchObject({ kind: "finished" });
    expect(await ground.inbox()).not.toContain(parcel.head.name);
    expect(await ground.staging()).toEqual([]);
    lane.socket.close();
  });

  it("are wanted piece by piece where their bytes are not what their digest says, and leave nothing", async () => {
    const lane = await open();
    const lying = newParcel(noise(3000), { sha256: createHash("sha256").update("other").digest("hex") });
    expect((await send(lane, lying)).outcome).toEqual({ kind: "in-pieces" });
    expect(await ground.inbox()).not.toContain(lying.head.name);
    expect(await ground.staging()).toEqual([]);
    lane.socket.close();
  });
});
