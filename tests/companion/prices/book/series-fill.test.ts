/** Filling holes: newest first, gently, again and again, and never believing a venue that says nothing. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SeriesKnowledge } from "../../../../companion/prices/bars/history.ts";
import { SeriesFill } from "../../../../companion/prices/book/series-fill.ts";
import {
  CANDLE_PAGES,
  CANDLES_BACKOFF,
  EMPTY_REPLIES,
  MAX_RETRY_AFTER_MS,
} from "../../../../companion/prices/limits.ts";
import { MarketError } from "../../../../companion/prices/market-error.ts";
import type { CandleRange } from "../../../../companion/prices/venues/venue.ts";
import type { Gap } from "../../../../shared/protocol/market/gaps.ts";
import { type Bar, utcSeconds } from "../../../../shared/protocol/price.ts";
import { message } from "../../../../shared/texts/message.ts";
import { untilHolds } from "../../../support/until-holds.ts";
import { manualClock } from "../manual-clock.ts";

const t0 = Date.UTC(2026, 0, 5, 10, 0, 30);
const minute = (t0 - 30_000) / 1000;
const PAGE = 300;

type Answer = "candles" | "nothing" | "failure" | "busy" | "half";

/** A venue that trades each minute but those it is told of, and answers as it is told. */
function setUp(
  options: {
    knowledge?: SeriesKnowledge;
    reach?: number;
    oldest?: number;
    isQuiet?: (time: number) => boolean;
  } = {},
) {
  const clock = manualClock(t0);
  const ranges: CandleRange[] = [];
  const answers: Answer[] = [];
  const held = new Map<number, Bar>();
  const abort = new AbortController();
  const failed: unknown[] = [];
  const fetch = (range: CandleRange): Promise<readonly Bar[]> => {
    ranges.push(range);
    const answer = answers.shift() ?? "candles";
    const host = "venue";
    if (answer === "failure")
      return Promise.reject(
        new MarketError("candles_unavailable", message("market.candles-status", { host, status: 503 })),
      );
    if (answer === "busy")
      return Promise.reject(
        new MarketError("candles_unavailable", message("market.candles-status", { host, status: 429 }), {
          retryAfterMs: 120_000,
        }),
      );
    const bars: Bar[] = [];
    const half = (range.fromSeconds + range.toSeconds) / 2;
    const to = answer === "nothing" ? 0 : answer === "half" ? half : range.toSeconds;
    for (let time: number = range.fromSeconds; time <= to && time * 1000 <= clock.wallMs(); time += 60)
      if (!options.isQuiet?.(time)) bars.push([utcSeconds(time), 1, 1, 1, 1, 1]);
    return Promise.resolve(bars);
  };
  const fill = new SeriesFill(
    {
      venue: "coinbase",
      symbol: "BTC-USD",
      resolution: 60,
      confirms: false,
      candles: {
        fetch,
        has: () => true,
        pageBars: () => PAGE,
        reachBars: () => options.reach ?? Number.POSITIVE_INFINITY,
      },
      clock,
      random: () => 0.5,
      signal: abort.signal,
      nowMs: () => clock.wallMs(),
      take: (bars) => {
        for (const bar of bars) held.set(bar[0], bar);
        return false;
      },
      hasBars: (from, to) => [...held.keys()].some((time) => time >= from && time < to),
      oldestSeconds: () => options.oldest,
      failed: (error) => failed.push(error),
      changed: () => undefined,
    },
    options.knowledge,
  );
  const close = async () => {
    abort.abort();
    await fill.close();
  };
  /** Lets promises run, and then time go on. */
  const pass = async (ms: number, stepMs = 1_000) => {
    for (let at = 0; at < ms; at += stepMs) {
      clock.advance(stepMs);
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const gaps = (): readonly Gap[] => fill.gaps(0, Number.POSITIVE_INFINITY).gaps;
  return { fill, clock, ranges, answers, held, failed, close, pass, gaps };
}

const known = (open: readonly Gap[], knownFromSeconds = minute - 100_000 * 60): SeriesKnowledge => ({
  venue: "coinbase",
  symbol: "BTC-USD",
  resolution: 60,
  knownFromSeconds,
  open,
  filled: [],
});

describe("filling a series", () => {
  it("asks for the newest page first, answers with it, and goes on with older ones", async () => {
    const { fill, ranges, held, close, gaps } = setUp();
    await fill.ensure();
    expect(ranges[0]).toMatchObject({ fromSeconds: minute - 299 * 60, toSeconds: minute });
    await untilHolds(() => expect(gaps()).toEqual([]));
    expect(held.size).toBe(CANDLE_PAGES * PAGE);
    const asked = ranges.map(({ toSeconds }) => toSeconds);
    expect(asked).toEqual([...asked].sort((a, b) => b - a));
    await close();
  });

  it("asks only for what is missing, once a series is known", async () => {
    const { fill, ranges, close, gaps } = setUp({ knowledge: known([[minute - 600, minute - 300]]) });
    await fill.ensure();
    expect(ranges).toHaveLength(1);
    expect(ranges[0]?.fromSeconds).toBe(minute - 600);
    expect(gaps()).toEqual([]);
    expect(fill.gaps(0, Number.POSITIVE_INFINITY).filled).toEqual([[minute - 600, minute - 300]]);
    await close();
  });

  it("knows what lies between bars that another length has left here and now as a hole", async () => {
    const oldest = minute - 4 * CANDLE_PAGES * PAGE * 60;
    const { fill, close, gaps } = setUp({ oldest });
    expect(gaps()).toEqual([[oldest, minute]]);
    await fill.ensure();
    expect(gaps()[0]?.[0]).toBe(oldest);
    await close();
  });

  it("fills a whole weekend, page after page", async () => {
    const { fill, ranges, close, gaps } = setUp({ knowledge: known([[minute - 60 * 3600, minute - 60]]) });
    await fill.ensure();
    await untilHolds(() => expect(gaps()).toEqual([]));
    expect(ranges.length).toBeGreaterThanOrEqual(12);
    await close();
  });

  it.each<[string, Answer[]]>([
    ["503", ["failure", "failure", "failure"]],
    ["429", ["busy"]],
    ["nothing", ["nothing", "nothing", "nothing", "nothing"]],
    ["half of it", ["half", "half", "half"]],
  ])("asks again with growing pauses after %s, until it is filled", async (_what, bad) => {
    const { fill, clock, ranges, answers, held, close, pass, gaps } = setUp({
      knowledge: known([[minute - 600, minute - 300]]),
    });
    held.set(minute - 300, [utcSeconds(minute - 300), 1, 1, 1, 1, 1]);
    answers.push(...bad);
    await fill.ensure();
    const asked: number[] = [];
    for (let second = 0; second < 900 && gaps().length > 0; second++) {
      const before = ranges.length;
      await pass(1_000);
      if (ranges.length > before) asked.push(clock.monotonicMs());
    }
    expect(gaps()).toEqual([]);
    const pauses = asked.map((at, index) => at - (asked[index - 1] ?? 1_000));
    if (_what === "503" || _what === "nothing")
      expect(pauses, "each longer than the one before").toEqual([...pauses].sort((a, b) => a - b));
    if (_what === "429") expect(pauses[0]).toBeGreaterThanOrEqual(120_000 - 1_000);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(Math.max(CANDLES_BACKOFF.ceilingMs, MAX_RETRY_AFTER_MS));
    await close();
  });

  it("believes that nothing was traded only where known bars follow, or after many replies", async () => {
    const isQuiet = (time: number) => time >= minute - 600 && time < minute - 300;
    const first = setUp({ knowledge: known([[minute - 600, minute - 300]]), isQuiet });
    await first.fill.ensure();
    expect(first.gaps(), "bars behind it say that the reply is whole").toEqual([]);
    await first.close();
    const second = setUp({ knowledge: known([[minute - 600, minute]]), isQuiet: () => true });
    await second.fill.ensure();
    await second.pass(5_000);
    expect(second.gaps()).toHaveLength(1);
    await second.pass(EMPTY_REPLIES * CANDLES_BACKOFF.ceilingMs, 5_000);
    expect(second.gaps()).toEqual([]);
    expect(second.ranges.length).toBeLessThan(EMPTY_REPLIES + 4);
    await second.close();
  });

  it("asks for a bar that still runs once, and again when it is over", async () => {
    const { fill, ranges, close, pass, gaps } = setUp({ knowledge: known([[minute, minute + 60]]) });
    await fill.ensure();
    await pass(20_000);
    expect(ranges).toHaveLength(1);
    await pass(20_000);
    expect(ranges).toHaveLength(2);
    expect(gaps()).toEqual([]);
    await close();
  });

  it("does not ask for what the venue's candles do not reach", async () => {
    const { fill, ranges, close, gaps } = setUp({
      knowledge: known([[minute - 6000 * 60, minute - 4000 * 60]]),
      reach: 720,
    });
    await fill.ensure();
    expect(ranges).toEqual([]);
    expect(gaps()).toHaveLength(1);
    await close();
  });

  it("reaches further back when it is asked to", async () => {
    const { fill, ranges, held, close } = setUp();
    await fill.want(minute - 2000 * 60, minute - 1900 * 60);
    expect(held.has(minute - 1950 * 60)).toBe(true);
    expect(Math.min(...ranges.map(({ fromSeconds }) => fromSeconds))).toBe(minute - 2000 * 60);
    await close();
  });

  it("asks not in a rush, however often trades are lost", async () => {
    const { fill, clock, ranges, close, pass } = setUp({ knowledge: known([]) });
    await fill.ensure();
    for (let second = 0; second < 60; second++) {
      fill.miss(clock.wallMs() - 120_000, clock.wallMs() - 119_000);
      await pass(1_000);
    }
    expect(ranges.length).toBeLessThan(12);
    expect(ranges.length).toBeGreaterThan(2);
    await close();
  });

  it("ends with its owner, and leaves no timer", async () => {
    const { fill, clock, answers, close } = setUp({ knowledge: known([[minute - 600, minute - 300]]) });
    answers.push("failure");
    await fill.ensure();
    await close();
    expect(clock.pending()).toBe(0);
  });

  it("leaves no hole behind whatever the venue answers for a while, and whenever holes come", async () => {
    const steps = fc.array(
      fc.record({
        answer: fc.constantFrom<Answer>("candles", "nothing", "failure", "half", "busy"),
        missFrom: fc.integer({ min: 1, max: 2000 }),
        missFor: fc.integer({ min: 1, max: 50 }),
        passMs: fc.integer({ min: 1, max: 60 }),
      }),
      { minLength: 1, maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(steps, async (list) => {
        const { fill, clock, answers, close, pass, gaps } = setUp({ knowledge: known([]) });
        await fill.ensure();
        for (const { answer, missFrom, missFor, passMs } of list) {
          answers.push(answer);
          const from = clock.wallMs() - missFrom * 60_000;
          fill.miss(from, from + missFor * 60_000);
          await pass(passMs * 1_000, 10_000);
        }
        await pass(7_200_000, 30_000);
        expect(gaps()).toEqual([]);
        await close();
        expect(clock.pending()).toBe(0);
      }),
      { numRuns: 15 },
    );
  });
});
