import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, truncateSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { text } from "node:stream/consumers";
import { type Channel, LongPoll, type Socket } from "phoenix";
import { afterEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { decodeLaneChunk } from "../../shared/protocol/lane-chunk.ts";
import { eventually } from "../support/eventually.ts";
import { BASE64, type Carrier, CHANNEL, openSocket, POLL, RAW } from "../support/lane-clients.ts";
import { receiveFile, sendFile, sha256Of } from "../support/lane-files.ts";
import { residentMiB } from "../support/memory-of.ts";
import { laneGround, newFile } from "./carriers/lane-ground.ts";
import { eventOf, outcome } from "./channels/official-client.ts";
import { openWire } from "./channels/wire.ts";

const EXAMPLE = path.resolve(import.meta.dirname, "../../examples/chunks.mjs");
const MIB = 1024 * 1024;
const CHUNK_BYTES = 256 * 1024;

const ground = laneGround(RAW);
const sockets: Socket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.disconnect();
});

/** The topic `files`, joined by a script. */
async function filesOf(transport: typeof WebSocket | typeof LongPoll = WebSocket): Promise<Channel> {
  const socket = await openSocket(ground.companion().port, ground.ownToken(), transport);
  sockets.push(socket);
  const channel = socket.channel("files");
  expect(await outcome(channel.join())).toMatchObject({ status: "ok" });
  return channel;
}

/** So many bytes are those of no other file: the same content is kept once. */
const NEVER_TWICE = 16;

/** A file that lies in the inbox. */
async function received(length: number): Promise<ReturnType<typeof newFile> & { id: string }> {
  const file = newFile(length);
  const sent = await sendFile({ carrier: RAW, lane: await ground.lane(), ...file });
  expect(sent.outcome?.kind).toBe("finished");
  return { ...file, id: file.offer.id };
}

const openFiles = (): number => readdirSync(`/proc/${ground.companion().pid}/fd`).length;

/** What of a stream has come: chunks in order, and its last event. */
function streamInto(channel: Channel): { parts: Buffer[]; over: Promise<unknown> } {
  const parts: Buffer[] = [];
  channel.on("chunk", (payload: unknown) => {
    const whole =
      payload instanceof ArrayBuffer
        ? new Uint8Array(payload)
        : Buffer.from((payload as { base64: string }).base64, "base64");
    const { index, bytes } = decodeLaneChunk(whole);
    if (index === 0) parts.length = 0;
    expect(index).toBe(parts.length);
    parts.push(Buffer.from(bytes));
  });
  return { parts, over: Promise.race([eventOf(channel, "complete"), eventOf(channel, "failed")]) };
}

describe("a whole file in one message", () => {
  it("goes up as one base64 push", async () => {
    const { bytes, name } = newFile(100_000);
    const pushed = (await filesOf()).push("put", { name, base64: bytes.toString("base64") });
    expect(await outcome(pushed)).toMatchObject({
      status: "ok",
      response: { sha256: sha256Of(bytes), name },
    });
    expect((await ground.read(name)).equals(bytes)).toBe(true);
  });

  it.each([
    ["a WebSocket", WebSocket],
    ["long polls", LongPoll],
  ])("comes down as one base64 event over %s", async (_, transport) => {
    for (const length of [0, 8 * MIB]) {
      const { id, bytes, name } = await received(length);
      const files = await filesOf(transport);
      const event = eventOf(files, "file");
      expect(await outcome(files.push("fetch", { id, form: "base64" }))).toEqual({
        status: "ok",
        response: { id },
      });
      const { base64, ...said } = (await event) as { base64: string };
      expect(said).toMatchObject({ bytes: length, sha256: sha256Of(bytes) });
      if (length > 0) expect(said).toMatchObject({ id, name });
      expect(Buffer.from(base64, "base64").equals(bytes)).toBe(true);
    }
  });

  it("comes down as one binary reply", async () => {
    const { id, bytes } = await received(100_000);
    const { response } = await outcome((await filesOf()).push("get", { id }));
    expect(Buffer.from(response as ArrayBuffer).equals(bytes)).toBe(true);
  });

  it.each([
    ["fetch", { id: "0".repeat(32), form: "base64" }, "unknown_file"],
    ["fetch", { id: "0".repeat(32) }, "field_wrong"],
    ["fetch", { id: "0".repeat(32), form: "hex" }, "field_wrong"],
    ["stream", { id: "0".repeat(32) }, "unknown_file"],
    ["stream", { id: "../x" }, "field_wrong"],
  ])("is refused in a sentence: %s %j", async (event, payload, reason) => {
    expect(await outcome((await filesOf()).push(event, payload))).toMatchObject({
      status: "error",
      response: { reason, message: expect.stringMatching(/\.$/) },
    });
  });
});

