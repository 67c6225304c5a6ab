/** What can go wrong with a venue, one fault after another: the price is never told as live when it is old, and no hole is left. */

import { expect } from "vitest";
import type { FeedStatus, Resolution } from "../../../../shared/protocol/price.ts";
import { type PlayedVenue, playVenue, venueNamed } from "./played-venue.ts";
import { seeded, simpleBars, type Trade } from "./trades.ts";
import type { Wire } from "./wires/wire.ts";

/** The exchange trades all the time: so long after the venue's own patience nothing may be called live without a trade. */
const MARGIN_MS = 2_500;
/** What is younger may still be on its way. */
const SETTLED_MS = 180_000;
const START_MS = Date.UTC(2026, 2, 3, 10, 0, 7);
const STEP_MS = 250;

type Fault = (world: World) => Promise<void> | void;

/** The exchange goes on by itself: a few trades a second, whoever hears them. */
class World {
  readonly wire: Wire;
  readonly played: PlayedVenue;
  readonly random: () => number;
  readonly trades: Trade[] = [];
  readonly states: FeedStatus[] = [];
  /** What the exchange says is heard: trades, beats. */
  isSilent = false;
  hasTrades = true;
  hasBeats = true;
  /** How far the exchange's clock is ahead of ours. */
  aheadMs = 0;
  /** When the last price came out at the other end. */
  tickMs = 0;

  constructor(wire: Wire, seed: number) {
    this.wire = wire;
    this.random = seeded(seed);
    this.played = playVenue(wire, START_MS);
    this.played.trades = this.trades;
    this.played.nowMs = () => this.nowMs();
  }

  nowMs(): number {
    return this.played.clock.wallMs() + this.aheadMs;
  }

  async run(ms: number): Promise<void> {
    for (let at = 0; at < ms; at += STEP_MS) {
      this.#trade();
      await this.played.pass(STEP_MS, STEP_MS);
      if (at % 1_000 === 0 && this.hasBeats && !this.isSilent) this.#beat();
      this.#check();
    }
  }

  say(frames: readonly string[]): void {
    this.played.say(frames);
  }

  #trade(): void {
    if (this.random() > 0.5) return;
    const last = this.trades.at(-1);
    const price = (60_000 + Math.floor(this.random() * 10_000) / 100).toFixed(2);
    const timeMs = Math.max(this.nowMs() - Math.floor(this.random() * 100), last?.timeMs ?? 0);
    const trade = { id: (last?.id ?? 500) + 1, price, size: "0.25000000", timeMs, receivedMs: 0 };
    this.trades.push(trade);
    if (this.isSilent || !this.hasTrades) return;
    this.say(this.wire.trade(trade));
  }

  #beat(): void {
    const beat = this.wire.beat(this.trades.at(-1), this.nowMs());
    if (beat !== undefined) this.say([beat]);
  }

  /** An old price is never live: not without any frame, and not where trades are named that did not come. */
  #check(): void {
    if (this.states.at(-1)?.state !== "live") return;
    const ageMs = this.played.clock.monotonicMs() - this.tickMs;
    expect(ageMs, `${this.wire.name}: live with a price of ${ageMs} ms`).toBeLessThan(
      venueNamed(this.wire.name).staleAfterMs + MARGIN_MS,
    );
  }
}

