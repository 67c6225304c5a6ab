import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readFile, rm, symlink, truncate, writeFile } from "node:fs/promises";
import path from "node:path";
import { text } from "node:stream/consumers";
import type { Socket } from "phoenix";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type CompanionProcess, openCompanion, pagewire } from "../../support/companion-process.ts";
import { eventually } from "../../support/eventually.ts";
import { makeImageFile } from "../../support/image-files.ts";
import { ORIGIN, openControl, pairBy, ticketOf } from "../../support/node-browser.ts";
import { pseudoRandomBuffer } from "../../support/pseudo-random.ts";
import { clientFor, connected, eventOf, outcome } from "./official-client.ts";
import { CARRIERS, pollOnce, pollRequest } from "./wire.ts";

const EXAMPLE = path.resolve(import.meta.dirname, "../../../examples/script.mjs");
const MIB = 1024 * 1024;

let companion: CompanionProcess;
const sockets: Socket[] = [];
beforeAll(async () => {
  companion = await openCompanion();
});
afterAll(() => companion.close());
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.disconnect();
});

const tokenFor = async (name: string, ...topics: string[]): Promise<{ id: string; token: string }> => {
  const words = ["token", "--name", name, ...(topics.length > 0 ? ["--topics", ...topics] : [])];
  const { objects } = await pagewire(companion.home, words);
  return objects[0] as { id: string; token: string };
};
const bytesOf = (value: unknown): Buffer => {
  if (value instanceof ArrayBuffer) return Buffer.from(value);
  return Buffer.from((value as { base64: string }).base64, "base64");
};

describe("the documented script", () => {
  it("hears a tick, sends an image and reads it back", async () => {
    const { token } = await tokenFor("example");
    const image = await makeImageFile("png");
    const file = path.join(companion.home, "picture.png");
    await writeFile(file, image.bytes);
    const script = spawn(process.execPath, [EXAMPLE, token, file, String(companion.port)], { stdio: "pipe" });
    const [output, complaints] = await Promise.all([
      text(script.stdout),
      text(script.stderr),
      once(script, "close"),
    ]);
    expect(complaints).toBe("");
    const [price, stored, back] = output
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(price).toMatchObject({ simulated: true, tick: { price: expect.stringMatching(/^\d+(\.\d+)?$/) } });
    expect(stored).toMatchObject({ sha256: image.sha256, name: "picture.png" });
    expect(back).toEqual({ bytes: image.bytes.length, same: true });
    expect((await readFile(path.join(companion.home, "Inbox/picture.png"))).equals(image.bytes)).toBe(true);
  });

  it("joins its topic in ten lines", async () => {
    const source = await readFile(EXAMPLE, "utf8");
    const [lines = ""] = source.slice(source.indexOf("import { Socket }")).split("// 2.");
    const code = lines.split("\n").filter((line) => line !== "" && !line.startsWith("//"));
    expect(code.length).toBeLessThanOrEqual(10);
  });
});

