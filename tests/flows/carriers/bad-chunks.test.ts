import { readdirSync } from "node:fs";
import type { Channel, Socket } from "phoenix";
import { afterEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { MAX_CLIENT_FILES } from "../../../companion/limits.ts";
import { encodeLaneChunk } from "../../../shared/protocol/lane-chunk.ts";
import { eventually } from "../../support/eventually.ts";
import { CHANNEL, type ChannelLaneClient, joinLane, openSocket, RAW } from "../../support/lane-clients.ts";
import { sendFile, sha256Of } from "../../support/lane-files.ts";
import { offerOf } from "../../support/node-browser.ts";
import { outcome } from "../channels/official-client.ts";
import { laneGround, newFile } from "./lane-ground.ts";

const MIB = 1024 * 1024;
const ground = laneGround(CHANNEL);
const sockets: Socket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.disconnect();
});

async function openShared(token?: string): Promise<Socket> {
  const socket = await openSocket(ground.companion().port, token ?? ground.ownToken(), WebSocket);
  sockets.push(socket);
  return socket;
}

/** A lane on which a piece of two bytes is expected. */
async function expecting(socket: Socket, form: "binary" | "base64"): Promise<ChannelLaneClient> {
  const lane = await joinLane(socket, form);
  const { offer } = newFile(2);
  lane.say({ ...offer, bytes: 3 * MIB });
  expect(await lane.next()).toMatchObject({ type: "want", offset: 0 });
  lane.say({ type: "piece", offset: 0, bytes: 2 * MIB, sha256: sha256Of(Buffer.alloc(2 * MIB)) });
  return lane;
}

const chunk = (index: number, bytes = 2): ArrayBuffer =>
  encodeLaneChunk({ index, bytes: new Uint8Array(bytes) }).buffer;

describe("a chunk that can't be", () => {
  it.each<[string, "binary" | "base64", (channel: Channel) => ReturnType<Channel["push"]>, string]>([
    ["skips a number", "binary", (channel) => channel.push("bytes", chunk(1)), "field_wrong"],
    [
      "repeats a number",
      "binary",
      (channel) => {
        channel.push("bytes", chunk(0));
        return channel.push("bytes", chunk(0));
      },
      "field_wrong",
    ],
    ["has no bytes", "binary", (channel) => channel.push("bytes", new ArrayBuffer(4)), "malformed_frame"],
    [
      "has half a number",
      "binary",
      (channel) => channel.push("bytes", new ArrayBuffer(3)),
      "malformed_frame",
    ],
    ["is too large", "binary", (channel) => channel.push("bytes", chunk(0, MIB + 1)), "frame_too_large"],
    [
      "is too large as base64",
      "base64",
      (channel) => channel.push("bytes", { index: 0, base64: Buffer.alloc(MIB + 1).toString("base64") }),
      "frame_too_large",
    ],
    [
      "skips a number in base64",
      "base64",
      (channel) => channel.push("bytes", { index: 7, base64: "AAA=" }),
      "field_wrong",
    ],
    [
      "has a negative number",
      "base64",
      (channel) => channel.push("bytes", { index: -1, base64: "AAA=" }),
      "field_wrong",
    ],
    ["has no number", "base64", (channel) => channel.push("bytes", { base64: "AAA=" }), "field_wrong"],
    [
      "has other letters than base64",
      "base64",
      (channel) => channel.push("bytes", { index: 0, base64: "A!A=" }),
      "field_wrong",
    ],
    [
      "has base64 of no whole length",
      "base64",
      (channel) => channel.push("bytes", { index: 0, base64: "AAAAA" }),
      "field_wrong",
    ],
    [
      "has base64 of nothing",
      "base64",
      (channel) => channel.push("bytes", { index: 0, base64: "" }),
      "field_wrong",
    ],
    ["is a list", "base64", (channel) => channel.push("bytes", []), "field_wrong"],
    ["is an event nobody knows", "binary", (channel) => channel.push("nonsense", {}), "unknown_word"],
    ["is a word in bytes", "binary", (channel) => channel.push("word", chunk(0)), "unknown_word"],
  ])("is answered by a typed error and ends its topic, not the socket: %s", async (_, form, send, reason) => {
    const socket = await openShared();
    const bystander = await joinLane(socket, "binary");
    const lane = await expecting(socket, form);
    expect(await outcome(send(lane.channel))).toMatchObject({
      status: "error",
      response: { reason, message: expect.stringMatching(/\.$/) },
    });
    expect(await lane.ended()).toBe(reason);
    const sent = await sendFile({ carrier: CHANNEL, lane: bystander, ...newFile(10) });
    expect(sent.outcome?.kind).toBe("finished");
    // The topic can be joined anew.
    const again = await joinLane(socket, form, lane.channel.topic);
    const more = await sendFile({ carrier: CHANNEL, lane: again, ...newFile(10) });
    expect(more.outcome?.kind).toBe("finished");
  });

  it("and a piece beyond the credit end its lane", async () => {
    const lane = await joinLane(await openShared(), "binary");
    lane.say({ ...newFile(1).offer, bytes: 8 * MIB });
    expect(await lane.next()).toMatchObject({ type: "want", credit: 2 * MIB });
    lane.say({ type: "piece", offset: 0, bytes: 2 * MIB + 1, sha256: "0".repeat(64) });
    expect(await lane.ended()).toBe("field_wrong");
  });

  it("is a form that is none: the join is refused", async () => {
    const socket = await openShared();
    const joined = await outcome(socket.channel("lane:x", { form: "hex" }).join());
    expect(joined).toMatchObject({ status: "error", response: { reason: "field_wrong" } });
  });
});

