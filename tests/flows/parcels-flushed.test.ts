import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { type CompanionProcess, openCompanion } from "../support/companion-process.ts";
import { openLane, pairBy, ticketOf } from "../support/node-browser.ts";
import { parcelOf, sendParcelsOver } from "../support/parcel-lane.ts";
import { noise } from "../support/pseudo-random.ts";
import { canTrace, type TracedMoment, tracedMoments, tracing } from "../support/traced-calls.ts";

const PARCELS = 12;
const CALLS = ["fsync", "fdatasync", "link", "linkat", "write", "writev", "sendto", "sendmsg"];

if (!canTrace()) console.warn("The test of what is flushed before a receipt needs strace: it is skipped.");

let companion: CompanionProcess | undefined;
let folder: string | undefined;
afterEach(async () => {
  await companion?.close();
  if (folder !== undefined) await rm(folder, { recursive: true, force: true });
});

describe.skipIf(!canTrace())("a parcel's receipt", () => {
  it("leaves after its bytes were flushed, its name was given, and the folder was flushed behind that", async () => {
    folder = await mkdtemp(path.join(tmpdir(), "pagewire-traced-"));
    const trace = path.join(folder, "trace");
    companion = await openCompanion({ under: tracing(CALLS, trace) });
    const browser = await pairBy(companion.pairUrl);
    const lane = await openLane(companion.port, await ticketOf(browser));
    const parcels = Array.from({ length: PARCELS }, (_, number) => parcelOf(noise(2_000 + number)));
    const { outcomes } = await sendParcelsOver(lane, parcels);
    expect([...outcomes.values()].map(({ kind }) => kind)).toEqual(parcels.map(() => "finished"));
    lane.socket.close();
    await companion.stop();
    const moments = tracedMoments(await readFile(trace, "utf8"));
    const after = (from: number, fits: (moment: TracedMoment) => boolean): number => {
      const at = moments.findIndex((moment, index) => index > from && fits(moment));
      expect(at, "a step is missing").toBeGreaterThan(from);
      return at;
    };
    const inbox = `${path.join(companion.home, "Inbox")}>`;
    let folderFlushes = new Set<number>();
    for (const { head } of parcels) {
      const part = `${head.id}.part`;
      const flushed = after(
        -1,
        ({ call, text, when }) => call.endsWith("sync") && text.includes(part) && when === "ends",
      );
      const named = after(
        -1,
        ({ call, text, when }) => call.startsWith("link") && text.includes(part) && when === "ends",
      );
      const folderFlushed = after(
        named,
        ({ call, text, when }) => call === "fsync" && text.includes(inbox) && when === "ends",
      );
      folderFlushes = folderFlushes.add(folderFlushed);
      const told = after(
        -1,
        ({ text, when }) => text.includes("receipts") && text.includes(head.id) && when === "begins",
      );
      expect([flushed, named, folderFlushed, told]).toEqual(
        [flushed, named, folderFlushed, told].sort((a, b) => a - b),
      );
    }
    // Those that come together share it.
    expect(folderFlushes.size).toBeLessThan(PARCELS);
  });
});
