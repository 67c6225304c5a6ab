import { describe, expect, it } from "vitest";
import { runSchedule } from "./simulation/schedule.ts";

const BATCHES = 20;
/** With parcels besides. */
const PARCEL_BATCHES = 5;
const SCHEDULES = 1_000;
/** `SEED=123 npx vitest run tests/transfer/simulation.test.ts` replays one schedule and tells its story. */
const replayed = process.env.SEED === undefined ? undefined : Number(process.env.SEED);
const ranges =
  replayed === undefined
    ? Array.from({ length: BATCHES }, (_, batch) => [batch * SCHEDULES, (batch + 1) * SCHEDULES] as const)
    : [[replayed, replayed + 1] as const];
const parcelRanges = replayed === undefined ? ranges.slice(0, PARCEL_BATCHES) : ranges;

describe("a file, whatever happens", () => {
  it.each(ranges)(
    "arrives once and whole, and nothing acknowledged is lost: schedules %i to %i",
    async (first, end) => {
      const outcomes = new Map<string, number>();
      let fetched = 0;
      for (let seed = first; seed < end; seed += 1) {
        const result = await runSchedule(seed);
        if (replayed !== undefined) console.info(result.story.join("\n"), result);
        expect(result.broken, `seed ${seed}: ${result.story.join(", ")}`).toEqual([]);
        fetched += result.fetched;
        outcomes.set(result.outcome, (outcomes.get(result.outcome) ?? 0) + 1);
      }
      // Most arrive; only what its source gave up does not.
      const allowed = ["finished", "source_gone", "source_changed"];
      expect([...outcomes.keys()].filter((name) => !allowed.includes(name))).toEqual([]);
      if (replayed === undefined) expect(fetched).toBeGreaterThan(SCHEDULES);
      if (replayed === undefined) expect(outcomes.get("finished") ?? 0).toBeGreaterThan(SCHEDULES * 0.8);
    },
    120_000,
  );

  it.each(parcelRanges)(
    "arrives once and whole as a parcel too, or in pieces after one: schedules %i to %i",
    async (first, end) => {
      let finished = 0;
      for (let seed = first; seed < end; seed += 1) {
        const result = await runSchedule(seed, 0.7);
        if (replayed !== undefined) console.info(result.story.join("\n"), result);
        expect(result.broken, `seed ${seed}: ${result.story.join(", ")}`).toEqual([]);
        if (result.outcome === "finished") finished += 1;
      }
      if (replayed === undefined) expect(finished).toBeGreaterThan(SCHEDULES * 0.8);
    },
    120_000,
  );
});
