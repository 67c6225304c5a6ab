import { createHash, randomBytes } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AttackedCompanion, openAttackedCompanion } from "../../support/attacked-companion.ts";
import { eventually } from "../../support/eventually.ts";
import { Listening, offerOf, openLane, pairBy, sendOver, ticketOf } from "../../support/node-browser.ts";
import { noise } from "../../support/pseudo-random.ts";

let attacked: AttackedCompanion;
beforeAll(async () => {
  attacked = await openAttackedCompanion();
});
afterAll(() => attacked?.close());

type Fields = Readonly<Record<string, unknown>>;
const sha256 = (bytes: Uint8Array | string): string => createHash("sha256").update(bytes).digest("hex");
const ABC = Buffer.from("abc");
const newId = (): string => randomBytes(16).toString("hex");

/** A lane by a script's token: a client like any other. */
async function openScriptLane(): Promise<Listening> {
  const bearer = `pagewire.bearer.${attacked.token}`;
  const lane = new Listening(`ws://127.0.0.1:${attacked.port}/raw`, ["pagewire.lane.v1", bearer], {});
  expect(await lane.opened()).toBe(true);
  return lane;
}

const say = (lane: Listening, ...words: (Fields | string | Uint8Array)[]): void => {
  for (const word of words)
    lane.socket.send(typeof word === "string" || word instanceof Uint8Array ? word : JSON.stringify(word));
};

/** Nothing of it may stand in the inbox; what was staged for it is gone, or was never there. */
async function nothingCameOfIt(...heard: (string | Buffer)[]): Promise<void> {
  await eventually(
    "the part is given up",
    async () => (await readdir(path.join(attacked.process.home, ".state/staging"))).length === 0,
  );
  await attacked.unharmed(...heard);
}

const offer = (fields: Fields = {}): Fields => ({ ...offerOf(ABC), ...fields });
const piece = (fields: Fields = {}): Fields => ({
  type: "piece",
  offset: 0,
  bytes: 3,
  sha256: sha256(ABC),
  ...fields,
});

