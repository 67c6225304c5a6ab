/** Prices, changes and spans as they are shown. */

import { describe, expect, it } from "vitest";
import {
  changeBetween,
  decimalsOf,
  decimalsOfBars,
  priceDecimals,
  shownPrice,
  shownSpan,
} from "../../../shared/extension/prices/figures.ts";
import { type Bar, utcSeconds } from "../../../shared/protocol/price.ts";

const bar = (time: number, close: number): Bar => [utcSeconds(time), close, close + 1, close / 2, close, 1];

describe("a change", () => {
  it("is told by a sign as well as by colour, in percent and as an amount", () => {
    expect(changeBetween(100, 101.5, 2)).toEqual({
      direction: "up",
      percent: "1.50%",
      signedPercent: "+1.50%",
      amount: "+1.50",
    });
    expect(changeBetween(0.0002, 0.0001, 4)).toMatchObject({ direction: "down", percent: "50.00%" });
    expect(changeBetween(0.0002, 0.0001, 4).amount).toBe("−0.0001");
    expect(changeBetween(64_000, 64_268.4, 2).amount, "no digits that are noise").toBe("+268");
    expect(changeBetween(5, 5, 0)).toMatchObject({ direction: "none", percent: "0.00%", amount: "0" });
  });

  it("too small for its digits has no sign", () => {
    expect(changeBetween(64_000, 63_999.99, 2).signedPercent).toBe("0.00%");
  });
});

describe("a price", () => {
  it("is grouped and has the venue's digits, and no fewer than its currency", () => {
    expect(shownPrice("64012.5", priceDecimals("BTC-USD", 1))).toBe("64,012.50");
    expect(shownPrice("9512345", priceDecimals("BTC-JPY", 0))).toBe("9,512,345");
    expect(shownPrice("0.00000123", priceDecimals("SHIB-USD", 8))).toBe("0.00000123");
    expect(shownPrice("0.0523", priceDecimals("ETH-BTC", 4)), "no currency of a country").toBe("0.0523");
    expect(shownPrice("250", priceDecimals("DEMO", 0))).toBe("250.00");
    expect(shownPrice("1", priceDecimals("BTC-USDT", 0)), "no code of a currency").toBe("1");
  });
});

describe("a span", () => {
  it.each([
    [30, "1m"],
    [90 * 60, "90m"],
    [20 * 3600 + 59, "20h"],
    [24 * 3600, "24h"],
    [6 * 86_400, "6d"],
  ])("of %d s is %s", (seconds, shown) => {
    expect(shownSpan(seconds)).toBe(shown);
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
