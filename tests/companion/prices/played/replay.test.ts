/** Recordings played at any speed, with cuts, repetitions and disorder: the bars are exactly those of a simple sum. */

import { describe, expect, it } from "vitest";
import { type Bar, RESOLUTIONS, type Resolution } from "../../../../shared/protocol/price.ts";
import { type PlayedVenue, playVenue, venueNamed } from "./played-venue.ts";
import { generatedTrades, recordedLines, seeded, simpleBars, type Trade } from "./trades.ts";
import { binanceWireOf } from "./wires/binance.ts";
import type { Wire } from "./wires/wire.ts";
import { WIRES } from "./wires.ts";

const RECORDING = "binance-spot-trades-btc-eth-20240808.recv.jsonl.gz";
/** Just before midnight, as the recording is: all lengths of a bar end with it. */
const START_MS = Date.UTC(2026, 2, 3, 23, 57, 7, 123);
/** Time for what failed to be asked again. */
const QUIET_MS = 120_000;
const DEAF = { tick: () => undefined, status: () => undefined, bars: () => undefined };

interface Play {
  /** How fast: what a second of the recording takes of ours; 0 is as fast as it goes. */
  readonly pace: number;
  readonly cuts?: boolean;
  readonly repeats?: boolean;
  readonly disorder?: boolean;
}

/** Frames in the order they are said: some twice, some after later ones. */
function disturbed(trades: readonly Trade[], { repeats, disorder }: Play): readonly Trade[] {
  const random = seeded(7);
  const said = trades.map((trade) => ({
    trade,
    at: trade.receivedMs + (disorder && random() < 0.05 ? random() * 400 : 0),
  }));
  if (repeats)
    for (const trade of trades)
      if (random() < 0.1) said.push({ trade, at: trade.receivedMs + random() * 900 });
  return said.sort((a, b) => a.at - b.at).map(({ trade }) => trade);
}

async function play(wire: Wire, trades: readonly Trade[], how: Play): Promise<PlayedVenue> {
  const first = trades[0]?.receivedMs ?? START_MS;
  const played = playVenue(wire, first - 5_000);
  // The exchange goes on while nobody hears it.
  let reached = 0;
  played.nowMs = () => Math.max(played.clock.wallMs() + 2_000, reached);
  for (const resolution of RESOLUTIONS) await played.route.listen(resolution, DEAF);
  await played.pass(5_000);
  const random = seeded(11);
  let before = first;
  let mendAt = 0;
  const told: Trade[] = [];
  for (const trade of disturbed(trades, how)) {
    const waitMs = Math.max(0, trade.receivedMs - before) * how.pace;
    before = Math.max(before, trade.receivedMs);
    if (waitMs > 0) played.clock.advance(waitMs);
    told.push(trade);
    reached = Math.max(reached, trade.timeMs);
    played.trades = told;
    if (how.cuts && mendAt === 0 && random() < 0.002) {
      played.cut();
      mendAt = trade.receivedMs + 1_000 + random() * 8_000;
    } else if (mendAt > 0 && trade.receivedMs >= mendAt) {
      mendAt = 0;
      played.mend();
      // Time for the next dial, also where the recording is played faster than that.
      if (how.pace < 1) await played.pass(2_000);
    }
    played.say(wire.trade(trade));
    if (told.length % 50 === 0) {
      const beat = wire.beat(told.at(-1), trade.timeMs);
      if (beat !== undefined) played.say([beat]);
      await played.settle();
    }
  }
  played.mend();
  played.trades = [...told].sort((a, b) => a.timeMs - b.timeMs || a.id - b.id);
  // Quiet until midnight is past, by the exchange's clock: every bar is over then.
  const lastMs = trades.at(-1)?.timeMs ?? 0;
  reached = Math.max(reached, lastMs);
  const midnight = Math.ceil(lastMs / 86_400_000) * 86_400_000;
  const aheadMs = played.nowMs() - played.clock.wallMs();
  played.nowMs = () => played.clock.wallMs() + aheadMs;
  while (played.nowMs() < midnight + QUIET_MS) {
    await played.pass(1_000);
    const beat = wire.beat(played.trades.at(-1), played.nowMs());
    if (beat !== undefined) played.say([beat]);
  }
  played.writer.flush();
  return played;
}

