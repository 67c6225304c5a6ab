import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AttackedCompanion, openAttackedCompanion, phoenix } from "../../support/attacked-companion.ts";
import {
  Listening,
  ORIGIN,
  offerOf,
  openLane,
  pairBy,
  proveFrom,
  sendOver,
} from "../../support/node-browser.ts";
import { head, rawRequest, UPGRADE } from "../../support/raw-request.ts";

let attacked: AttackedCompanion;
beforeAll(async () => {
  attacked = await openAttackedCompanion();
});
afterAll(() => attacked?.close());

const HOSTILE = [
  "\u001b[2J\u001b]0;owned\u0007",
  '"}\n{"at":"now","event":"forged"}',
  "\u202Eevil",
  "\r\n\r\n",
  "\u2028\u2029",
  "\ud800",
  "{}{}",
  "x".repeat(3_000),
];

async function upgrade(target: string, ...lines: string[]): Promise<void> {
  await rawRequest(
    attacked.port,
    head([`GET ${target} HTTP/1.1`, `Host: 127.0.0.1:${attacked.port}`, ...UPGRADE, ...lines]),
  );
}

/** Everything that makes the companion write a line, with secrets and hostile texts wherever they can be put. */
async function attackEverywhere(): Promise<void> {
  const { port, ticket, token, ownerToken, browser } = attacked;
  const key = browser.key.toString("hex");
  for (const secret of [ticket, token, ownerToken, key]) {
    await upgrade(`/raw?token=${secret}`, `Origin: ${ORIGIN}`);
    await upgrade(`/${secret}/x`, `Origin: https://${secret}.test`);
    await upgrade(`/raw%3Ftoken=${secret}`, `Origin: ${secret}`);
    await upgrade("/raw", `Origin: x${"-".repeat(220)}${secret}`);
    await rawRequest(
      port,
      head([
        `GET /socket/longpoll?vsn=2.0.0&token=${secret} HTTP/1.1`,
        `Host: 127.0.0.1:${port}`,
        "Connection: close",
      ]),
    );
  }
  for (const text of HOSTILE) {
    const encoded = encodeURIComponent(text.toWellFormed());
    await upgrade(
      `/${encoded}`,
      `Origin: ${Buffer.from(text)
        .toString("latin1")
        .replace(/[\r\n]/g, " ")}`,
    );
    const link = new URL((await attacked.newLink()).pairUrl);
    const id = link.searchParams.get("link") ?? "";
    await proveFrom(port, { mode: "pair", id, key: Buffer.alloc(32), name: text.slice(0, 30) });
    if (text.length < 60) await pairBy(link.href, text);
    const lane = await openLane(port, ticket);
    const bytes = Buffer.from(text);
    await sendOver(lane, offerOf(bytes, { name: text }), bytes);
    lane.socket.send(text);
    await lane.closed();
    const control = new Listening(`ws://127.0.0.1:${port}/socket/websocket?vsn=2.0.0`, phoenix(token), {});
    await control.opened();
    control.socket.send(JSON.stringify([`1${text}`, "1", `price:${text}${ticket}`, "phx_join", {}]));
    control.socket.send(JSON.stringify(["1", "2", "files", "phx_join", {}]));
    control.socket.send(JSON.stringify(["1", "3", "files", text, { name: text, key }]));
    control.socket.send(`${text}${token}`);
    await control.closed();
  }
}

describe("the log behind all attacks", () => {
  it("has lines of JSON alone, in plain ASCII, and no secret in any of them", async () => {
    await attackEverywhere();
    const log = await readFile(path.join(attacked.process.home, ".state/companion.log"), "latin1");
    expect(log.endsWith("\n")).toBe(true);
    const lines = log.trimEnd().split("\n");
    expect(lines.length).toBeGreaterThan(20);
    const events = new Set<unknown>();
    for (const line of lines) {
      expect(line).toMatch(/^[\x20-\x7e]+$/);
      const parsed: { at: string; event: string } = JSON.parse(line);
      expect(Number.isNaN(Date.parse(parsed.at))).toBe(false);
      events.add(parsed.event);
    }
    expect(events).toContain("door.refused");
    expect(events).toContain("prove.refused");
    expect(events).not.toContain("forged");
    for (const secret of attacked.secrets) expect(log).not.toContain(secret);
    // Nor most of one, cut where the field ends.
    for (const secret of attacked.secrets) expect(log).not.toContain(secret.slice(0, 40));
    await attacked.rememberClients();
    await attacked.rememberFolders();
    await attacked.unharmed(log);
  });

  it("has nothing secret said to people either, nor in the command's own words", async () => {
    const said = attacked.process.said();
    const words = await readFile(`/proc/${attacked.process.pid}/cmdline`, "latin1").catch(() => "");
    const surroundings = await readFile(`/proc/${attacked.process.pid}/environ`, "latin1").catch(() => "");
    // The link that `start` prints is meant to be seen: it works once.
    await attacked.unharmed(said, words, surroundings);
  });

  it("keeps the keys in one private file, and tokens nowhere", async () => {
    const state = path.join(attacked.process.home, ".state");
    for (const name of await readdir(state)) {
      const text = await readFile(path.join(state, name), "latin1").catch(() => "");
      expect(text, name).not.toContain(attacked.token);
      expect(text, name).not.toContain(attacked.ticket);
      if (name !== "keys.json") expect(text, name).not.toContain(attacked.browser.key.toString("hex"));
      if (name !== "owner-token") expect(text, name).not.toContain(attacked.ownerToken);
    }
  });

  it("is not washed out by a flood of refusals", async () => {
    const log = path.join(attacked.process.home, ".state/companion.log");
    const before = (await readFile(log, "latin1")).length;
    for (let count = 0; count < 500; count += 1) await upgrade("/nowhere");
    const grown = (await readFile(log, "latin1")).slice(before).split("\n");
    expect(grown.length).toBeLessThan(400);
    await attacked.unharmed();
  });
});
