import { describe, expect, it } from "vitest";
import { badgeFor } from "../../../entrypoints/background/badge.ts";
import type { SendItem } from "../../../shared/extension/database.ts";

const item = (state: SendItem["state"], bytes = 0, ackedBytes = 0): SendItem => ({
  id: "0",
  state,
  name: "x",
  expects: "any",
  url: "",
  fidelity: "original",
  at: 0,
  bytes,
  mediaType: "",
  ackedBytes,
});

describe("badgeFor", () => {
  it.each([
    ["nothing", [], undefined],
    ["only finished files", [item("done")], undefined],
    ["one that is fetched", [item("fetching")], { text: "…", kind: "busy" }],
    ["one that waits", [item("waiting", 10)], { text: "…", kind: "busy" }],
    ["one that goes", [item("done"), item("sending", 200, 99)], { text: "49%", kind: "busy" }],
    ["an empty one that goes", [item("sending")], { text: "…", kind: "busy" }],
    ["several", [item("sending", 1), item("waiting"), item("failed")], { text: "2", kind: "busy" }],
    ["a failure", [item("failed"), item("done")], { text: "!", kind: "failed" }],
  ] as const)("says of %s what it is", (_, items, badge) => {
    expect(badgeFor(items)).toEqual(badge);
  });
});
