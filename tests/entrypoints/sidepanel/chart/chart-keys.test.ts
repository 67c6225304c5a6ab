/** What keys ask of the chart. */

import { describe, expect, it } from "vitest";
import { takeKey } from "../../../../entrypoints/sidepanel/chart/chart-keys.ts";

function asked(key: string, held: Partial<KeyboardEvent> = {}): string {
  let said = "";
  let isPrevented = false;
  const event = { key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...held };
  const preventDefault = (): void => {
    isPrevented = true;
  };
  takeKey({ ...event, preventDefault } as KeyboardEvent, {
    step: (bars) => {
      said = `step ${bars}`;
    },
    zoom: (factor) => {
      said = factor > 1 ? "wider" : "narrower";
    },
    toOldest: () => {
      said = "oldest";
    },
    toLatest: () => {
      said = "latest";
    },
  });
  expect(isPrevented, "only what is taken is kept from the browser").toBe(said !== "");
  return said;
}

describe("the chart's keys", () => {
  it("go bar by bar, ten at once, to both ends, and zoom", () => {
    expect(["ArrowLeft", "ArrowRight", "PageDown", "PageUp"].map((key) => asked(key))).toEqual([
      "step -1",
      "step 1",
      "step -10",
      "step 10",
    ]);
    expect(asked("ArrowUp", { shiftKey: true })).toBe("step 10");
    expect(["Home", "End", "+", "-"].map((key) => asked(key))).toEqual([
      "oldest",
      "latest",
      "wider",
      "narrower",
    ]);
  });

  it("leave others to the browser", () => {
    expect(asked("Tab")).toBe("");
    expect(asked("ArrowLeft", { altKey: true })).toBe("");
    expect(asked("-", { ctrlKey: true })).toBe("");
  });
});
