import { expect, it } from "vitest";
import { Holes } from "../../../../companion/prices/bars/holes.ts";

it("candles from before the question fill nothing of a hole, and leave no list turned round", () => {
  const holes = new Holes(60);
  holes.add(600, 1_200);
  expect(holes.fill(960, 720)).toEqual([]);
  expect(holes.within(0, 2_000)).toEqual([[600, 1_200]]);
  expect(holes.filledWithin(0, 2_000)).toEqual([]);
  expect(holes.fill(600, 900)).toEqual([[600, 900]]);
});