/** The bars that were kept of the trades' time. */
function keptBars(
  played: PlayedVenue,
  wire: Wire,
  resolution: Resolution,
  trades: readonly Trade[],
): readonly Bar[] {
  const [from, to] = [trades[0]?.timeMs ?? 0, trades.at(-1)?.timeMs ?? 0].map((ms) => Math.floor(ms / 1000));
  const series = { venue: wire.name, symbol: wire.symbol, resolution };
  return played.history.between(series, (from ?? 0) - resolution, (to ?? 0) + 1);
}

/** Every bar outside of what is told as a gap; where the venue has candles of that length there is no gap left. */
async function expectTheBars(played: PlayedVenue, wire: Wire, trades: readonly Trade[]): Promise<void> {
  for (const resolution of RESOLUTIONS) {
    const { history } = await played.route.listen(resolution, DEAF);
    const venue = venueNamed(wire.name);
    const hasCandles =
      venue.candleResolutions.some((own) => resolution % own === 0 && own > 1) ||
      (resolution === 1 && venue.candleResolutions.includes(1));
    const from = Math.floor((trades[0]?.timeMs ?? 0) / 1000);
    const to = Math.floor((trades.at(-1)?.timeMs ?? 0) / 1000);
    const gaps = history.gaps.filter(([begin, end]) => end > from && begin <= to);
    if (hasCandles) expect(gaps, `${wire.name} ${resolution} s`).toEqual([]);
    const isKnown = ([time]: Bar) => !gaps.some(([begin, end]) => time >= begin && time < end);
    const expected = simpleBars(trades, resolution).filter(isKnown);
    expect(
      keptBars(played, wire, resolution, trades).filter(isKnown),
      `${wire.name} ${resolution} s`,
    ).toEqual(expected);
    expect(expected.length).toBeGreaterThan(0);
  }
}

const SPEEDS: readonly (readonly [string, Play])[] = [
  ["as it was", { pace: 1 }],
  ["a hundred times as fast", { pace: 0.01 }],
  ["as fast as it goes", { pace: 0 }],
  ["with repetitions and disorder", { pace: 1, repeats: true, disorder: true }],
  ["with cuts", { pace: 1, cuts: true }],
  ["fast, with cuts, repetitions and disorder", { pace: 0.01, cuts: true, repeats: true, disorder: true }],
];

describe.each(WIRES.map((wire) => [wire.name, wire] as const))(
  "a generated recording of %s",
  (_name, wire) => {
    it.each(SPEEDS)("played %s makes exactly the bars of its trades", async (_how, how) => {
      const trades = generatedTrades(1_500, START_MS);
      const played = await play(wire, trades, how);
      await expectTheBars(played, wire, trades);
      await played.close();
      expect(played.clock.pending()).toBe(0);
    });
  },
);

/** Of the recording one symbol's trades, with the times at which they came. */
function recordedTrades(pair: string): readonly Trade[] | undefined {
  return recordedLines(RECORDING)?.flatMap((line): Trade[] => {
    const space = line.indexOf(" ");
    const { data } = JSON.parse(line.slice(space + 1)) as {
      data: { s: string; t: number; p: string; q: string; T: number };
    };
    if (data.s !== pair) return [];
    const receivedMs = Number(BigInt(line.slice(0, space)) / 1_000_000n);
    return [{ id: data.t, price: data.p, size: data.q, timeMs: data.T, receivedMs }];
  });
}

describe.each([
  ["BTC", SPEEDS],
  ["ETH", SPEEDS.filter((_, index) => index === 0 || index === SPEEDS.length - 1)],
] as const)("the recording of Binance, where it is at hand: %s", (coin, speeds) => {
  it.for(speeds)("played %s makes exactly the bars of its trades", async ([, how], { skip }) => {
    const trades = recordedTrades(`${coin}USDT`);
    if (!trades) return skip();
    const wire = binanceWireOf(coin);
    const played = await play(wire, trades, how);
    await expectTheBars(played, wire, trades);
    await played.close();
  });
});
