/** The gap that still grows: what is shaded before anybody has listed it, and what is not. */

import { describe, expect, it } from "vitest";
import { runningGap } from "../../../../../entrypoints/sidepanel/chart/holes/running-gap.ts";
import { SlotRow } from "../../../../../entrypoints/sidepanel/chart/holes/slots.ts";
import { NOTHING_YET, type PriceView } from "../../../../../shared/extension/prices/price-view.ts";
import { type Bar, type FeedStatus, utcSeconds } from "../../../../../shared/protocol/price.ts";

const s = (seconds: number): number => seconds * 1000;
const status = (state: FeedStatus["state"]): FeedStatus => ({ state, detail: "" });
const AWAY: PriceView = {
  ...NOTHING_YET,
  ...{ symbol: "BTC-USD", resolution: 1, price: "5", tradedMs: s(1_000), lostMs: s(1_002) },
  status: status("blocked"),
};

describe("the gap that still grows", () => {
  it("reaches from the last trade to now, in whole bars", () => {
    expect(runningGap(AWAY, s(1_010))).toEqual([1_000, 1_010]);
    expect(runningGap(AWAY, s(1_010.2))).toEqual([1_000, 1_011]);
    expect(runningGap({ ...AWAY, resolution: 60 }, s(1_090))).toEqual([960, 1_140]);
    expect(runningGap({ ...AWAY, status: status("connecting") }, s(1_010))).toEqual([1_000, 1_010]);
  });

  it("is none while the price is live, was never heard, or goes over within a moment", () => {
    expect(runningGap({ ...AWAY, lostMs: undefined, status: status("live") }, s(1_010))).toBeUndefined();
    expect(runningGap({ ...AWAY, status: status("stale") }, s(1_010))).toBeUndefined();
    expect(runningGap({ ...AWAY, tradedMs: undefined }, s(1_010))).toBeUndefined();
    expect(runningGap(AWAY, s(1_004))).toBeUndefined();
    // A companion that has come back a moment ago is about to say what it has heard meanwhile.
    expect(runningGap({ ...AWAY, attachedMs: s(1_299) }, s(1_300))).toBeUndefined();
  });

  it("does not reach into what was heard to be quiet before the line went", () => {
    const [from = 0, to] = runningGap({ ...AWAY, lostMs: s(2_000) }, s(2_010)) ?? [];
    expect(from).toBeGreaterThan(1_900);
    expect(to).toBe(2_010);
  });

  it("stands as unknown slots behind the last bar", () => {
    const bar: Bar = [utcSeconds(1_000), 5, 5, 5, 5, 1];
    const gap = runningGap(AWAY, s(1_010));
    const { slots, holes } = new SlotRow().layOut([bar], { gaps: gap ? [gap] : [], filled: [] }, 1);
    expect(slots).toHaveLength(10);
    expect(holes).toEqual([{ kind: "unknown", first: 1, last: 9 }]);
  });
});
