/** The market over the channel: parts of a history, a search, and the program that is run for an alert. */

import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Channel, Socket } from "phoenix";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CompanionProcess, openCompanion, pagewire } from "../../support/companion-process.ts";
import { untilHolds } from "../../support/until-holds.ts";
import { clientFor, connected, eventOf, outcome } from "../channels/official-client.ts";

/** Writes down what it was told, and where it ran. */
const PROGRAM = `
  import { appendFileSync, readFileSync } from "node:fs";
  const [file, ...words] = process.argv.slice(2);
  const told = JSON.parse(readFileSync(0, "utf8"));
  appendFileSync(file, JSON.stringify({ words, told, cwd: process.cwd(), home: process.env.PAGEWIRE_HOME }) + "\\n");
`;

let companion: CompanionProcess;
let home: string;
let socket: Socket;
const notes = (): string => path.join(home, "notes");
beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), "pagewire-home-"));
  await writeFile(path.join(home, "program.mjs"), PROGRAM);
  const onAlert = [process.execPath, path.join(home, "program.mjs"), notes(), "a word"];
  await writeFile(path.join(home, "config.json"), JSON.stringify({ onAlert }));
  companion = await openCompanion({ home });
  const { objects } = await pagewire(home, ["token", "--name", "prices"]);
  socket = clientFor("WebSocket", companion.port, { bearer: String(objects[0]?.token) });
  await connected(socket);
});
afterAll(async () => {
  socket.disconnect();
  await companion.close();
  await rm(home, { recursive: true, force: true, maxRetries: 3 });
});

async function joined(topic: string, payload: object = {}): Promise<Channel> {
  const channel = socket.channel(topic, payload);
  expect(await outcome(channel.join())).toMatchObject({ status: "ok" });
  return channel;
}

describe("the event history of a price", () => {
  interface Part {
    readonly bars: readonly (readonly number[])[];
  }
  const minute = Math.floor(Date.now() / 60_000) * 60;

  it("brings the bars of a span, ascending, of any length of a bar, and what is not known of it", async () => {
    const prices = await joined("price:DEMO", { resolutionSeconds: 60 });
    const ask = { fromSeconds: minute - 36_000, toSeconds: minute - 18_000, resolutionSeconds: 300 };
    const { status, response } = await outcome(prices.push("history", ask));
    expect(status).toBe("ok");
    expect(response).toMatchObject({
      venue: "demo",
      resolutionSeconds: 300,
      gaps: [],
      filled: expect.any(Array),
    });
    const times = (response as Part).bars.map(([time]) => Number(time));
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times.length).toBe(18_000 / 300);
    expect(Math.min(...times)).toBeGreaterThanOrEqual(ask.fromSeconds);
    expect(Math.max(...times)).toBeLessThan(ask.toSeconds);
    await outcome(prices.leave());
  });

  it.each([
    ["history", {}, "field_missing"],
    ["history", { fromSeconds: -1 }, "field_wrong"],
    ["history", { fromSeconds: 1.5 }, "field_wrong"],
    ["history", { fromSeconds: 10, toSeconds: 5 }, "field_wrong"],
    ["history", { fromSeconds: minute, resolutionSeconds: 7 }, "field_wrong"],
    ["future", {}, "unknown_event"],
  ])("answers %s %j with a word and a sentence", async (event, payload, reason) => {
    const prices = await joined("price:DEMO");
    const { status, response } = await outcome(prices.push(event, payload));
    expect(status).toBe("error");
    expect(response).toMatchObject({ reason, message: expect.stringMatching(/\.$/) });
    await outcome(prices.leave());
  });
});

describe("the topic of symbols", () => {
  it("names the venues, and says which one nobody knows", async () => {
    const symbols = socket.channel("symbols", {});
    const { response } = await outcome(symbols.join());
    expect(response).toMatchObject({ venues: expect.arrayContaining([{ name: "kraken", label: "Kraken" }]) });
    expect(await outcome(symbols.push("search", { query: "btc", venue: "nowhere" }))).toMatchObject({
      status: "error",
      response: { reason: "unknown_venue" },
    });
    await outcome(symbols.leave());
  });
});

describe("onAlert", () => {
  it("runs the program with the alert on its standard input, in the home folder, once", async () => {
    const alerts = await joined("alerts");
    const fired = eventOf(alerts, "fired");
    const added = await outcome(
      alerts.push("add", { symbol: "DEMO", kind: "above", price: "0.01", repeats: false }),
    );
    const { id } = added.response as { id: string };
    expect(await fired).toMatchObject({ id, state: "fired" });
    await untilHolds(() => expect(existsSync(notes())).toBe(true));
    await untilHolds(async () => expect((await readFile(notes(), "utf8")).endsWith("\n")).toBe(true));
    const lines = (await readFile(notes(), "utf8")).trim().split("\n");
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({
      words: ["a word"],
      cwd: home,
      home,
      told: { id, symbol: "DEMO", kind: "above", price: "0.01", state: "fired", venue: "demo" },
    });
    await outcome(alerts.leave());
  });

  it("that fails is told in one sentence, and alerts go on", async () => {
    await rm(path.join(home, "program.mjs"));
    const alerts = await joined("alerts");
    for (let count = 0; count < 2; count++) {
      const fired = eventOf(alerts, "fired");
      await outcome(alerts.push("add", { symbol: "DEMO", kind: "above", price: "0.02", repeats: false }));
      expect(await fired).toMatchObject({ price: "0.02" });
    }
    const sentence = "which is run at price alerts, failed: see";
    await untilHolds(() => expect(companion.said().split(sentence)).toHaveLength(2));
    await outcome(alerts.leave());
  });
});
