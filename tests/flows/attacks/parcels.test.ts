import { createHash, randomBytes } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MAX_CLIENT_PARCELS } from "../../../companion/limits.ts";
import { type AttackedCompanion, openAttackedCompanion } from "../../support/attacked-companion.ts";
import { eventually } from "../../support/eventually.ts";
import { type Listening, offerOf, openLane, pairBy, ticketOf } from "../../support/node-browser.ts";
import { frameOf, openScriptLane, parcelOf, sendParcelsOver } from "../../support/parcel-lane.ts";

let attacked: AttackedCompanion;
beforeAll(async () => {
  attacked = await openAttackedCompanion();
});
afterAll(() => attacked?.close());

const ABC = Buffer.from("abc");
const sha256 = (bytes: Uint8Array | string): string => createHash("sha256").update(bytes).digest("hex");
const newId = (): string => randomBytes(16).toString("hex");
const open = (token = attacked.token): Promise<Listening> => openScriptLane(attacked.port, token);

/** A frame whose head says something else than is true. */
function framed(
  fields: Readonly<Record<string, unknown>>,
  body: Uint8Array = ABC,
  headBytes?: number,
): Buffer {
  const head = Buffer.from(JSON.stringify({ ...parcelOf(ABC).head, ...fields }));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(headBytes ?? head.length);
  return Buffer.concat([length, head, body]);
}

async function nothingCameOfIt(...heard: (string | Buffer)[]): Promise<void> {
  await eventually(
    "the part is given up",
    async () => (await readdir(path.join(attacked.process.home, ".state/staging"))).length === 0,
  );
  await attacked.unharmed(...heard);
}

describe("a parcel that breaks the dialogue", () => {
  it.each<[string, () => (string | Uint8Array)[]]>([
    ["three bytes", () => [ABC]],
    ["a head longer than the frame", () => [framed({}, ABC, 60_000)]],
    ["a head of four gigabytes", () => [framed({}, ABC, 0xffff_ffff)]],
    ["a head of zeros", () => [Buffer.alloc(1024)]],
    ["more bytes than it says", () => [framed({ bytes: 2 })]],
    ["fewer bytes than it says", () => [framed({ bytes: 4 })]],
    ["bytes below zero", () => [framed({ bytes: -1 })]],
    ["bytes that nobody knows", () => [framed({ bytes: null })]],
    ["a terabyte", () => [framed({ bytes: 2 ** 40 }, Buffer.alloc(0))]],
    ["a byte more than a parcel may have", () => [framed({ bytes: 2 ** 22 + 1 }, Buffer.alloc(2 ** 22 + 1))]],
    ["a frame of 17 MiB", () => [Buffer.alloc(17 * 2 ** 20)]],
    ["no digest", () => [framed({ sha256: undefined })]],
    ["a digest in capitals", () => [framed({ sha256: sha256(ABC).toUpperCase() })]],
    ["an id that is a path", () => [framed({ id: "../../../../etc/cron.d/x" })]],
    ["a name that is a list", () => [framed({ name: ["x"] })]],
    ["a name of 5,000 bytes", () => [framed({ name: "n".repeat(5_000) })]],
    ["a source without a time", () => [framed({ source: { url: "https://a.test" } })]],
    ["another word in its head", () => [framed({ type: "ask" })]],
    [
      "a head that comes from its prototype",
      () => [framed({ id: undefined, ["__proto__"]: { id: newId() } })],
    ],
    ["receipts of the sender's", () => ['{"type":"receipts","of":[]}']],
    ["a known of the sender's", () => ['{"type":"known","sha256":[]}']],
    [
      "a question about 65 digests",
      () => [JSON.stringify({ type: "seek", sha256: Array(65).fill(sha256("")) })],
    ],
    ["a question about a text", () => [JSON.stringify({ type: "seek", sha256: "x" })]],
    [
      "a question in the middle of a file",
      () => [JSON.stringify(offerOf(ABC)), JSON.stringify({ type: "seek", sha256: [] })],
    ],
    ["a parcel in the middle of a file", () => [JSON.stringify(offerOf(ABC)), frameOf(parcelOf(ABC))]],
  ])("is closed, and nothing comes of it: %s", async (name, words) => {
    const lane = await open();
    for (const word of words()) lane.socket.send(word);
    expect(await lane.closed()).toBe(name.includes("17 MiB") ? 1009 : 4400);
    await nothingCameOfIt(...lane.rest());
  });
});

