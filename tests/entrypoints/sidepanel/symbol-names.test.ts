/** What somebody means who types a part of a symbol. */

import { describe, expect, it } from "vitest";
import { completed, nameOf, suggested } from "../../../entrypoints/sidepanel/symbol-names.ts";

describe("a typed symbol", () => {
  it.each([
    ["btc", "BTC-USD"],
    [" Btc ", "BTC-USD"],
    ["btc-eur", "BTC-EUR"],
    ["btceur", "BTC-EUR"],
    ["eth/btc", "ETH-BTC"],
    ["sol usdt", "SOL-USDT"],
    ["solusdt", "SOL-USDT"],
    ["bitcoin", "BTC-USD"],
    ["bitcoin cash", "BCH-USD"],
    ["pepe", "PEPE-USD"],
    ["demo", "DEMO"],
    ["1inch", "1INCH-USD"],
  ])("%j is %s", (typed, symbol) => {
    expect(completed(typed)).toBe(symbol);
  });

  it.each(["", "bitcoin!", "a-b-c", "€", "x".repeat(30)])("%j is none", (typed) => {
    expect(completed(typed)).toBeUndefined();
  });
});

describe("the offered symbols", () => {
  it("are all, those of the user first and each once, while nothing is typed", () => {
    const all = suggested("", ["XLM-USD", "ETH-USD"]);
    expect(all.slice(0, 3)).toEqual(["XLM-USD", "ETH-USD", "BTC-USD"]);
    expect(new Set(all).size).toBe(all.length);
    expect(all).toContain("DEMO");
  });

  it("are those that begin like what is typed, by symbol or by name", () => {
    expect(suggested("et", [])).toEqual(["ETH-USD", "ETH-EUR", "ETH-BTC"]);
    expect(suggested("dogec", [])).toEqual(["DOGE-USD"]);
    expect(suggested("zzz", [])).toEqual([]);
    expect(nameOf("ETH-EUR")).toBe("Ethereum");
    expect(nameOf("PEPE-USD")).toBe("");
  });
});
