import { readFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { phoenix } from "../support/attacked-companion.ts";
import { type CompanionProcess, openCompanion, pagewire } from "../support/companion-process.ts";
import { eventually } from "../support/eventually.ts";
import { Listening, offerOf, openLane, pairBy, sendOver, ticketOf } from "../support/node-browser.ts";

const FAULTS = path.resolve(import.meta.dirname, "../fixtures/faults.mjs");
/** Those that come behind the call that brought them about: no `try` around a handler catches them. */
const LATER = ["timer", "immediate", "tick", "promise", "late", "emitter"] as const;

let companion: CompanionProcess;
let token: string;
let ticket: string;
beforeAll(async () => {
  companion = await openCompanion({ under: ["env", `NODE_OPTIONS=--import=${FAULTS}`] });
  ticket = await ticketOf(await pairBy(companion.pairUrl));
  token = String((await pagewire(companion.home, ["token", "--name", "script"])).objects[0]?.token);
});
afterAll(() => companion.close());

const log = (): Promise<string> => readFile(path.join(companion.home, ".state/companion.log"), "utf8");

async function openControl(): Promise<Listening> {
  const url = `ws://127.0.0.1:${companion.port}/socket/websocket?vsn=2.0.0`;
  const socket = new Listening(url, phoenix(token), {});
  expect(await socket.opened()).toBe(true);
  return socket;
}

async function beats(socket: Listening): Promise<void> {
  socket.socket.send(JSON.stringify([null, "1", "phoenix", "heartbeat", {}]));
  expect(JSON.parse(String(await socket.next()))).toMatchObject([null, "1", "phoenix", "phx_reply", {}]);
}

describe("an error that nobody foresaw", () => {
  it.each([...LATER, "lookup"])("ends the control socket it belongs to, and no other: %s", async (fault) => {
    const bystander = await openControl();
    const socket = await openControl();
    socket.socket.send(JSON.stringify([null, null, "nowhere", `fault:${fault}`, {}]));
    expect(await socket.closed()).toBe(1011);
    await beats(bystander);
    bystander.socket.terminate();
  });

  it.each([...LATER, "lookup"])(
    "ends the lane it belongs to, and the file goes on over another: %s",
    async (fault) => {
      const bytes = Buffer.from(`bytes of ${fault}`);
      const offer = offerOf(bytes, { name: `${fault}.txt` });
      const lane = await openLane(companion.port, ticket);
      lane.socket.send(JSON.stringify({ ...offer, mediaType: `fault:${fault}` }));
      expect(await lane.closed()).toBe(1011);
      const next = await openLane(companion.port, ticket);
      expect((await sendOver(next, offer, bytes)).last).toMatchObject({ type: "done" });
      next.socket.terminate();
    },
  );

  it("is logged with what it belonged to, told once, and leaves list and status as they are", async () => {
    const socket = await openControl();
    socket.socket.send(JSON.stringify([null, null, "nowhere", "fault:timer", {}]));
    await socket.closed();
    const faults = await eventually("the log", async () => {
      const lines = (await log()).split("\n").filter((line) => line.includes('"event":"fault"'));
      return lines.length > LATER.length && lines.map((line): unknown => JSON.parse(line));
    });
    expect(faults).toContainEqual(
      expect.objectContaining({
        of: "a control socket",
        error: "a fault, thrown",
        at: expect.stringContaining("at "),
      }),
    );
    expect(companion.said().split("it goes on")).toHaveLength(2);
    expect((await pagewire(companion.home, ["inbox"])).objects).toHaveLength(LATER.length + 1);
    expect((await pagewire(companion.home, ["status"])).objects).toMatchObject([
      { running: true, pid: companion.pid },
    ]);
  });
});

describe("an error while it starts", () => {
  it("ends the start as ever: there is nothing to keep up yet", async () => {
    await expect(
      openCompanion({ port: companion.port, under: ["env", `NODE_OPTIONS=--import=${FAULTS}`] }),
    ).rejects.toThrow("is taken by");
  });
});
