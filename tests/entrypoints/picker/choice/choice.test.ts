import { describe, expect, it } from "vitest";
import {
  chosenOf,
  NOTHING,
  ofSizeOf,
  stretched,
  toggled,
  withThese,
} from "../../../../entrypoints/picker/choice/choice.ts";
import type { Folded } from "../../../../entrypoints/picker/pictures/fold.ts";
import { alone, pagePicture } from "../../../support/picker-pictures.ts";

const LIST = Array.from({ length: 6 }, (_, index) =>
  alone(pagePicture({ width: index % 2 === 0 ? 10 : 20, height: 10 })),
);
const at = (index: number): Folded => LIST[index] ?? alone(pagePicture());
const indexes = (choice: Parameters<typeof chosenOf>[0]): number[] =>
  chosenOf(choice, LIST).map((one) => LIST.indexOf(one));

describe("a choice", () => {
  it("takes one and leaves it out again", () => {
    const one = toggled(NOTHING, at(2));
    expect(indexes(one)).toEqual([2]);
    expect(indexes(toggled(one, at(2)))).toEqual([]);
  });

  it("takes a stretch from where the last step was, in both directions", () => {
    const from = toggled(NOTHING, at(3));
    expect(indexes(stretched(from, LIST, 5))).toEqual([3, 4, 5]);
    expect(indexes(stretched(from, LIST, 1))).toEqual([1, 2, 3]);
    expect(indexes(stretched(NOTHING, LIST, 1))).toEqual([0, 1]);
  });

  it("takes all of one size", () => {
    expect(indexes(withThese(NOTHING, ofSizeOf(LIST, at(1)), true))).toEqual([1, 3, 5]);
  });

  it("stays with a picture that becomes one with others", () => {
    const choice = toggled(NOTHING, at(4));
    const folded: Folded = { ...at(0), ids: [at(0).ids[0], at(4).ids[0]] };
    expect(chosenOf(choice, [folded])).toEqual([folded]);
    expect(chosenOf(toggled(choice, folded), [folded])).toEqual([]);
  });
});
