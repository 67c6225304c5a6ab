/** The chart's times, and the chart in words. */

import { describe, expect, it } from "vitest";
import { barInWords, chartSummary } from "../../../../entrypoints/sidepanel/chart/chart-summary.ts";
import {
  fullLabel,
  MarkKind,
  markLabel,
  tagLabel,
} from "../../../../entrypoints/sidepanel/chart/time-labels.ts";
import { type Bar, utcSeconds } from "../../../../shared/protocol/price.ts";

const bar = (time: number, close: number): Bar => [utcSeconds(time), close, close + 1, close / 2, close, 1];

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

  it("say one bar as it is read aloud", () => {
    expect(barInWords(bar(1_767_600_000, 10), 60, 2, { locale: "en-GB", timeZone: "UTC" })).toBe(
      "5 Jan 2026, 08:00: open 10.00, high 11.00, low 5.00, close 10.00",
    );
    expect(tagLabel(1_767_600_000, 86_400, { locale: "en-GB" })).toBe("5 Jan");
  });
});
