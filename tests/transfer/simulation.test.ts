import { describe, expect, it } from "vitest";
import { runSchedule } from "./simulation/schedule.ts";

/** `SEED=123 npx vitest run tests/transfer/simulation.test.ts` replays one schedule and tells its story. */
const replayed = process.env.SEED;
const BATCHES = 20;
const SCHEDULES = 1_000;

describe.runIf(replayed !== undefined)("one schedule", () => {
  it(`of seed ${replayed}`, async () => {
    const result = await runSchedule(Number(replayed));
    console.info(result.story.join("\n"), result);
    expect(result.broken).toEqual([]);
  });
});

describe.runIf(replayed === undefined)("a file, whatever happens", () => {
  it.each(Array.from({ length: BATCHES }, (_, batch) => batch))(
    `arrives once and whole, and nothing acknowledged is lost: ${SCHEDULES} schedules, batch %i`,
    async (batch) => {
      const outcomes = new Map<string, number>();
      for (let seed = batch * SCHEDULES; seed < (batch + 1) * SCHEDULES; seed += 1) {
        const result = await runSchedule(seed);
        expect(result.broken, `seed ${seed}: ${result.story.join(", ")}`).toEqual([]);
        outcomes.set(result.outcome, (outcomes.get(result.outcome) ?? 0) + 1);
      }
      // Most arrive; only what its source gave up does not.
      expect(outcomes.get("finished") ?? 0).toBeGreaterThan(SCHEDULES * 0.8);
      expect(
        [...outcomes.keys()]
          .sort()
          .filter((name) => !["finished", "source_gone", "source_changed"].includes(name)),
      ).toEqual([]);
    },
    60_000,
  );
});
