import { createHash, randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import type { Socket } from "phoenix";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { encodeLaneWord } from "../../shared/protocol/lane-words.ts";
import type { ProveWord } from "../../shared/protocol/proof.ts";
import { type CompanionProcess, openCompanion, pagewire } from "../support/companion-process.ts";
import { eventually } from "../support/eventually.ts";
import {
  type NodeBrowser,
  openControl,
  openLane,
  PIECE_BYTES,
  pairBy,
  proveFrom,
  ticketOf,
} from "../support/node-browser.ts";
import { joinOutbox, listenToOutbox, receiveOver } from "../support/node-outbox.ts";

let companion: CompanionProcess;
let browser: NodeBrowser;
beforeEach(async () => {
  companion = await openCompanion();
  browser = await pairBy(companion.pairUrl);
});
afterEach(() => companion.close());

const RUN = `run.${"1".repeat(16)}`;
const OTHER_RUN = `run.${"2".repeat(16)}`;

async function prove(run: string): Promise<ProveWord> {
  const { port, clientId: id, key } = browser;
  return (await proveFrom(port, { mode: "client", id, key, features: ["lanes", run] })).word;
}

async function ticketFor(run: string): Promise<string> {
  const word = await prove(run);
  if (word.type !== "ticket") throw new Error(`no ticket: ${JSON.stringify(word)}`);
  return word.ticket;
}

const isOpen = (socket: Socket): boolean => socket.isConnected();

describe("a copied profile", () => {
  it("is noticed while the other one is connected: it is told, and nobody throws anybody out", async () => {
    const first = await openControl(browser.port, await ticketFor(RUN));
    expect(await prove(OTHER_RUN)).toMatchObject({ type: "refuse", code: "twin" });
    // The terminal has it in one sentence, once.
    expect(await prove(OTHER_RUN)).toMatchObject({ type: "refuse" });
    expect(companion.said().split("a profile and its copy have one key")).toHaveLength(2);
    expect(isOpen(first)).toBe(true);
    // Another page of the same browser is no other browser.
    const page = await openControl(browser.port, await ticketFor(RUN));
    expect(isOpen(page)).toBe(true);
    first.disconnect();
    page.disconnect();
    await eventually("it is let in alone", async () => (await prove(OTHER_RUN)).type === "ticket");
  });

  it("is noticed where both have proven themselves before either was connected", async () => {
    const tickets = [await ticketFor(RUN), await ticketFor(OTHER_RUN)];
    const first = await openControl(browser.port, String(tickets[0]));
    const second = await openControl(browser.port, String(tickets[1]));
    await eventually("the second is closed", () => !isOpen(second));
    expect(isOpen(first)).toBe(true);
  });

  it("gets files under an identity of its own once it has paired anew", async () => {
    await joinOutbox(await openControl(browser.port, await ticketFor(RUN)));
    const { objects } = await pagewire(companion.home, ["pair"]);
    const anew = await pairBy(String(objects[0]?.pairUrl));
    const { waiting } = await listenToOutbox(anew);
    const file = path.join(companion.home, "a.txt");
    await writeFile(file, "text");
    await pagewire(companion.home, ["send", file, "--to", anew.clientId]);
    await eventually("it hears of the file", () => waiting.length === 1);
    expect(anew.clientId).not.toBe(browser.clientId);
  });
});

describe("two ends with one key that say nothing of it", () => {
  it("take a large file from each other a few times, then one keeps it and gets all of it", async () => {
    const bytes = randomBytes(6 * PIECE_BYTES);
    const { waiting } = await listenToOutbox(browser);
    const file = path.join(companion.home, "big.bin");
    await writeFile(file, bytes);
    await pagewire(companion.home, ["send", file]);
    await eventually("it waits", () => waiting.length === 1);
    const id = String(waiting[0]?.id);
    const ask = async () => {
      const lane = await openLane(browser.port, await ticketOf(browser));
      lane.socket.send(encodeLaneWord({ type: "ask", id }));
      return { lane, first: await lane.next() };
    };
    const lanes = [await ask(), await ask(), await ask(), await ask()];
    for (const { first } of lanes) expect(String(first)).toContain('"offer"');
    for (const { lane } of lanes.slice(0, 3)) expect(await lane.closed()).toBe(4409);
    const late = await ask();
    expect(JSON.parse(String(late.first))).toMatchObject({ type: "refuse", code: "busy" });
    expect(lanes[3]?.lane.closeCode).toBeUndefined();
    // It lets go: whoever asks then has it.
    lanes[3]?.lane.socket.close();
    await lanes[3]?.lane.closed();
    const received = await receiveOver(await openLane(browser.port, await ticketOf(browser)), id);
    expect(createHash("sha256").update(received).digest("hex")).toBe(waiting[0]?.sha256);
  });
});
