/** The saved table: numbers as they came, gaps told, names that say what is in it. */

import { expect, it } from "vitest";
import { csvOf, savedName } from "../../../../entrypoints/sidepanel/sheets/csv.ts";
import { type Bar, utcSeconds } from "../../../../shared/protocol/price.ts";

const bar = (time: number): Bar => [utcSeconds(time), 10, 12.5, 8, 1e-7, 1];

it("a saved table has a line for each bar and for each slot of a gap, none for quiet ones", () => {
  const slots = [bar(60), [utcSeconds(120)] as const, [utcSeconds(180)] as const, bar(240)];
  const holes = [
    { kind: "unknown", first: 1, last: 1 },
    { kind: "quiet", first: 2, last: 2 },
    { kind: "filled", first: 3, last: 3 },
  ] as const;
  expect(csvOf({ slots, holes }).split("\r\n")).toEqual([
    "time,open,high,low,close,volume,note",
    "1970-01-01T00:01:00.000Z,10,12.5,8,1e-7,1,",
    "1970-01-01T00:02:00.000Z,,,,,,gap",
    "1970-01-01T00:04:00.000Z,10,12.5,8,1e-7,1,filled",
    "",
  ]);
  expect(savedName({ symbol: "BTC-USD", resolution: 60, bars: [bar(240)] })).toBe(
    "BTC-USD-60s-1970-01-01T0004Z",
  );
});
