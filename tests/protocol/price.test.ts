/** The words of the price topics: what is taken, and what is refused with which code. */

import { describe, expect, it } from "vitest";
import { MAX_BARS } from "../../shared/protocol/limits.ts";
import { decodeFeedStatus } from "../../shared/protocol/market/feed-status.ts";
import {
  barStart,
  completedSymbol,
  decodeBars,
  decodePriceHistory,
  decodePriceJoin,
  decodeTick,
  isDecimal,
  parsePriceTopic,
  parseSymbol,
  priceTopic,
  RESOLUTIONS,
  utcSeconds,
} from "../../shared/protocol/price.ts";
import { ProtocolError } from "../../shared/protocol/protocol-error.ts";

const bar = [1_700_000_040, 100, 102, 99.5, 101, 3.25];
const history = {
  symbol: "BTC-USD",
  venue: "coinbase",
  simulated: false,
  resolutionSeconds: 60,
  bars: [bar],
};
const tick = { price: "64000.10", time: 1_700_000_041_123, venue: "coinbase" };

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof ProtocolError) return error.code;
    throw error;
  }
  return "taken";
}

describe("a symbol", () => {
  it.each(["BTC-USD", "1INCH-EUR", "DEMO"])("%s is taken", (symbol) => {
    expect(parseSymbol(symbol)).toBe(symbol);
  });

  it.each([
    "",
    "BTC",
    "btc-usd",
    "BTC/USD",
    "BTC-USD-X",
    "BTC-",
    "DEMO ",
    "BTC-USD\n",
    `${"A".repeat(17)}-USD`,
  ])("%j is refused", (symbol) => {
    expect(codeOf(() => parseSymbol(symbol))).toBe("field_wrong");
  });
});

describe("a topic", () => {
  it("leads to its symbol and back", () => {
    expect(priceTopic("BTC-USD")).toBe("price:BTC-USD");
    expect(parsePriceTopic("price:DEMO")).toBe("DEMO");
  });

  it("of another kind, or without a proper symbol, is refused", () => {
    expect(codeOf(() => parsePriceTopic("inbox"))).toBe("unknown_word");
    expect(codeOf(() => parsePriceTopic("price:"))).toBe("field_wrong");
    expect(codeOf(() => priceTopic("../x"))).toBe("field_wrong");
  });
});

describe("a decimal", () => {
  it.each(["1", "0.00000123", "64000.10", "123456789012345678.1"])("%s is taken", (text) => {
    expect(isDecimal(text)).toBe(true);
  });

  it.each(["0", "0.00", "-1", "+1", "1e3", "01", ".5", "1.", "NaN", "Infinity", " 1", "1,000", "١"])(
    "%j is refused",
    (text) => {
      expect(isDecimal(text)).toBe(false);
    },
  );
});

describe("a join's payload", () => {
  it("asks for one of the resolutions, a minute unless it says otherwise", () => {
    expect(decodePriceJoin({})).toBe(60);
    expect(
      [1, 60, 300, 900, 3600, 14_400, 86_400].map((resolutionSeconds) =>
        decodePriceJoin({ resolutionSeconds }),
      ),
    ).toEqual([...RESOLUTIONS]);
  });

  it.each([5, "60", null, 0])("with the resolution %j is refused", (resolutionSeconds) => {
    expect(codeOf(() => decodePriceJoin({ resolutionSeconds }))).toBe("field_wrong");
  });

  it("that is no object is refused", () => {
    expect(codeOf(() => decodePriceJoin([60]))).toBe("malformed_frame");
  });
});

