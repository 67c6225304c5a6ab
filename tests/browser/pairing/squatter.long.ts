import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { pagewire } from "../../support/companion-process.ts";
import { eventually, pause } from "../../support/eventually.ts";
import { extensionProcesses, residentMiB } from "../../support/memory-of.ts";
import { openPairedDesktop, type PairedDesktop } from "../../support/paired-desktop.ts";
import { openRogueCompanion, type RogueCompanion } from "../../support/rogue-companion.ts";

const MEASURED_MS = 60_000;
const SAMPLE_MS = 250;
const MAX_GROWTH_MIB = 32;

let paired: PairedDesktop;
let rogue: RogueCompanion;
beforeEach(async () => {
  paired = await openPairedDesktop();
}, 120_000);
afterEach(async () => {
  await rogue?.close();
  await paired?.close();
}, 120_000);

const heldMiB = (): number =>
  extensionProcesses(paired.desktop.profileDir).reduce((sum, pid) => sum + residentMiB(pid), 0);

describe("a program on the companion's port whose answers never end", () => {
  it.each(["/prove", "/health"])("does not fill the browser's memory: %s", async (path) => {
    const popup = await paired.desktop.openExtensionPage("popup.html");
    await eventually(
      "Connected",
      async () => (await popup.getByRole("status").textContent()) === "Connected",
    );
    await paired.companion.kill();
    rogue = await openRogueCompanion(paired.companion.port);
    rogue.refuseProofs(path === "/health");
    const before = heldMiB();
    expect(before).toBeGreaterThan(0);
    rogue.neverEnd(path);
    let most = before;
    for (const begun = performance.now(); performance.now() - begun < MEASURED_MS; await pause(SAMPLE_MS))
      most = Math.max(most, heldMiB());
    console.info(
      `${path}: grown by ${(most - before).toFixed(1)} MiB from ${before.toFixed(0)}, ${rogue.takenOfEndless.length} answers`,
    );
    expect(rogue.takenOfEndless.length).toBeGreaterThan(0);
    expect(most - before).toBeLessThan(MAX_GROWTH_MIB);
    // Doctor, in a process of its own, says what it is.
    const { objects } = await pagewire(paired.companion.home, ["doctor"]);
    expect(objects.find(({ check }) => check === "port")).toMatchObject({ ok: false });
  });
});
