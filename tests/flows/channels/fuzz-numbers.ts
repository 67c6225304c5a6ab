/** Numbers at their edges into a real companion, over control sockets and raw lanes; then everything must still be there. */

import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "vitest";
import { MAX_SOURCES_PER_FILE } from "../../../companion/files/received/received-sources.ts";
import { phoenix } from "../../support/attacked-companion.ts";
import { type CompanionProcess, openCompanion, pagewire } from "../../support/companion-process.ts";
import { eventually } from "../../support/eventually.ts";
import {
  Listening,
  type NodeBrowser,
  offerOf,
  openLane,
  pairBy,
  sendOver,
  ticketOf,
} from "../../support/node-browser.ts";
import { generatedNumbers, type NumberCase } from "./generated-numbers.ts";

const CASES_PER_TURN = 64;
/** Each takes a connection of its own. */
const ONE_RAW_LANE_IN = 16;

/** Tells `count` cases to a companion of their own, in which list, feed and program must go on afterwards. */
export async function numbersHarmNobody(count: number, seed: number): Promise<void> {
  const home = await mkdtemp(path.join(tmpdir(), "pagewire-numbers-"));
  await nameProgram(home);
  const companion = await openCompanion({ home });
  try {
    const { pid } = companion;
    const browser = await pairBy(companion.pairUrl);
    await fuzzNumbers(companion, count, seed);
    await expectUnharmed(companion, pid, browser);
  } finally {
    await companion.close();
    await rm(home, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Tells all `count` cases to a companion by its owner's token. */
async function fuzzNumbers(companion: CompanionProcess, count: number, seed: number): Promise<void> {
  const { home, port } = companion;
  const token = (await readFile(path.join(home, ".state/owner-token"), "utf8")).trim();
  const sent = await pagewire(home, ["send", "-", "--name", "waits.txt"], "hello");
  const control = new Control(port, token);
  let turn: NumberCase[] = [];
  let made = 0;
  for (const one of generatedNumbers(count, seed, String(sent.objects[0]?.id))) {
    made += 1;
    if (one.topic === "lane" && made % ONE_RAW_LANE_IN === 0) await overRawLane(port, token, one);
    else if (one.isBroken) await control.break(one);
    else turn.push(one);
    if (turn.length === CASES_PER_TURN) {
      await control.say(turn);
      turn = [];
    }
  }
  await control.say(turn);
  control.end();
}

/** A control socket on which each case has a topic's stay of its own, and answers to all that is answered are awaited. */
class Control {
  readonly #port: number;
  readonly #token: string;
  #socket: Listening | undefined;
  #ref = 0;

  constructor(port: number, token: string) {
    this.#port = port;
    this.#token = token;
  }

  /** Resolves when each is handled. */
  async say(cases: readonly NumberCase[]): Promise<void> {
    const socket = await this.#open();
    const awaited = new Set<string>();
    for (const one of cases) for (const ref of this.#sayOne(socket, one)) awaited.add(ref);
    while (awaited.size > 0) {
      const frame: unknown = JSON.parse(String(await socket.next()));
      if (Array.isArray(frame) && typeof frame[1] === "string") awaited.delete(frame[1]);
    }
  }

  /** What is no JSON closes the socket, and nothing else. */
  async break(one: NumberCase): Promise<void> {
    const socket = await this.#open();
    this.#sayOne(socket, one);
    expect(await socket.closed()).toBe(4400);
    this.#socket = undefined;
  }

  end(): void {
    this.#socket?.socket.terminate();
  }

  async #open(): Promise<Listening> {
    if (this.#socket) return this.#socket;
    const url = `ws://127.0.0.1:${this.#port}/socket/websocket?vsn=2.0.0`;
    this.#socket = new Listening(url, phoenix(this.#token), {});
    expect(await this.#socket.opened()).toBe(true);
    return this.#socket;
  }

  /** Returns the refs that are answered: of a join and of a leave. */
  #sayOne({ socket }: Listening, { topic, join, pushes }: NumberCase): string[] {
    this.#ref += 1;
    const joinRef = String(this.#ref);
    const name = topic === "lane" ? `lane:${joinRef}` : topic === "price" ? "price:DEMO" : topic;
    const say = (event: string, payload: string): string => {
      this.#ref += 1;
      socket.send(`["${joinRef}","${this.#ref}","${name}","${event}",${payload}]`);
      return String(this.#ref);
    };
    const refs = [say("phx_join", join)];
    for (const [event, payload] of pushes) say(event, payload);
    return [...refs, say("phx_leave", "{}")];
  }
}

/** The same words on a socket of their own: whatever is answered, or its end, is awaited. */
async function overRawLane(port: number, token: string, { pushes }: NumberCase): Promise<void> {
  const lane = new Listening(
    `ws://127.0.0.1:${port}/raw`,
    ["pagewire.lane.v1", `pagewire.bearer.${token}`],
    {},
  );
  expect(await lane.opened()).toBe(true);
  for (const [event, payload] of pushes) if (event === "word") lane.socket.send(payload);
  await lane.next().catch(() => expect([4400, 1000, 1005]).toContain(lane.closeCode));
  lane.socket.terminate();
}

/** Has `onReceived` copy each file, so that it shows whether the program is still called. */
async function nameProgram(home: string): Promise<void> {
  await writeFile(path.join(home, "config.json"), JSON.stringify({ onReceived: ["cp", "-t", home] }));
}

/** Asserts that the companion lives, lists, feeds and calls its program as if nothing had been. */
async function expectUnharmed(companion: CompanionProcess, pid: number, browser: NodeBrowser): Promise<void> {
  const { home, port } = companion;
  const bytes = Buffer.from("an honest file");
  const lane = await openLane(port, await ticketOf(browser));
  expect((await sendOver(lane, offerOf(bytes, { name: "honest.txt" }), bytes)).last).toMatchObject({
    type: "done",
  });
  lane.socket.terminate();
  expect((await pagewire(home, ["status"])).objects).toMatchObject([{ running: true, pid }]);
  const { status, objects, stderr } = await pagewire(home, ["inbox"]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(objects.at(-1)).toMatchObject({ name: "honest.txt" });
  for (const { sources, receivedAt } of objects) {
    const times = Array.isArray(sources) ? sources.map(({ at }: { at: unknown }) => at) : [];
    for (const time of [receivedAt, ...times]) expect(new Date(String(time)).toISOString()).toBe(time);
    expect(times.length).toBeLessThanOrEqual(MAX_SOURCES_PER_FILE);
  }
  await eventually("the program of onReceived", () => readFile(path.join(home, "honest.txt")));
  const log = await readFile(path.join(home, ".state/companion.log"), "utf8");
  expect(log).not.toMatch(
    /"event":"(?:fault|hook\.stopped|channel\.[a-z-]+|(?:control|connection|poll)\.failed)"/,
  );
}
