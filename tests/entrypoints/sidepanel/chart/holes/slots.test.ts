/** Bars on a clock: what is missing is either quiet or not known, and never mistaken for the other. */

import { describe, expect, it } from "vitest";
import { holeAt, isBar, SlotRow } from "../../../../../entrypoints/sidepanel/chart/holes/slots.ts";
import { type Bar, utcSeconds } from "../../../../../shared/protocol/price.ts";

const bar = (time: number): Bar => [utcSeconds(time), 10, 12, 8, 11, 1];
const NONE = { gaps: [], filled: [] };
const times = (slots: readonly (readonly number[])[]) => slots.map(([time]) => time);

describe("a row of slots", () => {
  it("has the bars alone where none is missing", () => {
    const bars = [bar(60), bar(120), bar(180)];
    expect(new SlotRow().layOut(bars, NONE, 60)).toEqual({ slots: bars, holes: [] });
    expect(new SlotRow().layOut([], { gaps: [[60, 120]], filled: [] }, 60)).toEqual({ slots: [], holes: [] });
  });

  it("leaves slots empty: quiet ones outside of every gap, unknown ones in it", () => {
    const row = new SlotRow();
    const { slots, holes } = row.layOut([bar(60), bar(480)], { gaps: [[180, 300]], filled: [] }, 60);
    expect(times(slots)).toEqual([60, 120, 180, 240, 300, 360, 420, 480]);
    expect(slots.map((slot, at) => (isBar(slot) ? "bar" : holeAt(holes, at)))).toEqual([
      "bar",
      "quiet",
      "unknown",
      "unknown",
      "quiet",
      "quiet",
      "quiet",
      "bar",
    ]);
  });

  it("keeps empty slots the same objects, so that a tick is one update of the chart", () => {
    const row = new SlotRow();
    const gaps = { gaps: [[120, 240] as const], filled: [] };
    const one = row.layOut([bar(60), bar(240)], gaps, 60);
    const two = row.layOut([bar(60), bar(240), bar(300)], gaps, 60);
    expect(two.slots[1]).toBe(one.slots[1]);
    expect(two.slots[2]).toBe(one.slots[2]);
  });

  it("shortens a weekend, shows one that lasts until now, and underlines what was filled", () => {
    const row = new SlotRow();
    const long = row.layOut([bar(60), bar(60 + 60 * 3_000)], { gaps: [[120, 60 * 3_000]], filled: [] }, 60);
    expect(long.slots.length).toBeLessThan(80);
    expect(times(long.slots)).toEqual([...times(long.slots)].sort((a, b) => (a ?? 0) - (b ?? 0)));
    const open = row.layOut([bar(60)], { gaps: [[120, 200]], filled: [] }, 60);
    expect(open.holes).toEqual([{ kind: "unknown", first: 1, last: 2 }]);
    const filled = row.layOut([bar(60), bar(120), bar(180)], { gaps: [], filled: [[120, 180]] }, 60);
    expect(filled.holes).toEqual([{ kind: "filled", first: 1, last: 1 }]);
    const all = row.layOut([bar(60), bar(120)], { gaps: [], filled: [[0, 180]] }, 60);
    expect(all.holes, "what it began with").toEqual([]);
  });

  it("tells several gaps apart, one of which spans several bars that are missing", () => {
    const gaps = [
      [120, 180],
      [300, 360],
    ] as const;
    const { slots, holes } = new SlotRow().layOut([bar(60), bar(180), bar(420)], { gaps, filled: [] }, 60);
    expect(slots.flatMap((slot, at) => (isBar(slot) ? [] : [`${slot[0]} ${holeAt(holes, at)}`]))).toEqual([
      "120 unknown",
      "240 quiet",
      "300 unknown",
      "360 quiet",
    ]);
  });
});
