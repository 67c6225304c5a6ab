/** Bars in a real SQLite file: kept once, never made worse, read from the end. */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { BarWriter } from "../../../../companion/prices/bars/bar-writer.ts";
import { BarHistory, type StoredBar } from "../../../../companion/prices/bars/history.ts";
import { FLUSH_INTERVAL_MS, RETENTION_MS } from "../../../../companion/prices/limits.ts";
import { MAX_BARS } from "../../../../shared/protocol/limits.ts";
import { type Resolution, utcSeconds } from "../../../../shared/protocol/price.ts";
import { manualClock } from "../manual-clock.ts";

const series = { venue: "coinbase", symbol: "BTC-USD", resolution: 60 } as const;
function row(time: number, close: number, isComplete: boolean, resolution: Resolution = 60): StoredBar {
  return { ...series, resolution, bar: [utcSeconds(time), 1, 9, 1, close, 2], isComplete };
}

let folder: string;
let database: DatabaseSync;
const reopen = () => {
  database.close();
  database = new DatabaseSync(join(folder, "prices.db"));
  return new BarHistory(database);
};
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "pagewire-history-"));
  database = new DatabaseSync(join(folder, "prices.db"));
  database.exec("PRAGMA journal_mode = WAL");
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

describe("the history", () => {
  it("keeps a bar once however often it is written, and the newest word on it", () => {
    const history = new BarHistory(database);
    history.write({ bars: [row(60, 3, false), row(120, 4, false)] });
    history.write({ bars: [row(60, 5, false)] });
    history.write({ bars: [row(60, 5, false)] });
    expect(history.last(series)).toEqual([
      [60, 1, 9, 1, 5, 2],
      [120, 1, 9, 1, 4, 2],
    ]);
    expect(history.last({ ...series, resolution: 3600 })).toEqual([]);
    expect(history.last({ ...series, symbol: "ETH-USD" })).toEqual([]);
  });

  it("lets no bar heard in part replace a complete one", () => {
    const history = new BarHistory(database);
    history.write({ bars: [row(60, 3, true)] });
    history.write({ bars: [row(60, 5, false)] });
    expect(history.last(series)[0]?.[4]).toBe(3);
    history.write({ bars: [row(60, 6, true)] });
    expect(history.last(series)[0]?.[4]).toBe(6);
  });

  it("survives a restart, with what was heard and what is missing", () => {
    new BarHistory(database).write({
      bars: [row(60, 3, false), row(120, 4, true), row(180, 5, false)],
      knowledge: [
        {
          ...series,
          knownFromSeconds: 60,
          open: [
            [60, 120],
            [180, 240],
          ],
          filled: [[120, 180]],
        },
      ],
      heard: [{ venue: "coinbase", symbol: "BTC-USD", heardToMs: 185_500.5 }],
    });
    const history = reopen();
    expect(history.last(series).map(([time]) => time)).toEqual([60, 120, 180]);
    expect(history.heardToMs("coinbase", "BTC-USD")).toBe(185_500.5);
    expect(history.heardToMs("coinbase", "ETH-USD")).toBeUndefined();
    expect(history.knowledge("coinbase", "BTC-USD")).toEqual([
      {
        ...series,
        knownFromSeconds: 60,
        open: [
          [60, 120],
          [180, 240],
        ],
        filled: [[120, 180]],
      },
    ]);
    expect(history.knowledge("kraken", "BTC-USD")).toEqual([]);
  });

  it.each([
    ["UPDATE price_series SET known_from = 9223372036854775807 WHERE resolution = 60"],
    ["UPDATE price_series SET known_from = -5 WHERE resolution = 60"],
    ["UPDATE price_holes SET ends = 9223372036854775807 WHERE resolution = 60"],
    ["INSERT INTO price_holes VALUES ('coinbase', 'BTC-USD', 60, 60, 9223372036854775807, 1)"],
  ])("leaves out a series that is damaged, and no other: %s", (damage) => {
    const known = (resolution: Resolution) => ({ ...series, resolution, knownFromSeconds: 60 });
    const lists = { open: [[60, 120]] as [number, number][], filled: [] };
    const knowledge = [
      { ...known(60), ...lists },
      { ...known(3600), ...lists },
    ];
    new BarHistory(database).write({ bars: [row(60, 3, true)], knowledge });
    database.exec(damage);
    database.exec("INSERT INTO price_series VALUES ('coinbase', 'BTC-USD', 9223372036854775807, 0)");
    const log = vi.fn();
    const history = new BarHistory(database, log);
    expect(history.knowledge("coinbase", "BTC-USD")).toEqual([knowledge[1]]);
    expect(log).toHaveBeenCalledExactlyOnceWith("prices.series-damaged", series);
    // Asked for anew, it is as good as before.
    history.write({ bars: [], knowledge });
    expect(history.knowledge("coinbase", "BTC-USD")).toEqual(knowledge);
  });

  it("was heard to no moment that there is not", () => {
    const history = new BarHistory(database);
    history.write({ bars: [], heard: [{ venue: "coinbase", symbol: "BTC-USD", heardToMs: 1e300 }] });
    expect(history.heardToMs("coinbase", "BTC-USD")).toBeUndefined();
  });

  it("answers with the bars of a span, the first of them", () => {
    const history = new BarHistory(database);
    history.write({ bars: Array.from({ length: 10 }, (_, index) => row(60 * index, 3, true)) });
    expect(history.between(series, 120, 300, 2).map(([time]) => time)).toEqual([120, 180]);
    expect(history.between(series, 120, 240).map(([time]) => time)).toEqual([120, 180]);
  });

  it("answers with the last bars only, and keeps the others", () => {
    const history = new BarHistory(database);
    history.write({
      bars: Array.from({ length: MAX_BARS + 10 }, (_, index) => row(60 * (index + 1), 3, true)),
    });
    const bars = history.last(series);
    expect(bars).toHaveLength(MAX_BARS);
    expect(bars[0]?.[0]).toBe(60 * 11);
  });

  it("prunes what is past its time, by resolution", () => {
    const history = new BarHistory(database);
    const nowSeconds = 1_790_000_000;
    const kept = (RETENTION_MS[1] ?? 0) / 1000;
    history.write({
      bars: [
        row(nowSeconds - kept - 1, 3, true, 1),
        row(nowSeconds - kept, 3, true, 1),
        row(nowSeconds - kept - 1, 3, true, 3600),
      ],
    });
    history.prune(nowSeconds * 1000);
    expect(history.last({ ...series, resolution: 1 })).toHaveLength(1);
    expect(history.last({ ...series, resolution: 3600 })).toHaveLength(1);
  });

  it("writes all of a batch or nothing of it", () => {
    const history = new BarHistory(database);
    const impossible = { ...row(120, 4, true), symbol: null as unknown as string };
    expect(() => history.write({ bars: [row(60, 3, true), impossible] })).toThrow();
    expect(history.last(series)).toEqual([]);
    history.write({ bars: [row(60, 3, true)] });
    expect(history.last(series)).toHaveLength(1);
  });
});

