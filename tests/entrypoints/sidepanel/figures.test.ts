/** The panel's figures in words. */

import { describe, expect, it } from "vitest";
import { chartSummary } from "../../../entrypoints/sidepanel/chart-summary.ts";
import {
  decimalsOf,
  decimalsOfBars,
  describeAge,
  describeChange,
  tradeAgeMs,
} from "../../../entrypoints/sidepanel/figures.ts";
import { fullLabel, MarkKind, markLabel } from "../../../entrypoints/sidepanel/time-labels.ts";
import { type Bar, utcSeconds } from "../../../shared/protocol/price.ts";

const bar = (time: number, close: number): Bar => [utcSeconds(time), close, close + 1, close / 2, close, 1];

describe("an age", () => {
  it("counts by our own clock from the arrival, unless the trade was old news then", () => {
    expect(tradeAgeMs(100_000, 100_200, 102_200)).toBe(2000);
    expect(tradeAgeMs(104_000, 100_000, 102_000), "the exchange's clock is ahead").toBe(2000);
    expect(tradeAgeMs(100_000, 3_700_000, 3_702_000), "told an hour late").toBe(3_602_000);
    expect(tradeAgeMs(100_000, 100_000, 90_000), "our clock was set back").toBe(0);
  });

  it.each([
    [0, "just now"],
    [2999, "2 s ago"],
    [119_000, "119 s ago"],
    [120_000, "2 min ago"],
    [3 * 3_600_000, "3 h ago"],
    [4 * 86_400_000, "4 days ago"],
  ])("of %d ms reads %j", (ageMs, text) => {
    expect(describeAge(ageMs)).toBe(text);
  });
});

describe("a change", () => {
  it("is told by sign and arrow as well as by colour", () => {
    expect(describeChange(100, 101.5, 2)).toEqual({ direction: "up", text: "▲ +1.50 (+1.50 %)" });
    expect(describeChange(0.0002, 0.0001, 4)).toEqual({ direction: "down", text: "▼ −0.0001 (−50.00 %)" });
    expect(describeChange(5, 5, 0)).toEqual({ direction: "none", text: "0 (0.00 %)" });
  });
});

describe("decimals", () => {
  it("come from the venue's own digits", () => {
    expect(decimalsOf("64000")).toBe(0);
    expect(decimalsOf("64000.10")).toBe(2);
    expect(decimalsOf("0.00000123")).toBe(8);
    expect(decimalsOf("0.000000000000000001")).toBe(10);
  });

  it("come from the bars before the first tick", () => {
    expect(decimalsOfBars([])).toBe(0);
    expect(decimalsOfBars([bar(60, 1.25), bar(120, 2)])).toBe(2);
    expect(decimalsOfBars([bar(60, 0.00000123)])).toBe(8);
  });
});

describe("times on the chart", () => {
  const seconds = Date.UTC(2026, 0, 5, 23, 30, 15) / 1000;
  const berlin = { locale: "en-GB", timeZone: "Europe/Berlin" };

  it("are the viewer's, except for days, which are UTC days", () => {
    expect(markLabel(seconds, MarkKind.time, 60, berlin)).toBe("00:30");
    expect(markLabel(seconds, MarkKind.seconds, 1, berlin)).toBe("00:30:15");
    expect(markLabel(seconds, MarkKind.day, 3600, berlin)).toBe("6 Jan");
    expect(markLabel(seconds, MarkKind.day, 86_400, berlin)).toBe("5 Jan");
    expect(fullLabel(seconds, 60, berlin)).toBe("6 Jan 2026, 00:30");
    expect(fullLabel(seconds, 86_400, berlin)).toBe("5 Jan 2026");
  });
});

describe("the chart in words", () => {
  it("says what, how many, from when to when, and between which prices", () => {
    const bars = [bar(1_767_600_000, 10), bar(1_767_600_060, 12)];
    const view = { symbol: "BTC-USD", resolution: 60, bars, decimals: 2 } as const;
    expect(chartSummary(view, { locale: "en-GB", timeZone: "UTC" })).toBe(
      "Price chart of BTC-USD, one-minute bars: 2 from 5 Jan 2026, 08:00 to 5 Jan 2026, 08:01, between 5.00 and 13.00.",
    );
    expect(chartSummary({ ...view, symbol: "DEMO", bars: [] })).toBe(
      "Price chart of DEMO (Simulated), one-minute bars: none yet.",
    );
  });
});