describe("a lane that breaks the dialogue", () => {
  it.each<[string, () => (Fields | string | Uint8Array)[]]>([
    ["bytes before an offer", () => [ABC]],
    ["a piece before an offer", () => [piece()]],
    ["an end before an offer", () => [{ type: "end", bytes: 0 }]],
    ["a done before an offer", () => [{ type: "done", sha256: sha256(""), name: "x" }]],
    ["a have before an offer", () => [{ type: "have", sha256: sha256(""), name: "x" }]],
    ["two offers", () => [offer(), offer()]],
    ["bytes before a piece", () => [offer(), ABC]],
    ["a piece behind the end of the file", () => [offer(), piece({ offset: 3 })]],
    ["a piece across the end of the file", () => [offer(), piece({ bytes: 4 })]],
    ["a piece that leaves a gap", () => [offer({ bytes: 6 }), piece({ offset: 1 })]],
    ["a piece that repeats another", () => [offer({ bytes: 6 }), piece(), ABC, piece(), ABC]],
    ["a piece that overlaps another", () => [offer({ bytes: 6 }), piece(), ABC, piece({ offset: 2 }), ABC]],
    ["a piece inside a piece", () => [offer({ bytes: 6 }), piece(), piece({ offset: 3 })]],
    ["more bytes than the piece", () => [offer({ bytes: 6 }), piece(), Buffer.from("abcd")]],
    ["an end before the bytes", () => [offer(), { type: "end", bytes: 3 }]],
    ["an end of another size", () => [offer(), piece(), ABC, { type: "end", bytes: 2 }]],
    ["an end inside a piece", () => [offer(), piece(), { type: "end", bytes: 3 }]],
    ["an offset below zero", () => [offer(), piece({ offset: -1 })]],
    ["an offset of -0.5", () => [offer(), piece({ offset: -0.5 })]],
    ["an offset of 2^53", () => [offer(), piece({ offset: 2 ** 53 })]],
    ["an offset of 1e308", () => [offer(), piece({ offset: 1e308 })]],
    ["an offset that is a text", () => [offer(), piece({ offset: "0" })]],
    ["an offset that is null", () => [offer(), piece({ offset: null })]],
    ["a piece of no bytes", () => [offer(), piece({ bytes: 0 })]],
    ["a piece of 17 MiB", () => [offer({ bytes: 2 ** 30 }), piece({ bytes: 17 * 2 ** 20 })]],
    ["a piece without a digest", () => [offer(), piece({ sha256: undefined })]],
    ["a digest in capitals", () => [offer(), piece({ sha256: sha256(ABC).toUpperCase() })]],
    ["a size below zero", () => [offer({ bytes: -1 })]],
    ["a size of 2^53", () => [offer({ bytes: 2 ** 53 })]],
    ["a size that is a text", () => [offer({ bytes: "3" })]],
    ["an id that is a path", () => [offer({ id: "../../../../etc/cron.d/x" })]],
    ["an id that is too short", () => [offer({ id: "0".repeat(31) })]],
    ["an id in capitals", () => [offer({ id: "A".repeat(32) })]],
    ["an id with a zero byte", () => [offer({ id: `${"0".repeat(31)}\0` })]],
    ["a name of 5,000 bytes", () => [offer({ name: "n".repeat(5_000) })]],
    ["a name that is a list", () => [offer({ name: ["x"] })]],
    ["a source that is a text", () => [offer({ source: "https://a.test" })]],
    ["a source without a time", () => [offer({ source: { url: "https://a.test" } })]],
    ["a word of 70,000 bytes", () => [offer({ source: { url: "u".repeat(70_000), at: 0 } })]],
    ["a word nobody knows", () => [{ type: "delete", id: newId() }]],
    ["an offer whose fields come from its prototype", () => ['{"type":"offer","__proto__":{"id":"x"}}']],
    ["a list", () => ["[]"]],
    ["no JSON", () => ["offer"]],
    ["an ask with a path", () => [{ type: "ask", id: "../keys.json" }]],
  ])("is closed, and nothing comes of it: %s", async (_, words) => {
    const lane = await openScriptLane();
    say(lane, ...words());
    expect(await lane.closed()).toBe(4400);
    await nothingCameOfIt(...lane.rest());
  });

  it.each<[string, Fields]>([
    ["an ack", { type: "ack", offset: 0 }],
    ["a want", { type: "want", offset: 0 }],
    ["a wait", { type: "wait" }],
    ["a refusal", { type: "refuse", code: "busy", message: "no" }],
  ])("is passed over where it speaks of no file: %s", async (_, word) => {
    const lane = await openScriptLane();
    say(lane, word, { type: "ask", id: newId() });
    const heard = await lane.next();
    expect(JSON.parse(String(heard))).toMatchObject({ type: "refuse", code: "unknown_file" });
    lane.socket.terminate();
    await nothingCameOfIt(heard, ...lane.rest());
  });

  it("is closed, and what it says behind its fault is not heard", async () => {
    const lane = await openScriptLane();
    // In one write: the whole of it has arrived before the fault is looked at.
    lane.inOneWrite(() => say(lane, ABC, offer(), piece(), ABC, { type: "end", bytes: 3 }));
    expect(await lane.closed()).toBe(4400);
    await nothingCameOfIt(...lane.rest());
  });
});