const FAULTS: Readonly<Record<string, Fault>> = {
  async silence(world) {
    world.isSilent = true;
    await world.run(5_000 + world.random() * 40_000);
    world.isSilent = false;
  },
  async "half-open"(world) {
    // The line stands and nothing comes over it, not even an answer; later it is cut.
    world.isSilent = true;
    await world.run(20_000);
    world.played.cut();
    world.isSilent = false;
    world.played.mend();
  },
  garbage(world) {
    world.say([
      "",
      "null",
      "[]",
      "{",
      "<html>502</html>",
      "0",
      '"x"',
      '{"type":5,"e":[],"event":{}}',
      "\u0000",
    ]);
  },
  "a stranger's symbol"(world) {
    world.say([world.wire.stranger]);
  },
  async flood(world) {
    const last = world.trades.at(-1);
    if (last) for (let count = 0; count < 3_000; count++) world.say(world.wire.trade(last));
    await world.run(1_000);
  },
  async "a cut"(world) {
    world.played.cut();
    await world.run(500 + world.random() * 20_000);
    world.played.mend();
  },
  async "a long cut"(world) {
    world.played.cut();
    await world.run(120_000);
    world.played.mend();
  },
  "a cut of a moment"(world) {
    world.played.cut();
    world.played.mend();
  },
  async "a planned close"(world) {
    if (world.wire.goodbye !== undefined) world.say([world.wire.goodbye]);
    await world.run(2_000);
  },
  async "beats without trades"(world) {
    world.hasTrades = false;
    await world.run(4_000 + world.random() * 20_000);
    world.hasTrades = true;
  },
  async "trades without beats"(world) {
    world.hasBeats = false;
    await world.run(8_000);
    world.hasBeats = true;
  },
  async "lost trades"(world) {
    for (let count = 0; count < 4; count++) {
      world.hasTrades = false;
      await world.run(750);
      world.hasTrades = true;
      await world.run(1_500);
    }
  },
  async "candles that fail"(world) {
    world.played.answerCandles("failing");
    await FAULTS["a cut"]?.(world);
    await world.run(20_000);
    world.played.answerCandles("well");
  },
  async "candles that are empty"(world) {
    world.played.answerCandles("empty");
    await FAULTS["a cut"]?.(world);
    await world.run(20_000);
    world.played.answerCandles("well");
  },
  async "a clock that runs behind"(world) {
    world.aheadMs += 1_270;
    await world.run(2_000);
  },
  async sleep(world) {
    world.played.clock.jumpWall(600_000);
    await world.run(2_000);
  },
  async "a clock that is set back"(world) {
    // Ours alone: the exchange's goes on.
    world.played.clock.jumpWall(-30_000);
    world.aheadMs += 30_000;
    await world.run(5_000);
  },
  "trades told twice"(world) {
    for (const trade of world.trades.slice(-20)) world.say(world.wire.trade(trade));
  },
  "trades out of order"(world) {
    for (const trade of world.trades.slice(-20).reverse()) world.say(world.wire.trade(trade));
  },
  async "a maintenance of minutes"(world) {
    world.played.cut();
    await world.run(200_000);
    world.played.mend();
  },
};
export const FAULT_NAMES = Object.keys(FAULTS);

/** Goes through so many faults, in an order of the seed's, and then looks at what is left. */
export async function goThrough(wire: Wire, count: number, seed: number): Promise<void> {
  const world = new World(wire, seed);
  const { played, random } = world;
  const lengths: readonly Resolution[] = [1, 60, 300, 900];
  for (const resolution of lengths) {
    await played.route.listen(resolution, {
      tick: () => {
        world.tickMs = played.clock.monotonicMs();
      },
      bars: () => undefined,
      status: (status) => {
        if (resolution === 60) world.states.push(status);
      },
    });
  }
  await world.run(10_000);
  const order = Array.from({ length: count }, (_, index) => FAULT_NAMES[index % FAULT_NAMES.length] ?? "");
  for (const name of order.sort(() => random() - 0.5)) {
    await FAULTS[name]?.(world);
    await world.run(2_000 + random() * 8_000);
  }
  const dials = played.dials();
  // Then all is well, for as long as the longest pause.
  await world.run(900_000);
  expect(world.states.at(-1)?.state).toBe("live");
  expect(played.dials() - dials, "no storm, and no dial without a reason").toBeLessThanOrEqual(2);
  expect(dials, "never more than a dial a second").toBeLessThan(played.clock.monotonicMs() / 1_000);
  await expectNoHole(world, lengths);
  await played.close();
  expect(played.clock.pending()).toBe(0);
}

async function expectNoHole({ wire, played, trades }: World, lengths: readonly Resolution[]): Promise<void> {
  played.writer.flush();
  const own = venueNamed(wire.name).candleResolutions;
  for (const resolution of lengths.filter((length) => own.includes(length))) {
    const { history } = await played.route.listen(resolution, {
      tick: () => undefined,
      bars: () => undefined,
      status: () => undefined,
    });
    const from = Math.floor((trades[0]?.timeMs ?? 0) / 1000 / resolution + 1) * resolution;
    expect(
      history.gaps.filter(([, to]) => to > from),
      `${wire.name} ${resolution} s`,
    ).toEqual([]);
    const to = Math.floor((played.clock.wallMs() - SETTLED_MS) / 1000 / resolution) * resolution;
    const series = { venue: wire.name, symbol: wire.symbol, resolution };
    const kept = played.history.between(series, from, to, 100_000);
    const expected = simpleBars(trades, resolution).filter(([time]) => time >= from && time < to);
    expect(kept, `${wire.name} ${resolution} s`).toEqual(expected);
  }
}
