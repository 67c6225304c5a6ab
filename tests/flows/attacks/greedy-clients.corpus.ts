import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import {
  MAX_CLIENT_CONNECTIONS,
  MAX_CLIENT_WHOLE_FILES,
  MAX_CONNECTIONS,
} from "../../../companion/limits.ts";
import { MAX_CLIENT_SYMBOLS } from "../../../companion/prices/limits.ts";
import { MAX_WHOLE_FILE_BYTES } from "../../../shared/protocol/limits.ts";
import { type AttackedCompanion, openAttackedCompanion, phoenix } from "../../support/attacked-companion.ts";
import { type CommandResult, pagewire } from "../../support/companion-process.ts";
import { eventually } from "../../support/eventually.ts";
import type { GreedyOptions } from "../../support/greedy-client.ts";
import { GreedyProcess } from "../../support/greedy-process.ts";
import { residentMiB } from "../../support/memory-of.ts";
import {
  Listening,
  ORIGIN,
  offerOf,
  openLane,
  pairBy,
  sendOver,
  ticketOf,
} from "../../support/node-browser.ts";
import { noise } from "../../support/pseudo-random.ts";
import { head, REFUSED_UPGRADE, rawRequest, UPGRADE } from "../../support/raw-request.ts";

const ALL: GreedyOptions = { sockets: 128, polls: 140 };
/** Three of these are more than the companion takes, so that all the time one of them loses something. */
const MORE_THAN_ALL: GreedyOptions = { sockets: 90, polls: 20 };
/** How often the paired browser comes back under each load. */
const TIMES = 2;

let attacked: AttackedCompanion;
let greedy: GreedyProcess | undefined;
beforeAll(async () => {
  attacked = await openAttackedCompanion();
});
afterEach(() => greedy?.close());
afterAll(() => attacked?.close());

async function openGreedy(
  bearers: readonly string[],
  options: Partial<GreedyOptions> = {},
  strangers = 0,
): Promise<GreedyProcess> {
  const clients = bearers.map((bearer) => ({ ...ALL, ...options, bearer }));
  greedy = await GreedyProcess.open({ port: attacked.port, clients, strangers });
  return greedy;
}

interface NewToken {
  readonly id: string;
  readonly token: string;
}

async function newToken(name: string): Promise<NewToken> {
  const { objects } = await command("token", "--name", name, "--topics", "price:*");
  await attacked.rememberClients();
  return { id: String(objects[0]?.id), token: String(objects[0]?.token) };
}

/** One behind the other: the owner's own socket asks one thing at a time. */
async function newTokens(...names: readonly string[]): Promise<NewToken[]> {
  const made: NewToken[] = [];
  for (const name of names) made.push(await newToken(name));
  return made;
}

async function command(...words: string[]): Promise<CommandResult> {
  const result = await pagewire(attacked.process.home, words);
  expect(result).toMatchObject({ status: 0 });
  return result;
}

/** The paired browser, again and again: it proves, opens a control socket and a lane, and sends a file. */
async function browserGoesOn(): Promise<void> {
  for (let time = 0; time < TIMES; time += 1) {
    const ticket = await ticketOf(attacked.browser);
    const url = `ws://127.0.0.1:${attacked.port}/socket/websocket?vsn=2.0.0`;
    const control = new Listening(url, phoenix(ticket), { origin: ORIGIN });
    expect(await control.opened()).toBe(true);
    control.socket.send('["1","1","price:DEMO","phx_join",{}]');
    expect(String(await control.next())).toContain('"status":"ok"');
    const lane = await openLane(attacked.port, ticket);
    const bytes = noise(1_000);
    const { last } = await sendOver(lane, offerOf(bytes, { name: "same.bin" }), bytes);
    expect(last).toMatchObject({ type: "done" });
    control.socket.close();
    lane.socket.close();
    await Promise.all([control.closed(), lane.closed()]);
  }
  await attacked.rememberFolders();
}

/** What anybody is promised: who it is, and that a bad token is told so. */
async function anybodyIsAnswered(): Promise<void> {
  const host = `Host: 127.0.0.1:${attacked.port}`;
  const health = head(["GET /health HTTP/1.1", host, "Connection: close"]);
  expect(await rawRequest(attacked.port, health)).toContain('{"name":"pagewire"}');
  const page = new URL((await attacked.newLink()).pairUrl);
  const asked = head([`GET ${page.pathname}${page.search} HTTP/1.1`, host, "Connection: close"]);
  expect(await rawRequest(attacked.port, asked)).toContain("Pair this browser");
  const protocol = `Sec-WebSocket-Protocol: ${phoenix("pwt_wrong").join(", ")}`;
  const wrong = head(["GET /socket/websocket?vsn=2.0.0 HTTP/1.1", host, ...UPGRADE, protocol]);
  expect(await rawRequest(attacked.port, wrong)).toBe(REFUSED_UPGRADE);
}

/** Revokes a client; all that it has is cut within a second of the owner's word. */
async function revoke(id: string, opened: GreedyProcess, client = 0): Promise<void> {
  await command("revoke", id);
  const began = performance.now();
  await eventually("it is cut", () => opened.held(client) === 0, { intervalMs: 10 });
  expect(performance.now() - began).toBeLessThan(1_000);
  await attacked.rememberClients();
}

