import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { type CompanionProcess, openCompanion, pagewire } from "../support/companion-process.ts";
import { offerOf, openLane, pairBy, sendOver, ticketOf } from "../support/node-browser.ts";
import { noise } from "../support/pseudo-random.ts";

const SCANNER = path.resolve(import.meta.dirname, "../fixtures/scanner.mjs");
const running: CompanionProcess[] = [];
afterEach(async () => {
  for (const companion of running.splice(0)) await companion.close();
});

async function scanned(settings: readonly string[]): Promise<CompanionProcess> {
  const companion = await openCompanion({ under: ["env", `NODE_OPTIONS=--import=${SCANNER}`, ...settings] });
  running.push(companion);
  return companion;
}

describe("a scanner that holds each new file for a moment", () => {
  it.each(["EPERM", "EBUSY"])("(%s) keeps no start, no pairing and no file from going on", async (code) => {
    const companion = await scanned(["SCANNER_HOLDS=2", `SCANNER_SAYS=${code}`]);
    const lane = await openLane(companion.port, await ticketOf(await pairBy(companion.pairUrl)));
    const bytes = noise(300);
    expect((await sendOver(lane, offerOf(bytes, { name: "a.bin" }), bytes)).last).toMatchObject({
      type: "done",
      name: "a.bin",
    });
    expect(readFileSync(path.join(companion.home, "Inbox/a.bin")).equals(bytes)).toBe(true);
    expect((await pagewire(companion.home, ["clients"])).objects).toHaveLength(1);
  });

  it("is not waited for without end: the file is refused, can be retried, and leaves nothing in the inbox", async () => {
    const companion = await scanned(["SCANNER_HOLDS=8", "SCANNER_IN=staging", "SCANNER_SAYS=EBUSY"]);
    const browser = await pairBy(companion.pairUrl);
    const bytes = noise(300);
    const offer = offerOf(bytes, { name: "a.bin" });
    const first = await sendOver(await openLane(companion.port, await ticketOf(browser)), offer, bytes);
    expect(first.last).toMatchObject({ type: "refuse", code: "disk_failed" });
    expect(readdirSync(path.join(companion.home, "Inbox"))).toEqual([]);
    const again = await sendOver(await openLane(companion.port, await ticketOf(browser)), offer, bytes);
    expect(again.last).toMatchObject({ type: "done", name: "a.bin" });
  });
});