describe("10,000 open offers", () => {
  const openFiles = (): number => readdirSync(`/proc/${ground.companion().pid}/fd`).length;

  it("one after the other on one lane, each given up: nothing stays open and nothing is left", async () => {
    const lane = await ground.laneOf(RAW);
    const before = openFiles();
    for (let count = 0; count < 2500; count += 1) {
      lane.say({ ...offerOf(Buffer.alloc(0)), bytes: count % 50 === 0 ? 6 * MIB : 10 });
      lane.say({ type: "refuse", code: "source_gone", message: "Changed my mind." });
      if (count % 100 === 99) for (let wants = 0; wants < 100; wants += 1) await lane.next();
    }
    await eventually("the files to be closed", () => openFiles() <= before, { intervalMs: 20 });
    await eventually("the parts to be gone", async () => (await ground.staging()).length === 0);
    expect((await sendFile({ carrier: RAW, lane, ...newFile(10) })).outcome?.kind).toBe("finished");
  });

  it("at once, on as many topics and sockets as there may be: most are told to wait, the others go on", async () => {
    const before = openFiles();
    const token = await ground.token("greedy");
    const opened = await Promise.all(Array.from({ length: 10 }, () => openShared(token)));
    const others = await ground.lane();
    let wanted = 0;
    let busy = 0;
    for (const socket of opened) {
      const lanes = await Promise.all(Array.from({ length: 100 }, () => joinLane(socket, "binary")));
      // Each topic offers until it is let in, eight times at most.
      await Promise.all(
        lanes.map(async (lane) => {
          for (let tries = 0; tries < 8; tries += 1) {
            lane.say({ ...offerOf(Buffer.alloc(0)), bytes: 10 });
            const answer = await lane.next();
            if ("type" in answer && answer.type === "want") {
              wanted += 1;
              return;
            }
            expect(answer).toMatchObject({ type: "refuse", code: "busy" });
            busy += 1;
          }
        }),
      );
    }
    expect(wanted).toBe(MAX_CLIENT_FILES);
    expect(busy).toBe((1000 - MAX_CLIENT_FILES) * 8);
    expect(openFiles()).toBeLessThan(before + MAX_CLIENT_FILES + 32);
    expect((await sendFile({ carrier: CHANNEL, lane: others, ...newFile(10) })).outcome?.kind).toBe(
      "finished",
    );
    for (const socket of opened) socket.disconnect();
    await eventually("everything to be let go of", () => openFiles() <= before + 2, { intervalMs: 20 });
    await eventually("the parts to be gone", async () => (await ground.staging()).length === 0);
  });
});
