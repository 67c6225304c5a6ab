import { describe, expect, it } from "vitest";
import { GHOST_AFTER_DAYS, ghostsAmong } from "../../../companion/trust/ghosts.ts";
import type { PairedBrowser } from "../../../companion/trust/known-client.ts";

const DAY_MS = 86_400_000;
const NOW = 1_000 * DAY_MS;
const LONG_MS = GHOST_AFTER_DAYS * DAY_MS;

/** A browser that was seen so long ago; `undefined`: never since this is noted. */
const browser = (id: string, agoMs: number | undefined, name = id, origin = "o"): PairedBrowser => ({
  kind: "browser",
  id,
  name,
  origin,
  key: "",
  addedAt: 0,
  ...(agoMs !== undefined && { seenAt: NOW - agoMs }),
});

const ghosts = (browsers: PairedBrowser[], connected: string[] = []) =>
  ghostsAmong(
    {
      list: () => browsers,
      seenAt: (id) => browsers.find((one) => one.id === id)?.seenAt,
    },
    (id) => connected.includes(id),
    NOW,
  ).map((ghost) => [ghost.browser.id, ghost.heir?.id]);

describe("a browser that is gone for good", () => {
  it("was last there so long before another one", () => {
    expect(ghosts([browser("old", LONG_MS), browser("new", 0)])).toEqual([["old", undefined]]);
    expect(ghosts([browser("old", LONG_MS - 1), browser("new", 0)])).toEqual([]);
    expect(ghosts([browser("old", LONG_MS), browser("new", 10)], ["new"])).toEqual([["old", undefined]]);
  });

  it("is none that is connected, that is the only one, or of which nothing is known", () => {
    expect(ghosts([browser("old", 2 * LONG_MS), browser("new", 0)], ["old"])).toEqual([]);
    expect(ghosts([browser("only", 5 * LONG_MS)])).toEqual([]);
    expect(ghosts([browser("unknown", undefined), browser("new", 0)])).toEqual([]);
    expect(ghosts([])).toEqual([]);
  });

  it("is none because the computer was off, or its clock wrong", () => {
    expect(ghosts([browser("a", 5 * LONG_MS), browser("b", 5 * LONG_MS + 1)])).toEqual([]);
    expect(ghosts([browser("a", LONG_MS - 1), browser("future", -9 * LONG_MS)])).toEqual([]);
  });

  it("has as its heir the one that was paired after it under its name, and no other", () => {
    const old = browser("old", LONG_MS, "Chromium");
    const heir = browser("heir", 0, "Chromium (2)");
    expect(ghosts([old, heir])).toEqual([["old", "heir"]]);
    expect(ghosts([old, heir, browser("third", 0, "Chromium (3)")])).toEqual([["old", undefined]]);
    expect(ghosts([old, browser("other", 0, "Chromium (2)", "another")])).toEqual([["old", undefined]]);
  });
});