describe("a lane that lies", () => {
  it.each<[string, string, Fields]>([
    ["a size of an exabyte", "disk_full", { bytes: 2 ** 50 }],
    ["a file's hash", "source_changed", { sha256: sha256("other") }],
    ["an image that is none", "not_an_image", { expects: "image", mediaType: "image/png", name: "x.png" }],
  ])("is refused: about %s", async (_, code, fields) => {
    const lane = await openScriptLane();
    const { last } = await sendOver(lane, { ...offerOf(ABC), ...fields }, ABC);
    expect(last).toMatchObject({ type: "refuse", code });
    lane.socket.terminate();
    await nothingCameOfIt(JSON.stringify(last));
  });

  it("is refused: about every piece's digest, after a few tries", async () => {
    const lane = await openScriptLane();
    say(lane, offer());
    expect(JSON.parse(String(await lane.next()))).toMatchObject({ type: "want", offset: 0 });
    for (;;) {
      say(lane, piece({ sha256: sha256("other") }), ABC);
      const word: Fields = JSON.parse(String(await lane.next()));
      if (word.type === "want") continue;
      expect(word).toMatchObject({ type: "refuse", code: "source_changed" });
      break;
    }
    lane.socket.terminate();
    await nothingCameOfIt();
  });

  it.each([
    ["../../../outside.txt", "outside.txt"],
    ["/etc/passwd", "passwd"],
    ["..\\..\\behind.txt", "behind.txt"],
    ["C:\\Windows\\System32\\evil.dll", "evil.dll"],
    ["\\\\server\\share\\evil.txt", "evil.txt"],
    [".state/keys.json", "keys.json"],
    ["CON", "CON_"],
    ["a.txt:evil.exe", "a.txt_evil.exe"],
    ["cod\u202Etxt.exe", "cod_txt.exe"],
    ["line\nfeed\r.txt", "line feed.txt"],
    ["zero\0byte.txt", "zero_byte.txt"],
    ["kept.txt", "kept (2).txt"],
    ["", "file"],
    ["...", "file (2)"],
  ])("names a path and gets a file in the inbox all the same: %j", async (name, expected) => {
    const lane = await openScriptLane();
    const bytes = Buffer.from(`bytes of ${name}${newId()}`);
    const { last } = await sendOver(lane, offerOf(bytes, { name }), bytes);
    expect(last).toMatchObject({ type: "done", name: expected });
    const file = path.join(attacked.process.home, "Inbox", expected);
    expect(await readFile(file)).toEqual(bytes);
    lane.socket.terminate();
    await attacked.rememberFolders();
    await attacked.unharmed();
  });

  it("says it is a web page, a script or an image: the type is what the bytes are", async () => {
    const lane = await openScriptLane();
    const html = Buffer.from(`<!doctype html><script>alert("${newId()}")</script>`);
    const { last } = await sendOver(lane, offerOf(html, { name: "photo.png", mediaType: "image/png" }), html);
    expect(last).toMatchObject({ type: "done", name: "photo.html" });
    lane.socket.terminate();
    await attacked.rememberFolders();
    await attacked.unharmed();
  });
});

describe("a lane that reaches for what is another's", () => {
  it.each([
    ["another browser's waiting file", () => attacked.waitingForOther()],
    ["a file that never was", async () => newId()],
    ["the keys", async () => Buffer.from("keys.json").toString("hex").padEnd(32, "0")],
  ])("is told that there is none: %s", async (_, idOf) => {
    const id = await idOf();
    const lane = await openLane(attacked.port, attacked.ticket);
    say(lane, { type: "ask", id });
    const heard = await lane.next();
    expect(JSON.parse(String(heard))).toMatchObject({ type: "refuse", code: "unknown_file" });
    lane.socket.terminate();
    await attacked.unharmed(heard);
  });

  it("begins anew under another client's transfer id, and leaves that one's bytes alone", async () => {
    const other = await pairBy((await attacked.newLink()).pairUrl, "Other browser");
    await attacked.rememberClients();
    // More than may be under way before an answer comes.
    const bytes = noise(24 * 2 ** 20);
    const transfer = offerOf(bytes);
    const first = await openLane(attacked.port, await ticketOf(other));
    await sendOver(first, transfer, bytes, 1);
    first.socket.close();
    await first.closed();
    const thief = await openLane(attacked.port, attacked.ticket);
    say(thief, { ...transfer });
    const heard = await thief.next();
    expect(JSON.parse(String(heard))).toMatchObject({ type: "want", offset: 0 });
    thief.socket.close();
    await thief.closed();
    const again = await openLane(attacked.port, await ticketOf(other));
    const { last, resumedAt } = await sendOver(again, transfer, bytes);
    expect(last).toMatchObject({ type: "done", sha256: sha256(bytes) });
    expect(resumedAt).toBeGreaterThan(0);
    again.socket.close();
    await again.closed();
    await attacked.rememberFolders();
    await attacked.unharmed(heard);
  });
});
