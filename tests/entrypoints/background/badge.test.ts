import { describe, expect, it } from "vitest";
import { type BadgeFigures, badgeFor } from "../../../entrypoints/background/badge.ts";

const figures = (some: Partial<BadgeFigures>): BadgeFigures => ({
  fetching: 0,
  open: 0,
  share: undefined,
  failed: 0,
  full: 0,
  paused: 0,
  ...some,
});

describe("badgeFor", () => {
  it.each([
    ["nothing", {}, undefined],
    ["one that is fetched", { fetching: 1 }, { text: "…", kind: "busy" }],
    ["one that waits", { open: 1, share: 0 }, { text: "…", kind: "busy" }],
    ["one that goes", { open: 1, share: 0.499 }, { text: "49%", kind: "busy" }],
    ["one of unknown size", { open: 1 }, { text: "…", kind: "busy" }],
    ["several that wait", { open: 12, share: 0, failed: 1 }, { text: "12", kind: "busy" }],
    ["several that go: percent of all of them", { open: 3, share: 0.07 }, { text: "7%", kind: "busy" }],
    [
      "several, one of which is still fetched",
      { open: 2, fetching: 1, share: 0.5 },
      { text: "3", kind: "busy" },
    ],
    ["several of unknown size", { open: 2 }, { text: "2", kind: "busy" }],
    ["a failure", { failed: 1, full: 1, paused: 1 }, { text: "!", kind: "failed" }],
    ["a full storage", { full: 1, paused: 1 }, { text: "full", kind: "waiting" }],
    ["what is paused", { paused: 2 }, { text: "II", kind: "waiting" }],
  ] as const)("says of %s what it is", (_, some, badge) => {
    expect(badgeFor(figures(some))).toEqual(badge);
  });
});
