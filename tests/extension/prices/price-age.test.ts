import { expect, it } from "vitest";
import { noteTrade, priceAgeMs } from "../../../shared/extension/prices/price-age.ts";

it("a price's age does not depend on whether this computer's clock is right", () => {
  const hourAheadMs = 3_600_000;
  noteTrade(1_000_000, 1_000_080 + hourAheadMs);
  expect(priceAgeMs(1_000_000, 1_005_080 + hourAheadMs)).toBe(5_000);
  // Another that came faster says more of the difference of both clocks.
  noteTrade(1_004_000, 1_004_030 + hourAheadMs);
  expect(priceAgeMs(1_000_000, 1_005_080 + hourAheadMs)).toBe(5_050);
  expect(priceAgeMs(1_009_000, 1_005_000 + hourAheadMs), "never younger than now").toBe(0);
});
