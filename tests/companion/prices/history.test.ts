/** Bars in a real SQLite file: kept once, never made worse, read from the end. */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { startBarWriter } from "../../../companion/prices/bar-writer.ts";
import { openBarHistory, type StoredBar } from "../../../companion/prices/history.ts";
import { FLUSH_INTERVAL_MS, RETENTION_MS } from "../../../companion/prices/limits.ts";
import { MAX_BARS } from "../../../shared/protocol/limits.ts";
import { type Resolution, utcSeconds } from "../../../shared/protocol/price.ts";
import { manualClock } from "./manual-clock.ts";

const series = { venue: "coinbase", symbol: "BTC-USD", resolution: 60 } as const;
function row(time: number, close: number, complete: boolean, resolution: Resolution = 60): StoredBar {
  return { ...series, resolution, bar: [utcSeconds(time), 1, 9, 1, close, 2], complete };
}

let folder: string;
let database: DatabaseSync;
const reopen = () => {
  database.close();
  database = new DatabaseSync(join(folder, "prices.db"));
  return openBarHistory(database);
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
    const history = openBarHistory(database);
    history.write([row(60, 3, false), row(120, 4, false)]);
    history.write([row(60, 5, false)]);
    history.write([row(60, 5, false)]);
    expect(history.last(series)).toEqual([
      [60, 1, 9, 1, 5, 2],
      [120, 1, 9, 1, 4, 2],
    ]);
    expect(history.last({ ...series, resolution: 3600 })).toEqual([]);
    expect(history.last({ ...series, symbol: "ETH-USD" })).toEqual([]);
  });

  it("lets no bar heard in part replace a complete one", () => {
    const history = openBarHistory(database);
    history.write([row(60, 3, true)]);
    history.write([row(60, 5, false)]);
    expect(history.last(series)[0]?.[4]).toBe(3);
    history.write([row(60, 6, true)]);
    expect(history.last(series)[0]?.[4]).toBe(6);
  });

  it("survives a restart except for the last open bar of each series, which is not trusted", () => {
    const hourly = { ...series, resolution: 3600 } as const;
    openBarHistory(database).write([
      row(60, 3, false),
      row(120, 4, true),
      row(180, 5, false),
      row(3600, 7, true, 3600),
    ]);
    const history = reopen();
    expect(history.last(series).map(([time]) => time)).toEqual([60, 120]);
    expect(history.last(hourly)).toHaveLength(1);
    expect(history.lastCompleteSeconds(series)).toBe(120);
    expect(history.open(series)).toBeUndefined();
  });

  it("tells the bar that is still open", () => {
    const history = openBarHistory(database);
    history.write([row(60, 3, true), row(120, 4, false)]);
    expect(history.open(series)?.[0]).toBe(120);
    expect(history.lastCompleteSeconds(series)).toBe(60);
    expect(history.lastCompleteSeconds({ ...series, symbol: "ETH-USD" })).toBeUndefined();
  });

  it("answers with the last bars only, and keeps the others", () => {
    const history = openBarHistory(database);
    history.write(Array.from({ length: MAX_BARS + 10 }, (_, index) => row(60 * (index + 1), 3, true)));
    const bars = history.last(series);
    expect(bars).toHaveLength(MAX_BARS);
    expect(bars[0]?.[0]).toBe(60 * 11);
  });

  it("prunes what is past its time, by resolution", () => {
    const history = openBarHistory(database);
    const nowSeconds = 1_790_000_000;
    const kept = (RETENTION_MS[1] ?? 0) / 1000;
    history.write([
      row(nowSeconds - kept - 1, 3, true, 1),
      row(nowSeconds - kept, 3, true, 1),
      row(nowSeconds - kept - 1, 3, true, 3600),
    ]);
    history.prune(nowSeconds * 1000);
    expect(history.last({ ...series, resolution: 1 })).toHaveLength(1);
    expect(history.last({ ...series, resolution: 3600 })).toHaveLength(1);
  });

  it("writes all of a batch or nothing of it", () => {
    const history = openBarHistory(database);
    const impossible = { ...row(120, 4, true), symbol: null as unknown as string };
    expect(() => history.write([row(60, 3, true), impossible])).toThrow();
    expect(history.last(series)).toEqual([]);
    history.write([row(60, 3, true)]);
    expect(history.last(series)).toHaveLength(1);
  });
});

describe("the writer", () => {
  it("writes what changed once a second in one batch, and the rest when it closes", () => {
    const history = openBarHistory(database);
    const clock = manualClock(1_790_000_000_000);
    const write = vi.spyOn(history, "write");
    let changed = [row(60, 3, true), row(120, 4, false)];
    const gather = () => changed.splice(0);
    const writer = startBarWriter({ history, clock, log: () => undefined, gather });
    writer.add([row(60, 2, false)]);
    clock.advance(FLUSH_INTERVAL_MS);
    expect(write).toHaveBeenCalledTimes(1);
    expect(history.last(series).map((bar) => bar[4])).toEqual([3, 4]);
    clock.advance(10 * FLUSH_INTERVAL_MS);
    expect(write).toHaveBeenCalledTimes(1);
    changed = [row(180, 5, false)];
    writer.close();
    expect(history.last(series)).toHaveLength(3);
    expect(clock.pending()).toBe(0);
  });

  it("keeps what a refused write would have lost, and says so", () => {
    const history = openBarHistory(database);
    const clock = manualClock(1_790_000_000_000);
    const log = vi.fn();
    const writer = startBarWriter({ history, clock, log, gather: () => [] });
    writer.add([row(60, 3, true)]);
    database.exec("PRAGMA query_only = 1");
    clock.advance(FLUSH_INTERVAL_MS);
    expect(log).toHaveBeenCalledWith("price_history_not_written", expect.objectContaining({ bars: 1 }));
    database.exec("PRAGMA query_only = 0");
    clock.advance(FLUSH_INTERVAL_MS);
    expect(history.last(series)).toHaveLength(1);
    writer.close();
  });
});
