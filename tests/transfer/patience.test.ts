import { describe, expect, it } from "vitest";
import { LANE_SILENCE_MS, LANE_STALL_MS, LANE_WAIT_MS } from "../../shared/protocol/limits.ts";
import { Patience, type Verdict } from "../../shared/transfer/patience.ts";

/** At each look: what there is to see, and what is to be done. */
type Looks = readonly (readonly [isOurTurn: boolean, newBytes: number, verdict: Verdict])[];

const quiet: Looks[number] = [false, 0, undefined];
const ours: Looks[number] = [true, 0, "say-wait"];
const coming: Looks[number] = [false, 1, "say-wait"];
const many = (look: Looks[number], count: number): Looks => Array.from({ length: count }, () => look);

describe("patience with the other end", () => {
  it.each<[string, Looks]>([
    ["ends when it was silent for too long", [quiet, quiet, [false, 0, "silent"]]],
    ["never ends while it waits for us, and tells it so", many(ours, 100)],
    ["begins anew when our turn is over", [...many(ours, 5), quiet, quiet, [false, 0, "silent"]]],
    [
      "counts bytes of a frame that is not finished as life",
      [...many(coming, 5), quiet, quiet, [false, 0, "silent"]],
    ],
    [
      "ends where bytes come for ever and no word does",
      [...many(coming, LANE_STALL_MS / LANE_WAIT_MS - 1), [false, 1, "stalled"]],
    ],
  ])("%s", (_, looks) => {
    const patience = new Patience(0);
    let nowMs = 0;
    let seenBytes = 0;
    for (const [isOurTurn, newBytes, verdict] of looks) {
      nowMs += LANE_WAIT_MS;
      seenBytes += newBytes;
      expect([nowMs, patience.look({ nowMs, isOurTurn, seenBytes })]).toEqual([nowMs, verdict]);
    }
  });

  it("begins anew with each word", () => {
    const patience = new Patience(0);
    for (let nowMs = 0; nowMs < 10 * LANE_STALL_MS; nowMs += LANE_WAIT_MS) {
      patience.heard(nowMs);
      expect(
        patience.look({ nowMs: nowMs + LANE_SILENCE_MS - 1, isOurTurn: false, seenBytes: 0 }),
      ).toBeUndefined();
    }
  });
});
