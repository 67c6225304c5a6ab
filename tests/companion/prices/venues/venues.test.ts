/** The list of venues: whom a symbol leads to. */

import { describe, expect, it } from "vitest";
import { venuesOf } from "../../../../companion/prices/symbols/venue-order.ts";

const VENUES = venuesOf();

describe("the venues", () => {
  it("have names of their own in lower case, and labels for people", () => {
    const names = VENUES.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { name, label } of VENUES) {
      expect(name).toMatch(/^[a-z][a-z0-9-]*$/);
      expect(label).toMatch(/^[A-Z]/);
    }
  });

  it.each([
    ["BTC-USD", "coinbase", "Coinbase Exchange"],
    ["DEMO", "demo", "Simulated market"],
  ])("trade %s at %s, which people call %s", (symbol, name, label) => {
    expect(VENUES.find((venue) => venue.trades(symbol))).toMatchObject({ name, label });
  });

  it("keep the simulated market out of the real pairs", () => {
    const trading = VENUES.filter((venue) => venue.trades("DEMO"));
    expect(trading.map(({ isSimulated }) => isSimulated)).toEqual([true]);
  });
});
