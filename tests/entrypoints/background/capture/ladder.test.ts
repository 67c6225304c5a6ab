import { describe, expect, it } from "vitest";
import { nextStep, type Situation, type Step } from "../../../../entrypoints/background/capture/ladder.ts";
import type { Picture } from "../../../../shared/extension/page-words.ts";
import { PAGE_PICTURE } from "../../../support/page-picture.ts";

const NOTHING = { pageCapture: false, site: false, allSites: false };
const EVERYTHING = { pageCapture: true, site: true, allSites: true };

/** All steps in their order, where each of them fails. */
function stepsOf(situation: Partial<Situation>, picture: Partial<Picture> = {}): Step[] {
  const whole: Situation = {
    picture: { ...PAGE_PICTURE, ...picture },
    url: picture.url ?? PAGE_PICTURE.url,
    permits: NOTHING,
    mayAsk: true,
    isReplaced: false,
    ...situation,
  };
  const tried = new Set<Step>();
  for (let step = nextStep(whole, tried); step; step = nextStep(whole, tried)) tried.add(step);
  return [...tried];
}

describe("the ladder's steps", () => {
  it.each<[string, Step[], Partial<Situation>, Partial<Picture>]>([
    [
      "in a frame that lets no script in, its bytes in the address that was clicked",
      ["document"],
      { picture: undefined, url: "data:image/png;base64,iVBORw0KGgo=" },
      {},
    ],
    ["another site's, nothing permitted", ["ask", "drawn", "cut"], {}, {}],
    ["the same, and nobody may be asked", ["drawn", "cut"], { mayAsk: false }, {}],
    [
      "the same, its site permitted",
      ["request", "ask", "drawn", "cut"],
      { permits: { ...NOTHING, site: true } },
      {},
    ],
    [
      "the same, everything permitted",
      ["page-capture", "request", "drawn", "cut"],
      { permits: EVERYTHING },
      {},
    ],
    [
      "another site's that lets the page read it",
      ["page-request", "ask", "drawn", "cut"],
      {},
      { isShared: true },
    ],
    [
      "the page's own",
      ["page-copy", "page-request", "request", "ask", "drawn", "cut"],
      { permits: { ...NOTHING, site: true } },
      { isOwn: true },
    ],
    [
      "the page's own, everything permitted",
      ["page-copy", "page-capture", "page-request", "request", "drawn", "cut"],
      { permits: EVERYTHING },
      { isOwn: true },
    ],
    [
      "made by the page",
      ["page-copy", "page-capture", "drawn", "cut"],
      { permits: EVERYTHING },
      { url: "blob:https://a.test/1", isOwn: true },
    ],
    ["written into the page", ["document", "drawn", "cut"], {}, { url: "data:", isOwn: true }],
    ["a drawing in its markup", ["document", "drawn", "cut"], {}, { url: "", kind: "svg", isOwn: true }],
    ["a canvas", ["drawn", "cut"], { permits: EVERYTHING }, { url: "", kind: "canvas", isOwn: true }],
    [
      "what the page is still loading: its site alone has all of it",
      ["page-copy", "request", "drawn", "cut"],
      { permits: EVERYTHING },
      { isOwn: true, isLoading: true },
    ],
    [
      "the page's own, and its site gives another one by now",
      ["page-copy", "page-request", "ask", "drawn", "cut"],
      { permits: { ...NOTHING, site: true, allSites: true }, isReplaced: true },
      { isOwn: true },
    ],
    [
      "a larger version at another site: what is seen in its place is another picture",
      ["request"],
      { permits: EVERYTHING },
      { isLarger: true, savedUrl: "", width: 0, height: 0 },
    ],
    [
      "what the page's service worker may have made: its site may have another one",
      ["page-copy", "page-request", "ask", "drawn", "cut"],
      { permits: { ...NOTHING, site: true } },
      { isOwn: true, isControlled: true },
    ],
    [
      "the same while it is still being loaded",
      ["page-copy", "page-request", "drawn", "cut"],
      { permits: EVERYTHING },
      { isOwn: true, isControlled: true, isLoading: true },
    ],
    ["a larger version whose site is not permitted", ["ask"], {}, { isLarger: true }],
    [
      "a larger version of the page's own site, which no other permission helps with",
      ["page-copy", "page-request", "request"],
      { permits: { ...NOTHING, site: true } },
      { isLarger: true, isOwn: true },
    ],
    ["what the page itself could not load", ["request"], { permits: EVERYTHING }, { isBroken: true }],
  ])("are, of %s", (_, expected, situation, picture) => {
    expect(stepsOf(situation, picture)).toEqual(expected);
  });

  it("need no page: what is left is what the tab shows and its site", () => {
    expect(stepsOf({ picture: undefined, permits: EVERYTHING })).toEqual(["request"]);
    expect(stepsOf({ picture: undefined })).toEqual(["ask"]);
  });
});
