/** Older bars: asked for page by page, joined where they meet, dropped where they belong to another series. */

import { describe, expect, it } from "vitest";
import {
  carriedOver,
  NOTHING_OLDER,
  olderQuestion,
  withCut,
  withPage,
} from "../../../shared/extension/prices/older-bars.ts";
import { type Bar, utcSeconds } from "../../../shared/protocol/price.ts";

const bar = (time: number): Bar => [utcSeconds(time), 10, 12, 8, 11, 1];
const NONE = { gaps: [], filled: [] };

describe("older bars", () => {
  it("are asked for from before the first, until an answer is empty", () => {
    const bars = [bar(600_000)];
    expect(olderQuestion(NOTHING_OLDER, bars, 60)).toEqual({
      fromSeconds: 540_000,
      toSeconds: 600_000,
      resolutionSeconds: 60,
    });
    const one = withPage(NOTHING_OLDER, bars, [bar(599_880), bar(599_940), bar(600_000)], NONE);
    expect(one.bars.map(([time]) => time)).toEqual([599_880, 599_940]);
    expect(olderQuestion(one, bars, 60)?.toSeconds).toBe(599_880);
    const end = withPage(one, bars, [], { gaps: [[60, 120]], filled: [] });
    expect(end.isOldest).toBe(true);
    expect(end.holes.gaps).toEqual([[60, 120]]);
    expect(olderQuestion(end, bars, 60)).toBeUndefined();
    expect(olderQuestion(NOTHING_OLDER, [], 60)).toBeUndefined();
  });

  it("are carried over into a new join where it meets them, and not where a hole would be hidden", () => {
    const older = { ...NOTHING_OLDER, bars: [bar(60)] };
    const before = [bar(120), bar(180)];
    expect(carriedOver(older, before, [bar(180), bar(240)], 60).bars).toEqual([bar(60), bar(120)]);
    expect(carriedOver(older, before, [bar(240)], 60).bars).toEqual([bar(60), bar(120), bar(180)]);
    expect(carriedOver(older, before, [bar(360)], 60)).toBe(NOTHING_OLDER);
    expect(carriedOver(older, before, [], 60)).toBe(NOTHING_OLDER);
  });

  it("take what a full list lets go of, and stay the same where it has not", () => {
    const older = { ...NOTHING_OLDER, bars: [bar(60)] };
    const before = [bar(120), bar(180)];
    expect(withCut(older, before, [bar(180), bar(240)]).bars).toEqual([bar(60), bar(120)]);
    expect(withCut(older, before, [...before, bar(240)])).toBe(older);
    expect(withCut(NOTHING_OLDER, before, [bar(180)])).toBe(NOTHING_OLDER);
  });
});
