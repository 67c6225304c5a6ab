import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { type CompanionProcess, openCompanion, pagewire } from "../support/companion-process.ts";
import { offerOf, openLane, pairBy, sendOver, ticketOf } from "../support/node-browser.ts";
import { pseudoRandomBuffer } from "../support/pseudo-random.ts";

const ROUNDS = 200;
const MAX_ATTEMPTS = 40;
const MAX_DUE_MS = 700;
const FILE_BYTES = 40 * 1024 * 1024;

let companion: CompanionProcess | undefined;
afterEach(() => companion?.close());

describe("a companion that is killed at random moments", () => {
  it(`loses no acknowledged byte and finishes each file once, ${ROUNDS} times`, {
    timeout: 3_600_000,
  }, async () => {
    companion = await openCompanion();
    const browser = await pairBy(companion.pairUrl);
    const bytes = pseudoRandomBuffer(FILE_BYTES, "kills");
    const hashes = new Map<string, string>();
    let finished = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      // The same content would be kept once.
      bytes.writeUInt32LE(round);
      const name = `round-${round}.bin`;
      hashes.set(name, createHash("sha256").update(bytes).digest("hex"));
      const offer = offerOf(bytes, { name });
      let acknowledged = 0;
      let last = "";
      for (let attempt = 0; last !== "done" && last !== "have"; attempt += 1) {
        expect(attempt, "the file never came through").toBeLessThan(MAX_ATTEMPTS);
        const lane = await openLane(companion.port, await ticketOf(browser));
        // The moment comes from the numbers of round and attempt: a failure can be played again.
        const dueMs = (round * 7919 + attempt * 613) % MAX_DUE_MS;
        const due = setTimeout(() => void companion?.kill(), dueMs);
        const outcome = await sendOver(lane, offer, bytes).catch(() => undefined);
        clearTimeout(due);
        if (outcome) {
          expect(outcome.resumedAt === -1 || outcome.resumedAt >= acknowledged).toBe(true);
          acknowledged = Math.max(acknowledged, outcome.resumedAt);
          last = outcome.last?.type ?? "";
        } else {
          await companion.kill();
          await companion.restart();
        }
      }
      finished += 1;
      const names = await readdir(path.join(companion.home, "Inbox"));
      expect(names).toHaveLength(finished);
    }
    for (const name of await readdir(path.join(companion.home, "Inbox"))) {
      const stored = await readFile(path.join(companion.home, "Inbox", name));
      expect(createHash("sha256").update(stored).digest("hex"), name).toBe(hashes.get(name));
    }
    const { objects } = await pagewire(companion.home, ["inbox"]);
    expect(objects).toHaveLength(ROUNDS);
    expect(await readdir(path.join(companion.home, ".state/staging"))).toEqual([]);
  });
});
