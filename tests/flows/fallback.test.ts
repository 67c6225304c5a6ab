import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type CompanionProcess, openCompanion, pagewire } from "../support/companion-process.ts";
import { openUpgradeBlocker, type UpgradeBlocker } from "../support/upgrade-blocker.ts";

let companion: CompanionProcess;
let blocker: UpgradeBlocker;
beforeEach(async () => {
  companion = await openCompanion();
  blocker = await openUpgradeBlocker(() => companion.port);
  const note = path.join(companion.home, ".state/running.json");
  await writeFile(note, JSON.stringify({ ...JSON.parse(await readFile(note, "utf8")), port: blocker.port }));
});
afterEach(async () => {
  await blocker?.close();
  await companion?.close();
});

describe("a command where no WebSocket can be had", () => {
  it("falls back to long polling, says so, and gets the same answers", async () => {
    const { objects, status, stderr } = await pagewire(companion.home, ["status"]);
    expect(status).toBe(0);
    expect(objects).toMatchObject([{ running: true, port: companion.port }]);
    expect(stderr).toBe("No WebSocket can be had on this computer: using long polling.\n");
    const prices = await pagewire(companion.home, ["prices", "DEMO"]);
    expect(prices.objects).toMatchObject([{ symbol: "DEMO", simulated: true }]);
  });

  it("returns to the WebSocket when there is one, and says nothing", async () => {
    blocker.allow();
    const { status, stderr } = await pagewire(companion.home, ["status"]);
    expect(status).toBe(0);
    expect(stderr).toBe("");
  });
});

describe("a command with a wrong token", () => {
  it("is told that it is refused, not that nothing runs", async () => {
    blocker.allow();
    await writeFile(path.join(companion.home, ".state/owner-token"), `pwo_${"0".repeat(64)}`);
    const { status, stderr, stdout } = await pagewire(companion.home, ["clients"]);
    expect(status).toBe(1);
    expect(stderr).toContain("refuses this command");
    expect(stdout).toBe("");
    const { objects } = await pagewire(companion.home, ["doctor"]);
    expect(objects).toContainEqual(
      expect.objectContaining({ check: "companion", ok: false, detail: expect.stringContaining("refuses") }),
    );
  });
});