describe("a history", () => {
  it("is taken as the contract writes it", () => {
    expect(decodePriceHistory(history)).toEqual(history);
    const labelled = { ...history, venueLabel: "Coinbase Exchange" };
    expect(decodePriceHistory(labelled)).toEqual(labelled);
  });

  it.each([
    ["no object", null, "malformed_frame"],
    ["no symbol", { ...history, symbol: undefined }, "field_missing"],
    ["a wrong symbol", { ...history, symbol: "btc" }, "field_wrong"],
    ["no word on simulation", { ...history, simulated: "no" }, "field_wrong"],
    ["a resolution of its own", { ...history, resolutionSeconds: 120 }, "field_wrong"],
    ["bars that are no list", { ...history, bars: {} }, "field_wrong"],
    ["a short bar", { ...history, bars: [[1, 2, 3]] }, "field_wrong"],
    ["a time in milliseconds", { ...history, bars: [[1_700_000_040_000_000, 1, 1, 1, 1, 1]] }, "field_wrong"],
    ["a fractional time", { ...history, bars: [[1.5, 1, 1, 1, 1, 1]] }, "field_wrong"],
    ["a price that is a text", { ...history, bars: [[60, "1", 1, 1, 1, 1]] }, "field_wrong"],
    ["a price that is no number", { ...history, bars: [[60, Number.NaN, 1, 1, 1, 1]] }, "field_wrong"],
    ["a low above the close", { ...history, bars: [[60, 5, 6, 5, 4, 1]] }, "field_wrong"],
    ["a price below zero", { ...history, bars: [[60, 1, 1, -1, 1, 1]] }, "field_wrong"],
    ["a time twice", { ...history, bars: [bar, bar] }, "field_wrong"],
    ["too many bars", { ...history, bars: Array(MAX_BARS + 1).fill(bar) }, "field_too_large"],
  ])("with %s is refused", (_what, payload, code) => {
    expect(codeOf(() => decodePriceHistory(payload))).toBe(code);
  });
});

describe("a tick", () => {
  it("is taken with and without its bar", () => {
    expect(decodeTick(tick)).toEqual(tick);
    expect(decodeTick({ ...tick, bar })).toEqual({ ...tick, bar });
  });

  it.each([
    ["a price that is a number", { ...tick, price: 64000.1 }],
    ["a price of zero", { ...tick, price: "0.00" }],
    ["no time", { price: "1", venue: "coinbase" }],
    ["a time in microseconds", { ...tick, time: 1_700_000_041_123_000 }],
    ["a broken bar", { ...tick, bar: [1] }],
  ])("with %s is refused", (_what, payload) => {
    expect(codeOf(() => decodeTick(payload))).toBe("field_wrong");
  });
});

describe("a status", () => {
  it("is one of four words with a sentence", () => {
    expect(decodeFeedStatus({ state: "stale", detail: "Quiet." })).toEqual({
      state: "stale",
      detail: "Quiet.",
    });
    expect(codeOf(() => decodeFeedStatus({ state: "fine", detail: "" }))).toBe("field_wrong");
    expect(codeOf(() => decodeFeedStatus({ state: "live" }))).toBe("field_missing");
  });
});

describe("bars", () => {
  it("are taken in order only", () => {
    expect(decodeBars({ bars: [[60, 1, 1, 1, 1, 0], bar] })).toHaveLength(2);
    expect(codeOf(() => decodeBars({ bars: [bar, [60, 1, 1, 1, 1, 0]] }))).toBe("field_wrong");
  });

  it("begin on the grid of their resolution", () => {
    expect(barStart(1_700_000_041_999, 60)).toBe(1_700_000_040);
    expect(barStart(1_700_000_041_999, 1)).toBe(1_700_000_041);
    expect(barStart(1_700_000_041_999, 86_400)).toBe(1_699_920_000);
  });

  it("have no time in milliseconds: the mistake that kills a chart", () => {
    expect(codeOf(() => utcSeconds(1_700_000_041_999_000))).toBe("field_wrong");
    // @ts-expect-error A plain number is no UtcSeconds until it was checked.
    const unchecked: ReturnType<typeof utcSeconds> = 1_700_000_041;
    expect(utcSeconds(unchecked)).toBe(1_700_000_041);
  });
});

describe("what somebody types for a symbol", () => {
  it.each([
    ["btc", "BTC-USD"],
    [" eth-eur ", "ETH-EUR"],
    ["BTC-USD", "BTC-USD"],
    ["demo", "DEMO"],
    ["1inch", "1INCH-USD"],
    // What is none stays what it is, and is refused.
    ["bitcoin!", "BITCOIN!"],
    ["", ""],
    ["x".repeat(17), "X".repeat(17)],
  ])("%j means %s", (typed, symbol) => {
    expect(completedSymbol(typed)).toBe(symbol);
  });
});