describe.each(CARRIERS)("a script over %s", (carrier) => {
  let shared: string;
  beforeAll(async () => {
    shared = (await tokenFor(`script-${carrier}`)).token;
  });
  const filesOf = async (token = shared) => {
    const socket = clientFor(carrier, companion.port, { bearer: token });
    sockets.push(socket);
    await connected(socket);
    const files = socket.channel("files");
    return { socket, files, joined: await outcome(files.join()) };
  };

  it("hears the history and then ticks of a price", async () => {
    const { socket } = await filesOf();
    const prices = socket.channel("price:DEMO", { resolutionSeconds: 1 });
    const tick = eventOf(prices, "tick");
    expect(await outcome(prices.join())).toMatchObject({
      status: "ok",
      response: { symbol: "DEMO", simulated: true, resolutionSeconds: 1 },
    });
    expect(await tick).toMatchObject({
      price: expect.any(String),
      time: expect.any(Number),
      venue: expect.any(String),
    });
  });

  it.each([0, 1, 8 * MIB])("puts a file of %i bytes and gets the same back", async (length) => {
    const { files, joined } = await filesOf();
    expect(joined).toEqual({ status: "ok", response: { maxBytes: 8 * MIB } });
    const bytes = pseudoRandomBuffer(length);
    const source = { url: "http://a.test/x.bin", title: "Täitle", at: 1_700_000_000_000 };
    const put = await outcome(
      files.push("put", { name: "a/b.bin", base64: bytes.toString("base64"), source }),
    );
    expect(put).toMatchObject({
      status: "ok",
      response: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    const { id, name } = put.response as { id: string; name: string };
    const got = await outcome(files.push("get", { id }));
    expect(got.status).toBe("ok");
    expect(bytesOf(got.response).equals(bytes)).toBe(true);
    const { objects } = await pagewire(companion.home, ["inbox"]);
    expect(objects.find((record) => record.id === id)).toMatchObject({
      name,
      bytes: length,
      fidelity: "original",
      sources: [{ url: source.url, title: source.title, at: "2023-11-14T22:13:20.000Z" }],
    });
  });

  it("is refused a file that is too large for one message", async () => {
    const { files } = await filesOf();
    const base64 = Buffer.alloc(8 * MIB + 1).toString("base64");
    expect(await outcome(files.push("put", { name: "large.bin", base64 }))).toMatchObject({
      status: "error",
      response: { reason: "too_large", message: expect.stringContaining("use a lane") },
    });
    const { response } = await outcome(files.push("put", { name: "grows.bin", base64: "AA==" }));
    const { id, name } = response as { id: string; name: string };
    await truncate(path.join(companion.home, "Inbox", name), 8 * MIB + 1);
    expect(await outcome(files.push("get", { id }))).toMatchObject({ response: { reason: "too_large" } });
  });

  it.each([
    ["put", { name: "x" }, 'The field "base64" is missing or wrong.'],
    ["put", { name: "", base64: "" }, 'The field "name" is missing or wrong.'],
    ["put", { name: "x", base64: "!!!!" }, 'The field "base64" is missing or wrong.'],
    ["put", { name: "x", base64: "AAA" }, 'The field "base64" is missing or wrong.'],
    ["put", { name: "x", base64: "", source: { url: 5 } }, 'The field "source.url" is missing or wrong.'],
    ["get", {}, 'The field "id" is missing or wrong.'],
    ["get", { id: "../../etc/passwd" }, 'The field "id" is missing or wrong.'],
    ["get", { id: "0".repeat(32) }, "No file of that id is in the inbox."],
    ["other", {}, "The topic files knows put, get, fetch and stream."],
  ])("is told in a sentence what is wrong with %s %j", async (event, payload, message) => {
    const { files } = await filesOf();
    expect(await outcome(files.push(event, payload))).toMatchObject({
      status: "error",
      response: { message },
    });
  });

  it("gets nothing from outside the inbox, whatever stands in a file's place", async () => {
    const { files } = await filesOf();
    const { response } = await outcome(files.push("put", { name: "swap.bin", base64: "AA==" }));
    const { id, name } = response as { id: string; name: string };
    const place = path.join(companion.home, "Inbox", name);
    const unknown = { status: "error", response: { reason: "unknown_file" } };
    await rm(place);
    expect(await outcome(files.push("get", { id }))).toMatchObject(unknown);
    await symlink("/etc/hostname", place);
    expect(await outcome(files.push("get", { id }))).toMatchObject(unknown);
    await rm(place);
    await mkdir(place);
    expect(await outcome(files.push("get", { id }))).toMatchObject(unknown);
    await rm(place, { recursive: true });
  });

  it("is kept to the topics of its token", async () => {
    const { token } = await tokenFor("limited", "price:*");
    const { socket, joined } = await filesOf(token);
    expect(joined).toMatchObject({ status: "error", response: { reason: "unauthorized" } });
    expect((await outcome(socket.channel("price:DEMO").join())).status).toBe("ok");
    for (const topic of ["inbox", "outbox", "companion"]) {
      expect(await outcome(socket.channel(topic).join())).toMatchObject({
        response: { reason: "unauthorized" },
      });
    }
  });

  it("is listed as connected, and cut within a second when it is revoked", async () => {
    const { id, token } = await tokenFor("doomed");
    const socket = clientFor(carrier, companion.port, { bearer: token });
    sockets.push(socket);
    await connected(socket);
    const isConnected = async (): Promise<unknown> => {
      const { objects } = await pagewire(companion.home, ["clients"]);
      return objects.find((client) => client.id === id)?.connected;
    };
    expect(await isConnected()).toBe(true);
    let closed = 0;
    socket.onClose(() => {
      closed = performance.now();
    });
    const owner = await pagewire(companion.home, ["revoke", id]);
    const revoked = performance.now();
    expect(owner.objects).toEqual([{ id, revoked: true }]);
    await eventually("the cut", () => closed > 0, { intervalMs: 5 });
    expect(closed - revoked).toBeLessThan(1000);
    expect(await pollOnce(companion.port, undefined, token)).toEqual({ status: 403 });
  });
});

describe("a paired browser", () => {
  it("may not have the topic files; over long polls it hears of files by its ticket, until it is revoked", async () => {
    const browser = await pairBy(companion.pairUrl);
    const ticket = await ticketOf(browser);
    const socket = await openControl(companion.port, ticket);
    sockets.push(socket);
    expect(await outcome(socket.channel("files").join())).toMatchObject({
      response: { reason: "unauthorized" },
    });

    // As the browser does it: a poll carries no Origin, what is sent carries the extension's.
    const { token = "" } = await pollOnce(companion.port, undefined, ticket);
    const headers = { origin: ORIGIN, "content-type": "application/x-ndjson" };
    const join = JSON.stringify(["1", "1", "outbox", "phx_join", {}]);
    const hear = async (): Promise<unknown[]> =>
      ((await pollOnce(companion.port, token, ticket)).messages ?? []).map((text): unknown =>
        JSON.parse(text),
      );
    const batch = { method: "POST", token, body: join } as const;
    expect((await pollRequest(companion.port, batch)).reply).toEqual({ status: 410 });
    expect((await pollRequest(companion.port, { ...batch, headers })).reply).toEqual({ status: 200 });
    expect(await hear()).toEqual([
      ["1", "1", "outbox", "phx_reply", { status: "ok", response: { waiting: [] } }],
    ]);
    const waiting = hear();
    const sent = path.join(companion.home, "sent.txt");
    await writeFile(sent, "hello");
    await pagewire(companion.home, ["send", sent]);
    expect(await waiting).toMatchObject([["1", null, "outbox", "waiting", { name: "sent.txt", bytes: 5 }]]);

    await pagewire(companion.home, ["revoke", browser.clientId]);
    expect(await pollOnce(companion.port, undefined, ticket)).toEqual({ status: 403 });
  });
});