describe("a file in numbered binary chunks down a channel", () => {
  it.each([
    ["a WebSocket", WebSocket],
    ["long polls", LongPoll],
  ])("comes with a completion event, whatever its size, over %s", async (_, transport) => {
    for (const length of [1, CHUNK_BYTES, 8 * MIB + 5]) {
      const { id, bytes } = await received(length);
      const files = await filesOf(transport);
      const { parts, over } = streamInto(files);
      const said = { bytes: length, chunks: Math.ceil(length / CHUNK_BYTES), sha256: sha256Of(bytes) };
      expect(await outcome(files.push("stream", { id }))).toEqual({ status: "ok", response: said });
      expect(await over).toEqual({ id, ...said });
      expect(Buffer.concat(parts).equals(bytes)).toBe(true);
    }
  });

  it("is told under the id it was asked for by, where the same bytes came twice", async () => {
    const first = await received(100);
    const offer = { ...first.offer, id: newFile(1).offer.id };
    await sendFile({ carrier: RAW, lane: await ground.lane(), offer, bytes: first.bytes });
    const files = await filesOf();
    for (const id of [first.id, offer.id]) {
      const { over } = streamInto(files);
      expect(await outcome(files.push("stream", { id }))).toMatchObject({ status: "ok" });
      expect(await over).toMatchObject({ id, bytes: 100 });
    }
  });

  it("comes one at a time, and other pushes are answered meanwhile", async () => {
    const { id } = await received(8 * MIB + 5);
    const files = await filesOf();
    const { over } = streamInto(files);
    const [first, second, third] = await Promise.all([
      outcome(files.push("stream", { id })),
      outcome(files.push("stream", { id })),
      outcome(files.push("get", { id: "0".repeat(32) })),
    ]);
    expect(first.status).toBe("ok");
    expect(second).toMatchObject({ status: "error", response: { reason: "busy" } });
    expect(third).toMatchObject({ response: { reason: "unknown_file" } });
    expect(await over).toMatchObject({ id });
    expect(await outcome(files.push("stream", { id }))).toMatchObject({ status: "ok" });
  });

  it("waits for a reader that stops, keeps little for it, and loses nothing", async () => {
    const { id, name } = await received(NEVER_TWICE);
    const length = 96 * MIB;
    truncateSync(ground.place(name), length);
    const wire = await openWire("WebSocket", ground.companion().port, ground.ownToken());
    wire.send(["1", "1", "files", "phx_join", {}]);
    await wire.next();
    const before = residentMiB(ground.companion().pid);
    wire.pause();
    wire.send(["1", "2", "files", "stream", { id }]);
    // Another client is served meanwhile; by then the stream has gone as far as it goes.
    for (let served = 0; served < 5; served += 1) await received(MIB);
    expect(residentMiB(ground.companion().pid) - before).toBeLessThan(48);
    wire.resume();
    expect(await wire.next()).toMatchObject(["1", "2", "files", "phx_reply", { status: "ok" }]);
    let came = 0;
    for (let index = 0; ; index += 1) {
      const frame = await wire.next();
      if (!Buffer.isBuffer(frame)) {
        expect(frame).toMatchObject(["1", null, "files", "complete", { chunks: index, bytes: length }]);
        break;
      }
      const payload = frame.subarray(4 + 1 + 5 + 5);
      expect(payload.readUInt32BE(0)).toBe(index);
      came += payload.length - 4;
    }
    expect(came).toBe(length);
    wire.end();
  });

  it("ends when its reader leaves, and closes the file", async () => {
    const { id, name } = await received(NEVER_TWICE);
    truncateSync(ground.place(name), 1024 * MIB);
    const before = openFiles();
    const files = await filesOf();
    const first = eventOf(files, "chunk");
    await outcome(files.push("stream", { id }));
    await first;
    expect(openFiles()).toBeGreaterThan(before + 1);
    expect(await outcome(files.leave())).toMatchObject({ status: "ok" });
    await eventually("the file to be closed", () => openFiles() <= before + 1, { intervalMs: 10 });
  });

  it("says so where the file becomes shorter meanwhile", async () => {
    const { id, name } = await received(NEVER_TWICE);
    truncateSync(ground.place(name), 64 * MIB);
    const files = await filesOf();
    const { over } = streamInto(files);
    const first = eventOf(files, "chunk");
    await outcome(files.push("stream", { id }));
    await first;
    truncateSync(ground.place(name), MIB);
    expect(await over).toMatchObject({
      id,
      reason: "source_changed",
      message: expect.stringContaining(name),
    });
  });

  it("is what the documented script does", async () => {
    const { id, bytes } = await received(2 * MIB + 1);
    const { port, home } = ground.companion();
    const file = path.join(home, "streamed.bin");
    const words = [EXAMPLE, ground.ownToken(), id, file, String(port)];
    const script = spawn(process.execPath, words, { stdio: "pipe" });
    const [output, complaints] = await Promise.all([
      text(script.stdout),
      text(script.stderr),
      once(script, "close"),
    ]);
    expect(complaints).toBe("");
    expect(JSON.parse(output)).toEqual({
      chunks: 9,
      bytes: bytes.length,
      sha256: sha256Of(bytes),
      same: true,
    });
    expect((await readFile(file)).equals(bytes)).toBe(true);
  });
});

describe.each<[string, Carrier]>([
  ["raw binary frames", RAW],
  ["numbered binary chunks over a channel", CHANNEL],
  ["numbered base64 chunks over a channel", BASE64],
  ["numbered base64 chunks over long polls", POLL],
])("a file by %s", (_, carrier) => {
  it("goes up", async () => {
    const file = newFile(MIB + 1);
    const sent = await sendFile({ carrier, lane: await ground.laneOf(carrier), ...file });
    expect(sent.outcome).toMatchObject({ kind: "finished", sha256: sha256Of(file.bytes) });
    expect((await ground.read(file.name)).equals(file.bytes)).toBe(true);
  });

  it("comes down", async () => {
    const file = newFile(MIB + 1);
    const [id = ""] = await ground.queue([file]);
    const held = await receiveFile({ carrier, lane: await ground.laneOf(carrier), id });
    expect(held.bytes.equals(file.bytes)).toBe(true);
  });
});
