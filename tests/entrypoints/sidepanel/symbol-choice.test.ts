/** Which symbol the panel shows. */

import { describe, expect, it } from "vitest";
import { type ChoiceFacts, chooseSymbol } from "../../../entrypoints/sidepanel/symbol-choice.ts";

const NOTHING: ChoiceFacts = {
  picked: undefined,
  hasAnswered: false,
  isPatienceOver: false,
  wantsStandIn: false,
};
const alone = (symbol: string) => ({ wanted: symbol, shown: symbol, asked: [symbol] });

describe("the choice of a symbol", () => {
  it("is BTC-USD until the user picks one", () => {
    expect(chooseSymbol(NOTHING)).toEqual(alone("BTC-USD"));
  });

  it("stays BTC-USD when it does not answer, with the simulated market in its place, and goes on asking for it", () => {
    expect(chooseSymbol({ ...NOTHING, isPatienceOver: true })).toEqual({
      wanted: "BTC-USD",
      shown: "DEMO",
      asked: ["BTC-USD", "DEMO"],
    });
  });

  it("shows BTC-USD again once it is live, and stays there", () => {
    expect(chooseSymbol({ ...NOTHING, hasAnswered: true, isPatienceOver: true })).toEqual(alone("BTC-USD"));
  });

  it.each(["ETH-USD", "BTC-USD", "DEMO"])("is never anything but the picked %s", (picked) => {
    for (const hasAnswered of [true, false]) {
      expect(chooseSymbol({ ...NOTHING, picked, hasAnswered, isPatienceOver: true })).toEqual(alone(picked));
    }
  });

  it("shows the simulated market in place of a picked one only where the user asks for it", () => {
    expect(chooseSymbol({ ...NOTHING, picked: "ETH-USD", wantsStandIn: true })).toEqual({
      wanted: "ETH-USD",
      shown: "DEMO",
      asked: ["ETH-USD", "DEMO"],
    });
    expect(chooseSymbol({ ...NOTHING, picked: "DEMO", wantsStandIn: true })).toEqual(alone("DEMO"));
  });
});
