/** Streams that tell a price alone, or whatever the user's settings find in them: exactly the bars of what was told. */

import { describe, expect, it } from "vitest";
import type { Venue } from "../../../../companion/prices/venues/venue.ts";
import { type Bar, RESOLUTIONS } from "../../../../shared/protocol/price.ts";
import { playVenue, venueNamed } from "./played-venue.ts";
import { coincapWire, priceMap, tradeList } from "./timeless-wires.ts";
import { generatedTrades, recordedLines, seeded, simpleBars, type Trade } from "./trades.ts";
import type { Wire } from "./wires/wire.ts";

const START_MS = Date.UTC(2026, 2, 3, 23, 57, 7, 123);
const DEAF = { tick: () => undefined, status: () => undefined, bars: () => undefined };
const CUT_MS = 4_000;
/** All lengths but the longest are over after this. */
const AFTER_MS = 5 * 3_600_000;

interface Play {
  readonly pace: number;
  readonly cuts?: boolean;
  /** Some told twice, some after later ones: only where a trade has a number and a time. */
  readonly disturbed?: boolean;
}

/** Plays it, and holds every bar outside of what is told as a gap, or as fetched later, against a simple sum. */
async function expectTheBars(wire: Wire, venue: Venue, trades: readonly Trade[], how: Play): Promise<void> {
  const isTimed = wire === tradeList.wire;
  const played = playVenue(wire, START_MS - 5_000, venue);
  for (const resolution of RESOLUTIONS) await played.route.listen(resolution, DEAF);
  await played.pass(5_000);
  const random = seeded(3);
  const told: Trade[] = [];
  let before = trades[0]?.receivedMs ?? START_MS;
  let mendAtMs = Number.POSITIVE_INFINITY;
  for (const [index, trade] of trades.entries()) {
    played.clock.advance(Math.max(0, trade.receivedMs - before) * how.pace);
    before = Math.max(before, trade.receivedMs);
    const nowMs = played.clock.wallMs();
    if (how.cuts && mendAtMs === Number.POSITIVE_INFINITY && random() < 0.004) {
      played.cut();
      mendAtMs = nowMs + CUT_MS;
    } else if (nowMs >= mendAtMs) {
      mendAtMs = Number.POSITIVE_INFINITY;
      played.mend();
    }
    // Without a time of its own a price is as old as its arrival.
    told.push(isTimed ? trade : { ...trade, timeMs: nowMs, size: "0" });
    played.trades = told;
    const again = how.disturbed && random() < 0.1 ? trades[Math.max(0, index - 5)] : undefined;
    for (const said of [trade, ...(again ? [again] : [])]) played.say(wire.trade(said));
    if (index % 50 === 0) await played.settle();
  }
  played.mend();
  await played.pass(AFTER_MS, 60_000);
  played.writer.flush();
  for (const resolution of RESOLUTIONS.filter((length) => length < 86_400)) {
    const { history } = await played.route.listen(resolution, DEAF);
    const unsure = [...history.gaps, ...history.filled];
    const isSure = ([time]: Bar) => !unsure.some(([begin, end]) => time >= begin && time < end);
    const expected = simpleBars(told, resolution).filter(isSure);
    const series = { venue: wire.name, symbol: wire.symbol, resolution };
    const kept = played.history.between(series, 0, 4_000_000_000).filter(isSure);
    expect(kept, `${wire.name} ${resolution} s`).toEqual(expected);
    if (resolution === 1) expect(expected.length).toBeGreaterThan(2);
  }
  await played.close();
  expect(played.clock.pending()).toBe(0);
}

const VENUES: readonly (readonly [string, Wire, Venue])[] = [
  ["CoinCap", coincapWire, venueNamed("coincap")],
  ["a map of names to prices", priceMap.wire, priceMap.venue],
  ["a list of trades", tradeList.wire, tradeList.venue],
];
const SPEEDS: readonly (readonly [string, Play])[] = [
  ["as it was", { pace: 1 }],
  ["ten times as fast", { pace: 0.1 }],
  ["with cuts", { pace: 1, cuts: true }],
];

/** As a recording has them, where it is at hand. */
function recordedPrices(): readonly Trade[] | undefined {
  const lines = recordedLines("binance-spot-trades-btc-eth-20240808.recv.jsonl.gz");
  const firstMs = Number(BigInt(lines?.[0]?.split(" ")[0] ?? "0") / 1_000_000n);
  return lines?.flatMap((line, index): Trade[] => {
    const space = line.indexOf(" ");
    const { data } = JSON.parse(line.slice(space + 1)) as { data: { s: string; p: string; q: string } };
    if (data.s !== "BTCUSDT") return [];
    const receivedMs = START_MS + Number(BigInt(line.slice(0, space)) / 1_000_000n) - firstMs;
    return [{ id: index, price: data.p, size: data.q, timeMs: receivedMs, receivedMs }];
  });
}

describe.each(VENUES)("%s", (_name, wire, venue) => {
  it.each(SPEEDS)("played %s makes exactly the bars of what it tells", async (_how, how) => {
    await expectTheBars(wire, venue, generatedTrades(1_500, START_MS), how);
  });

  it("with the prices of a recording, where it is at hand, too", async ({ skip }) => {
    const trades = recordedPrices();
    if (!trades) return skip();
    await expectTheBars(wire, venue, trades, { pace: 1 });
  });

  it("takes what is no price of its own for nothing", () => {
    const trades = venue.parse(wire.stranger).filter(({ kind }) => kind === "trade");
    expect(trades).toEqual([]);
  });
});

describe("a stream that numbers its trades", () => {
  it("counts what is told twice, or late, once", async () => {
    await expectTheBars(tradeList.wire, tradeList.venue, generatedTrades(1_500, START_MS), {
      ...{ pace: 1, disturbed: true },
    });
  });
});

describe("a stream that is cut for hours", () => {
  it("has one gap until now behind its last bar, in every length, however short", async () => {
    const { wire, venue } = priceMap;
    const played = playVenue(wire, START_MS, venue);
    const listening = RESOLUTIONS.map((resolution) => played.route.listen(resolution, DEAF));
    await Promise.all(listening);
    await played.pass(1_000);
    for (let price = 100; price < 140; price++) {
      played.say([JSON.stringify({ bitcoin: String(price) })]);
      await played.pass(1_000);
    }
    played.cut();
    await played.pass(AFTER_MS, 60_000);
    for (const resolution of [1, 60, 300] as const) {
      const { history } = await played.route.listen(resolution, DEAF);
      const running = Math.floor(played.clock.wallMs() / 1000 / resolution) * resolution;
      const lastBar = history.bars.at(-1)?.[0] ?? 0;
      const [from, to] = history.gaps.at(-1) ?? [0, 0];
      expect(to, `${resolution} s`).toBe(running);
      expect(from - lastBar, `${resolution} s`).toBeLessThanOrEqual(resolution);
      expect(history.bars.length).toBeGreaterThan(0);
    }
    await played.close();
  });
});
