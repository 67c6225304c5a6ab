/** Which symbol the panel shows. */

import { describe, expect, it } from "vitest";
import { chooseSymbol } from "../../../entrypoints/sidepanel/symbol-choice.ts";

describe("the choice of a symbol", () => {
  it("is BTC-USD until the user picks one", () => {
    const choice = chooseSymbol({ picked: undefined, answered: false, patienceOver: false });
    expect(choice).toEqual({ shown: "BTC-USD", asked: ["BTC-USD"], note: undefined });
  });

  it("gives way to the simulated market when BTC-USD does not answer, and goes on asking for it", () => {
    const choice = chooseSymbol({ picked: undefined, answered: false, patienceOver: true });
    expect(choice).toMatchObject({ shown: "DEMO", asked: ["BTC-USD", "DEMO"] });
    expect(choice.note).toMatch(/^BTC-USD did not answer/);
  });

  it("goes back to BTC-USD once it is live, and stays there", () => {
    const choice = chooseSymbol({ picked: undefined, answered: true, patienceOver: true });
    expect(choice).toEqual({ shown: "BTC-USD", asked: ["BTC-USD"], note: undefined });
  });

  it.each(["ETH-USD", "BTC-USD", "DEMO"])("is never anything but the picked %s", (picked) => {
    for (const answered of [true, false]) {
      const choice = chooseSymbol({ picked, answered, patienceOver: true });
      expect(choice).toEqual({ shown: picked, asked: [picked], note: undefined });
    }
  });
});