describe("the writer", () => {
  it("writes what changed in one batch, seldom, and the rest when it closes", () => {
    const history = new BarHistory(database);
    const clock = manualClock(1_790_000_000_000);
    const write = vi.spyOn(history, "write");
    let changed = [row(60, 3, true), row(120, 4, false)];
    const gather = () => ({ bars: changed.splice(0) });
    const writer = new BarWriter({ history, clock, log: () => undefined, gather });
    writer.add([row(60, 2, false)]);
    clock.advance(FLUSH_INTERVAL_MS);
    expect(write).toHaveBeenCalledTimes(1);
    expect(history.last(series).map((bar) => bar[4])).toEqual([3, 4]);
    clock.advance(10 * FLUSH_INTERVAL_MS);
    expect(write.mock.calls.filter(([{ bars }]) => bars.length > 0)).toHaveLength(1);
    changed = [row(180, 5, false)];
    writer.close();
    expect(history.last(series)).toHaveLength(3);
    expect(clock.pending()).toBe(0);
  });

  it("keeps what a refused write would have lost, and says so", () => {
    const history = new BarHistory(database);
    const clock = manualClock(1_790_000_000_000);
    const log = vi.fn();
    const writer = new BarWriter({ history, clock, log, gather: () => ({ bars: [] }) });
    writer.add([row(60, 3, true)]);
    database.exec("PRAGMA query_only = 1");
    clock.advance(FLUSH_INTERVAL_MS);
    expect(log).toHaveBeenCalledWith("bars.not-written", expect.objectContaining({ bars: 1 }));
    database.exec("PRAGMA query_only = 0");
    clock.advance(FLUSH_INTERVAL_MS);
    expect(history.last(series)).toHaveLength(1);
    writer.close();
  });
});
