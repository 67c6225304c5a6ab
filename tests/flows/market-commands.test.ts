/** `pagewire alert` and `pagewire prices --bars`, and the hook, with a companion that runs. */

import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { type CompanionProcess, openCompanion, pagewire } from "../support/companion-process.ts";

const opened: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

async function companion(): Promise<CompanionProcess> {
  const running = await openCompanion();
  opened.push(() => running.close());
  return running;
}

describe("pagewire alert", () => {
  it("adds one that fires by itself, lists it, and removes it", async () => {
    const { home } = await companion();
    const added = await pagewire(home, ["alert", "add", "DEMO", "--above", "0.01"]);
    expect(added.status).toBe(0);
    const [alert] = added.objects;
    expect(alert).toMatchObject({ symbol: "DEMO", kind: "above", price: "0.01", repeats: false });
    await expect
      .poll(async () => (await pagewire(home, ["alert", "list"])).objects[0]?.state, { timeout: 15_000 })
      .toBe("fired");
    const id = String(alert?.id);
    expect((await pagewire(home, ["alert", "rm", id.slice(0, 6)])).objects).toEqual([{ id, removed: true }]);
    expect((await pagewire(home, ["alert", "list"])).objects).toEqual([]);
  });

  it.each([
    [["alert", "add", "DEMO"], "--above"],
    [["alert", "add", "DEMO", "--above", "1", "--below", "2"], "--above"],
    [["alert", "add", "DEMO", "--above", "NaN"], "NaN"],
    [["alert", "add", "not a symbol", "--above", "1"], "BTC-USD"],
    [["alert", "add", "DEMO", "--change", "5", "--within", "0"], "--within"],
    [["alert", "sing"], "sing"],
  ])("says in one sentence what is wrong with %j", async (words, named) => {
    const { status, stderr } = await pagewire("/nowhere", words);
    expect(status).toBe(2);
    expect(stderr).toContain(named);
  });
});

describe("pagewire prices --bars", () => {
  it("prints bars of the past, ascending, as JSON and as CSV", async () => {
    const { home } = await companion();
    const from = new Date(Date.now() - 3 * 3_600_000).toISOString().slice(0, 16);
    const { objects, status } = await pagewire(home, [
      "prices",
      "DEMO",
      "--bars",
      "5m",
      "--from",
      `${from}Z`,
    ]);
    expect(status).toBe(0);
    const times = objects.map(({ time }) => Number(time));
    expect(times.length).toBeGreaterThanOrEqual(35);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(objects[0]).toMatchObject({ symbol: "DEMO", venue: "demo", open: expect.any(Number) });
  });

  it.each([
    [["prices", "--bars", "7m", "--from", "2026-01-01"], "7m"],
    [["prices", "--bars", "1m"], "--from"],
    [["prices", "--bars", "1m", "--from", "yesterday"], "yesterday"],
    [["prices", "--from", "2026-01-01"], "--bars"],
    [["prices", "--bars", "1m", "--from", "2026-01-01", "--follow"], "--follow"],
  ])("says in one sentence what is wrong with %j", async (words, named) => {
    const { status, stderr } = await pagewire("/nowhere", words);
    expect(status).toBe(2);
    expect(stderr).toContain(named);
  });
});

describe("a price history that is damaged", () => {
  it("is put aside with a sentence, and prices go on", async () => {
    const first = await companion();
    const file = path.join(first.home, ".state", "prices.sqlite");
    expect((await pagewire(first.home, ["prices", "DEMO"])).status).toBe(0);
    await pagewire(first.home, ["stop"]);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, Buffer.alloc(8192, "damaged "));
    const second = await openCompanion({ home: first.home });
    opened.push(() => second.close());
    expect((await pagewire(first.home, ["prices", "DEMO"])).status).toBe(0);
    expect((await readFile(`${file}.damaged`)).subarray(0, 8).toString()).toBe("damaged ");
  });
});
