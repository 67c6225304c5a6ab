import { describe, expect, it } from "vitest";
import { checkedSettings, readableSettings } from "../../../shared/extension/store/settings.ts";

describe("stored settings", () => {
  it("lose one that can't be read, and keep the others", () => {
    const stored = { symbol: "ETH-EUR", chart: "hexagons", starred: ["BTC-USD"], theme: 7, unknown: true };
    expect(readableSettings(stored)).toEqual({ symbol: "ETH-EUR", starred: ["BTC-USD"] });
  });

  it.each([undefined, null, "settings", 4, []])("are none where %j is stored", (stored) => {
    expect(readableSettings(stored)).toEqual({});
  });

  it("from a file are taken whole or not at all", () => {
    expect(checkedSettings({ symbol: "ETH-EUR", chart: "hexagons" })).toBeUndefined();
  });
});