describe("a client that takes all it can get", () => {
  it("with one token has its share, and neither the paired browser nor the owner notices", async () => {
    const { id, token } = await newToken("Greedy");
    const opened = await openGreedy([token]);
    await eventually("it has its share and no more", () => opened.held() === MAX_CLIENT_CONNECTIONS);
    await browserGoesOn();
    await anybodyIsAnswered();
    expect((await command("status")).objects[0]).toMatchObject({ running: true });
    expect((await command("clients")).stdout).toContain(id);
    await command("send", "-", "--name", "small.txt");
    await attacked.rememberFolders();
    await revoke(id, opened);
    await attacked.unharmed();
  });

  it("as three that come back at once, while strangers flood as well, locks nobody out", async () => {
    const tokens = await newTokens("one", "two", "three");
    await openGreedy(
      tokens.map(({ token }) => token),
      { ...MORE_THAN_ALL, comesBack: true },
      5,
    );
    await browserGoesOn();
    await anybodyIsAnswered();
    expect((await command("status")).objects[0]).toMatchObject({ running: true });
    for (const { id } of tokens) await command("revoke", id);
    await greedy?.close();
    await attacked.rememberClients();
    await attacked.unharmed();
  });

  it("as a hostile paired browser is cut like any other", async () => {
    const browser = await pairBy((await attacked.newLink()).pairUrl, "Hostile browser");
    await attacked.rememberClients();
    const opened = await openGreedy([await ticketOf(browser)], { origin: ORIGIN });
    await eventually("it has its share and no more", () => opened.held() === MAX_CLIENT_CONNECTIONS);
    await browserGoesOn();
    await revoke(browser.clientId, opened);
    await attacked.unharmed();
  });

  it("follows its share of the symbols, and others still get what they ask for", async () => {
    const { token } = await newToken("Follower");
    const url = `ws://127.0.0.1:${attacked.port}/socket/websocket?vsn=2.0.0`;
    const socket = new Listening(url, phoenix(token), {});
    expect(await socket.opened()).toBe(true);
    let refused = 0;
    const topics = Array.from({ length: 100 }, (_, index) => `price:X${index}-USD`);
    for (const topic of topics) socket.socket.send(JSON.stringify(["1", "1", topic, "phx_join", {}]));
    await eventually("the refusals", () => {
      refused += socket.rest().filter((one) => String(one).includes("too_many_symbols")).length;
      return refused === topics.length - MAX_CLIENT_SYMBOLS;
    });
    const other = new Listening(url, phoenix(attacked.token), {});
    expect(await other.opened()).toBe(true);
    for (const topic of ["price:BTC-USD", "price:DEMO"]) {
      other.socket.send(JSON.stringify(["1", "1", topic, "phx_join", {}]));
      await eventually("it is let in", () =>
        other.rest().some((one) => String(one).includes('"status":"ok"') && String(one).includes(topic)),
      );
    }
    socket.socket.terminate();
    other.socket.terminate();
    await attacked.unharmed();
  });

  it("asks for large files on many connections and reads none, and the companion holds a few of them", async () => {
    const open = async (): Promise<Listening> => {
      const url = `ws://127.0.0.1:${attacked.port}/socket/websocket?vsn=2.0.0`;
      const socket = new Listening(url, phoenix(attacked.token), {});
      expect(await socket.opened()).toBe(true);
      socket.socket.send('["1","1","files","phx_join",{}]');
      expect(String(await socket.next())).toContain('"status":"ok"');
      return socket;
    };
    const reader = await open();
    const base64 = noise(MAX_WHOLE_FILE_BYTES).toString("base64");
    reader.socket.send(JSON.stringify(["1", "2", "files", "put", { name: "large.bin", base64 }]));
    const stored = JSON.parse(String(await reader.next())) as { response: { id: string } }[];
    const get = JSON.stringify(["1", "3", "files", "get", { id: stored[4]?.response.id }]);
    const before = residentMiB(attacked.process.pid);
    const greedySockets = await Promise.all(Array.from({ length: 3 * MAX_CLIENT_WHOLE_FILES }, open));
    for (const { socket } of greedySockets) {
      socket.pause();
      socket.send(get);
    }
    // It has taken in what was said before this.
    for (let time = 0; time < 3; time += 1) await command("status");
    const allOfThemMiB = (greedySockets.length * MAX_WHOLE_FILE_BYTES) / 1024 / 1024;
    expect(residentMiB(attacked.process.pid) - before).toBeLessThan(allOfThemMiB * 0.75);
    // Once they are gone, the next is answered.
    reader.socket.send(get);
    for (const { socket } of greedySockets) socket.terminate();
    expect((await reader.next()).length).toBeGreaterThan(MAX_WHOLE_FILE_BYTES);
    reader.socket.terminate();
    await attacked.rememberFolders();
    await attacked.unharmed();
  });

  it("has no more than all there are, together with others, and the owner can look and stop", async () => {
    const tokens = await newTokens("one", "two", "three");
    const opened = await openGreedy(tokens.map(({ token }) => token));
    const held = (): number => opened.held(0) + opened.held(1) + opened.held(2);
    await eventually("the connections have settled", () => held() <= MAX_CONNECTIONS);
    await anybodyIsAnswered();
    const { objects } = await pagewire(attacked.process.home, ["doctor"]);
    expect(objects).toContainEqual(expect.objectContaining({ check: "companion", ok: true }));
    const { status } = await pagewire(attacked.process.home, ["stop"]);
    expect(status).toBe(0);
  });
});
