import { readdir } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MAX_CLIENT_FILES } from "../../../companion/limits.ts";
import { type AttackedCompanion, openAttackedCompanion } from "../../support/attacked-companion.ts";
import { pagewire } from "../../support/companion-process.ts";
import { eventually } from "../../support/eventually.ts";
import { Listening, offerOf, openLane, pairBy, sendOver, ticketOf } from "../../support/node-browser.ts";
import { noise } from "../../support/pseudo-random.ts";

let attacked: AttackedCompanion;
beforeAll(async () => {
  attacked = await openAttackedCompanion();
});
afterAll(() => attacked?.close());

const parts = (): Promise<string[]> => readdir(path.join(attacked.process.home, ".state/staging"));
const offer = (bytes: number): string => JSON.stringify({ ...offerOf(Buffer.alloc(0)), bytes });

async function openScriptLane(): Promise<Listening> {
  const bearer = `pagewire.bearer.${attacked.token}`;
  const lane = new Listening(`ws://127.0.0.1:${attacked.port}/raw`, ["pagewire.lane.v1", bearer], {});
  expect(await lane.opened()).toBe(true);
  return lane;
}

describe("offers without end", () => {
  it("one after the other on one lane, each given up: nothing stays behind", async () => {
    const lane = await openScriptLane();
    for (let count = 0; count < 1_000; count += 1) {
      lane.socket.send(offer(count % 2 === 0 ? 10 : 10_000_000));
      expect(String(await lane.next())).toContain('"want"');
      lane.socket.send('{"type":"refuse","code":"source_gone","message":"never mind"}');
    }
    lane.socket.close();
    await eventually("no part is left", async () => (await parts()).length === 0);
    await attacked.unharmed();
  });

  it("on many lanes at once: a client has so many files under way and no more, and another's go on", async () => {
    const lanes = await Promise.all(Array.from({ length: 60 }, openScriptLane));
    for (const lane of lanes) lane.socket.send(offer(10_000_000));
    const heard = (await Promise.all(lanes.map((lane) => lane.next()))).map(String);
    expect(heard.filter((word) => word.includes('"want"'))).toHaveLength(MAX_CLIENT_FILES);
    expect(heard.filter((word) => word.includes('"busy"'))).toHaveLength(60 - MAX_CLIENT_FILES);
    const own = await openLane(attacked.port, attacked.ticket);
    own.socket.send(offer(10));
    expect(String(await own.next())).toContain('"want"');
    own.socket.terminate();
    for (const { socket } of lanes) socket.terminate();
    await eventually("no part is left", async () => (await parts()).length === 0);
    await attacked.unharmed(...heard);
  });

  it("each dropped with its lane: nothing stays behind", async () => {
    for (let wave = 0; wave < 20; wave += 1) {
      const lanes = await Promise.all(Array.from({ length: 10 }, openScriptLane));
      for (const { socket } of lanes) socket.send(offer(1_000_000));
      await Promise.all(lanes.map((lane) => lane.next()));
      for (const { socket } of lanes) socket.terminate();
    }
    await eventually("no part is left", async () => (await parts()).length === 0);
    await attacked.unharmed();
  });
});

describe("a revocation", () => {
  it("cuts a lane in the middle of a file and a control socket within a second, and no file comes of it", async () => {
    const browser = await pairBy((await attacked.newLink()).pairUrl, "To be revoked");
    const ticket = await ticketOf(browser);
    const lane = await openLane(attacked.port, ticket);
    const bytes = noise(24 * 2 ** 20);
    await sendOver(lane, offerOf(bytes), bytes, 1);
    // It neither reads nor answers from here on: only a cut ends it.
    lane.socket.pause();
    const revoked = await pagewire(attacked.process.home, ["revoke", browser.clientId]);
    expect(revoked.status).toBe(0);
    const began = performance.now();
    await eventually("it is cut", async () => {
      const { clients, connected } = await attacked.clients();
      return connected === 1 && !clients.some(({ id }) => id === browser.clientId);
    });
    lane.socket.resume();
    await lane.closed();
    expect(performance.now() - began).toBeLessThan(1_000);
    await expect(openLane(attacked.port, ticket)).rejects.toThrow("refused");
    await attacked.rememberClients();
    const inbox = await readdir(path.join(attacked.process.home, "Inbox"));
    expect(inbox).toEqual(["kept.txt"]);
  });
});