describe("a parcel that lies", () => {
  it.each<[string, Parameters<typeof parcelOf>, object]>([
    ["its digest", [ABC, { sha256: sha256("other") }], { kind: "in-pieces" }],
    [
      "an image that is none",
      [ABC, { expects: "image", name: "x.png" }],
      { refusal: { code: "not_an_image" } },
    ],
  ])("is not taken, and leaves nothing: about %s", async (_, parcel, outcome) => {
    const lane = await open();
    const sent = parcelOf(...parcel);
    const { outcomes } = await sendParcelsOver(lane, [sent]);
    expect(outcomes.get(sent.head.id)).toMatchObject(outcome);
    lane.socket.terminate();
    await nothingCameOfIt();
  });

  it.each([
    ["../../../outside.txt", "outside.txt"],
    ["..\\..\\behind.txt", "behind.txt"],
    [".state/keys.json", "keys.json"],
    ["a.txt:evil.exe", "a.txt_evil.exe"],
    ["zero\0byte.txt", "zero_byte.txt"],
    ["kept.txt", "kept (2).txt"],
  ])("names a path and gets a file in the inbox all the same: %j", async (name, expected) => {
    const lane = await open();
    const bytes = Buffer.from(`bytes of ${name}${newId()}`);
    const sent = parcelOf(bytes, { name });
    const { outcomes } = await sendParcelsOver(lane, [sent]);
    expect(outcomes.get(sent.head.id)).toMatchObject({ kind: "finished", name: expected });
    expect(await readFile(path.join(attacked.process.home, "Inbox", expected))).toEqual(bytes);
    lane.socket.terminate();
    await attacked.rememberFolders();
    await attacked.unharmed();
  });
});

describe("a parcel that reaches for what is another's", () => {
  it("comes as a file of its own under another client's id, and that one's is answered as before", async () => {
    const other = await pairBy((await attacked.newLink()).pairUrl, "Other browser");
    await attacked.rememberClients();
    const theirs = await openLane(attacked.port, await ticketOf(other));
    const parcel = parcelOf(Buffer.from(`theirs ${newId()}`), { name: "theirs.txt" });
    await sendParcelsOver(theirs, [parcel]);
    const thief = await openLane(attacked.port, attacked.ticket);
    const bytes = Buffer.from(`another ${newId()}`);
    const stolen = parcelOf(bytes, { id: parcel.head.id, name: "stolen.txt" });
    const { outcomes } = await sendParcelsOver(thief, [stolen]);
    expect(outcomes.get(parcel.head.id)).toMatchObject({ name: "stolen.txt", already: false });
    const again = await sendParcelsOver(theirs, [parcel]);
    expect(again.outcomes.get(parcel.head.id)).toMatchObject({ name: "theirs.txt", already: true });
    for (const lane of [theirs, thief]) lane.socket.terminate();
    await attacked.rememberFolders();
    await attacked.unharmed();
  });

  it("is refused to a token that is for other topics, and so is knowing what is there", async () => {
    const lane = await open(await attacked.limitedToken("price:*"));
    await attacked.rememberClients();
    const parcel = parcelOf(ABC);
    const { outcomes } = await sendParcelsOver(lane, [parcel]);
    expect(outcomes.get(parcel.head.id)).toMatchObject({ refusal: { code: "not_allowed" } });
    const kept = sha256(await readFile(path.join(attacked.process.home, "Inbox", "kept.txt")));
    lane.socket.send(JSON.stringify({ type: "seek", sha256: [kept] }));
    const heard = await lane.next();
    expect(JSON.parse(String(heard))).toEqual({ type: "known", sha256: [] });
    lane.socket.terminate();
    await nothingCameOfIt(heard);
  });
});

describe("too many parcels", () => {
  it("are refused as busy beyond what one client may have under way, and the others come", async () => {
    const lane = await open();
    const parcels = Array.from({ length: MAX_CLIENT_PARCELS + 40 }, (_, number) =>
      parcelOf(Buffer.from(`${number} of many ${newId()}`), { name: `many-${number}.txt` }),
    );
    const sent = Promise.withResolvers<void>();
    // In one write: all have arrived before the first is put away.
    lane.inOneWrite(
      () =>
        void sendParcelsOver(lane, parcels)
          .then(({ outcomes }) => {
            const all = [...outcomes.values()];
            const busy = all.filter((one) => one.kind === "refused" && one.refusal.code === "busy");
            expect(busy.length).toBeGreaterThan(0);
            expect(all.filter(({ kind }) => kind === "finished")).toHaveLength(parcels.length - busy.length);
          })
          .then(sent.resolve, sent.reject),
    );
    await sent.promise;
    lane.socket.terminate();
    await attacked.rememberFolders();
    await attacked.unharmed();
  });
});

it("a lane whose client asks on and on and reads no answer is closed", async () => {
  const lane = await open();
  const kept = sha256(await readFile(path.join(attacked.process.home, "Inbox", "kept.txt")));
  const question = JSON.stringify({ type: "seek", sha256: Array(64).fill(kept) });
  lane.socket.pause();
  // The system takes some of the answers itself, at most 6 MiB in each direction.
  for (let asked = 0; asked < 24 * 2 ** 20; asked += question.length) lane.socket.send(question);
  await eventually("all questions to have gone", () => lane.socket.bufferedAmount === 0);
  lane.socket.resume();
  expect(await lane.closed()).toBe(1013);
  await attacked.unharmed();
});
