import { describe, expect, it } from "vitest";
import { runSchedule } from "./simulation/schedule.ts";

const BATCHES = 20;
const SCHEDULES = 1_000;
/** `SEED=123 npx vitest run tests/transfer/simulation.test.ts` replays one schedule and tells its story. */
const replayed = process.env.SEED === undefined ? undefined : Number(process.env.SEED);
const ranges =
  replayed === undefined
    ? Array.from({ length: BATCHES }, (_, batch) => [batch * SCHEDULES, (batch + 1) * SCHEDULES] as const)
    : [[replayed, replayed + 1] as const];

describe("a file, whatever happens", () => {
  it.each(ranges)(
    "arrives once and whole, and nothing acknowledged is lost: schedules %i to %i",
    async (first, end) => {
      const outcomes = new Map<string, number>();
      for (let seed = first; seed < end; seed += 1) {
        const result = await runSchedule(seed);
        if (replayed !== undefined) console.info(result.story.join("\n"), result);
        expect(result.broken, `seed ${seed}: ${result.story.join(", ")}`).toEqual([]);
        outcomes.set(result.outcome, (outcomes.get(result.outcome) ?? 0) + 1);
      }
      // Most arrive; only what its source gave up does not.
      const allowed = ["finished", "source_gone", "source_changed"];
      expect([...outcomes.keys()].filter((name) => !allowed.includes(name))).toEqual([]);
      if (replayed === undefined) expect(outcomes.get("finished") ?? 0).toBeGreaterThan(SCHEDULES * 0.8);
    },
    120_000,
  );
});
