/** A long history in parts: each begins where the last one ended, and none is told twice or left out. */

import { describe, expect, it } from "vitest";
import { MAX_BARS } from "../../../../shared/protocol/limits.ts";
import { type Bar, utcSeconds } from "../../../../shared/protocol/price.ts";
import { playVenue } from "../played/played-venue.ts";
import { priceMap } from "../played/timeless-wires.ts";

const START_MS = Date.UTC(2026, 2, 3);
const BARS = MAX_BARS + 100;

describe("a history longer than one part", () => {
  it("comes whole, part after part", async () => {
    const { wire, venue } = priceMap;
    const played = playVenue(wire, START_MS, venue);
    const first = START_MS / 1000 - BARS * 60;
    const stored = Array.from(
      { length: BARS },
      (_, index): Bar => [utcSeconds(first + index * 60), 1, 2, 1, 2, index],
    );
    const series = { venue: wire.name, symbol: wire.symbol, resolution: 60 as const };
    played.history.write({ bars: stored.map((bar) => ({ ...series, bar, isComplete: true })) });
    const { part, leave } = await played.route.listen(60, {
      ...{ tick: () => undefined, bars: () => undefined, status: () => undefined },
    });
    const told: Bar[] = [];
    let from: number | undefined = first;
    while (from !== undefined) {
      const { bars, nextSeconds } = await part(60, from, START_MS / 1000);
      expect(bars.length).toBeLessThanOrEqual(MAX_BARS);
      expect(bars.length).toBeGreaterThan(0);
      told.push(...bars);
      from = nextSeconds;
    }
    expect(told).toEqual(stored);
    leave();
    await played.close();
  });
});
