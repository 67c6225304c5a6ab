/** A venue played in this process, in a time of the test's own: its stream and its candles, and what can go wrong with them. */

import { DatabaseSync } from "node:sqlite";
import { BarWriter } from "../../../../companion/prices/bars/bar-writer.ts";
import { BarHistory } from "../../../../companion/prices/bars/history.ts";
import { VenueCandles } from "../../../../companion/prices/book/venue-candles.ts";
import { VenueSupervisor } from "../../../../companion/prices/feed/supervisor.ts";
import { SymbolRoute } from "../../../../companion/prices/feed/symbol-route.ts";
import { MarketError } from "../../../../companion/prices/market-error.ts";
import { venuesOf } from "../../../../companion/prices/symbols/venue-order.ts";
import type { Venue } from "../../../../companion/prices/venues/venue.ts";
import type { FeedEvents, OpenFeed } from "../../../../companion/prices/web/connections.ts";
import { message } from "../../../../shared/texts/message.ts";
import { type ManualClock, manualClock } from "../manual-clock.ts";
import type { Trade } from "./trades.ts";
import type { Wire } from "./wires/wire.ts";

export interface PlayedVenue {
  readonly clock: ManualClock;
  readonly route: SymbolRoute;
  readonly history: BarHistory;
  readonly writer: BarWriter;
  /** How often the venue was dialled, and how often its candles were asked for. */
  dials(): number;
  asked(): number;
  /** Says something on the stream, where one is open. */
  say(frames: readonly string[]): void;
  /** Cuts the stream; it is not taken again before `mend`. */
  cut(): void;
  mend(): void;
  /** A new connection is taken, and nobody says anything on it. */
  answerCandles(how: "well" | "failing" | "empty"): void;
  /** What the exchange has traded so far, for snapshots and candles. */
  trades: readonly Trade[];
  /** The exchange's time. */
  nowMs: () => number;
  /** Lets promises and time go on. */
  pass(ms: number, stepMs?: number): Promise<void>;
  settle(): Promise<void>;
  close(): Promise<void>;
}

export function venueNamed(name: string): Venue {
  const venue = venuesOf({ venues: { coincap: { key: "k" } } }).find((one) => one.name === name);
  if (!venue) throw new Error(`There is no venue ${name}.`);
  return venue;
}

export function playVenue(wire: Wire, startWallMs: number, venue = venueNamed(wire.name)): PlayedVenue {
  const clock = manualClock(startWallMs);
  const database = new DatabaseSync(":memory:");
  const log = () => undefined;
  let events: FeedEvents | undefined;
  let isUp = true;
  let dials = 0;
  let asked = 0;
  let mode: "well" | "failing" | "empty" = "well";
  const openFeed: OpenFeed = (heard) => {
    dials += 1;
    const mine = heard;
    const cancel = clock.after(5, () => {
      if (!isUp) return mine.closed("nobody is there", "unreachable");
      events = mine;
      mine.opened();
    });
    return {
      send: (frame) => {
        if (events === mine)
          for (const said of wire.answer(frame, played.trades, played.nowMs())) mine.text(said);
      },
      close: () => {
        cancel();
        if (events === mine) events = undefined;
      },
    };
  };
  const fetchText = (path: string) => {
    asked += 1;
    if (mode === "failing")
      return Promise.reject(
        new MarketError("candles_unavailable", message("market.candles-status", { host: "x", status: 503 })),
      );
    return Promise.resolve(wire.candles(path, mode === "empty" ? [] : played.trades, played.nowMs()));
  };
  const supervisor = new VenueSupervisor({ venue, openFeed, clock, random: () => 0.3, log });
  const candles = new VenueCandles({ ...venue, restPauseMs: 0 }, fetchText, clock);
  const history = new BarHistory(database);
  const writer: BarWriter = new BarWriter({
    history,
    clock,
    log,
    gather: () => {
      const batches = route.takeChanged();
      return {
        bars: batches.flatMap(({ bars }) => bars),
        knowledge: batches.flatMap(({ knowledge = [] }) => knowledge),
        heard: batches.flatMap(({ heard = [] }) => heard),
      };
    },
  });
  const route: SymbolRoute = new SymbolRoute({
    symbol: wire.symbol,
    candidates: [{ venue, supervisor, candles }],
    ...{ history, writer, clock, log },
    random: () => 0.3,
    onIdle: () => undefined,
  });
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  const played: PlayedVenue = {
    ...{ clock, route, history, writer, settle },
    trades: [],
    nowMs: () => clock.wallMs(),
    dials: () => dials,
    asked: () => asked,
    say: (frames) => {
      for (const frame of frames) events?.text(frame);
    },
    cut: () => {
      isUp = false;
      const mine = events;
      events = undefined;
      mine?.closed("cut");
    },
    mend: () => {
      isUp = true;
    },
    answerCandles: (how) => {
      mode = how;
    },
    async pass(ms, stepMs = 1_000) {
      for (let at = 0; at < ms; at += stepMs) {
        clock.advance(Math.min(stepMs, ms - at));
        await settle();
      }
    },
    async close() {
      writer.close();
      await route.close(new MarketError("closed", message("market.closed")));
      supervisor.close();
      database.close();
    },
  };
  return played;
}
