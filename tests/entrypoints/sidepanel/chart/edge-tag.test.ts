/** Where the last price's tag is. */

import { describe, expect, it } from "vitest";
import { EdgeTag, tagAt } from "../../../../entrypoints/sidepanel/chart/edge-tag.ts";

const tagged = (at: number | undefined) => ({
  ...{ text: "248.90", colour: "green", background: "white" },
  ...{ at, height: 200 },
});

describe("the last price's tag", () => {
  it("is where its price is, and whole at the scale's ends", () => {
    expect(tagAt({ at: 100, height: 200 })).toBe(100);
    expect(tagAt({ at: -50, height: 200 })).toBe(9);
    expect(tagAt({ at: 500, height: 200 })).toBe(191);
    expect(tagAt({ at: undefined, height: 200 })).toBeUndefined();
  });

  it("is the library's own while the price is on the scale", () => {
    const isShown = (at: number | undefined) =>
      new EdgeTag(() => tagged(at)).priceAxisViews().some((view) => view.visible?.());
    expect(isShown(100)).toBe(false);
    expect(isShown(undefined)).toBe(false);
    expect(isShown(-1)).toBe(true);
    expect(isShown(201)).toBe(true);
  });
});
