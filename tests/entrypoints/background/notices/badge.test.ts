import { describe, expect, it } from "vitest";
import { type BadgeFacts, badgeFor } from "../../../../entrypoints/background/notices/badge.ts";

const facts = (some: Partial<BadgeFacts>): BadgeFacts => ({
  storeTrouble: undefined,
  isCompanionUnseen: false,
  failed: 0,
  full: 0,
  connection: "connected",
  fetching: 0,
  open: 0,
  share: undefined,
  isMoving: true,
  paused: 0,
  unread: 0,
  isJustDone: false,
  ...some,
});

const BTC = { symbol: "BTC-USD", price: "64012.50", isLive: true };
const going = { open: 3, share: 0.499 } as const;
const [RED, AMBER, BLUE, GREEN, GREY] = ["#c0281f", "#8a5200", "#1a63d8", "#18753a", "#59616d"];

describe("badgeFor", () => {
  it.each([
    ["nothing to say", {}, "", GREY, "Pagewire"],
    ["one that is fetched", { fetching: 1 }, "…", BLUE, "working"],
    ["one that is fetched while nobody is connected", { fetching: 1, connection: "not-running" }, "…", BLUE],
    ["one that waits for its turn", { open: 1, share: 0 }, "…", BLUE],
    ["one of unknown size", { open: 1 }, "…", BLUE],
    ["what goes and comes: percent of all of it", going, "49%", BLUE, "49% of what is on its way"],
    ["some of it still fetched", { ...going, fetching: 1 }, "…", BLUE],
    ["what does not move", { ...going, isMoving: false }, "…", BLUE],
    ["what has gone a moment ago", { isJustDone: true, unread: 2 }, "✓", GREEN],
    ["new files", { unread: 2 }, "2", BLUE, "new files: 2"],
    ["very many new files", { unread: 4_711 }, "99+", BLUE, "new files: 4711"],
    ["what is paused", { paused: 2 }, "II", AMBER],
    ["a pinned price", { price: BTC }, "64k", GREEN, "BTC-USD: 64012.50"],
    ["one that is not live", { price: { ...BTC, isLive: false } }, "64k", GREY, "not live"],
    [
      "one without a connection for a moment",
      { price: BTC, connection: "connecting" },
      "64k",
      GREY,
      "not live",
    ],
    ["no companion, whatever its last price was", { price: BTC, connection: "not-running" }, "–", GREY],
    ["new files before a price", { price: BTC, unread: 2 }, "2", BLUE],
    ["new files beside what is paused", { paused: 2, unread: 1 }, "1", BLUE],
    ["no companion", { connection: "not-running" }, "–", GREY, "isn't running"],
    [
      "no companion, and somebody waiting",
      { connection: "not-running", open: 1 },
      "–",
      GREY,
      "goes when it is",
    ],
    ["nobody to be paired with", { connection: "not-paired" }, "–", GREY, "isn't paired"],
    ["a refusal", { connection: "refused", paused: 1 }, "–", GREY, "can't connect"],
    ["an attempt to connect", { connection: "connecting" }, "", GREY],
    ["new files without a companion", { connection: "not-running", unread: 1 }, "1", BLUE],
    ["a failure, whatever goes on", { ...going, failed: 1, full: 1, unread: 4 }, "!", RED, "went wrong"],
    ["a failure without a companion", { connection: "not-running", failed: 1 }, "!", RED],
    ["a full storage", { ...going, full: 1, unread: 1 }, "!", AMBER, "no room"],
    ["a new companion that nobody has looked at", { isCompanionUnseen: true, failed: 1 }, "!", AMBER, "look"],
    ["a store that does not open", { storeTrouble: "Begin anew.", ...going }, "!", RED, "Begin anew."],
  ] as const)("says of %s what it is", (_, some, text, colour, title?: string) => {
    const badge = badgeFor(facts(some));
    expect(badge).toMatchObject({ text, colour });
    expect(badge.title).toContain(title ?? "Pagewire");
  });

  it.each(["not-running", "not-paired", "refused", "connecting"] as const)(
    "shows no percent while %s",
    (connection) => {
      expect(badgeFor(facts({ ...going, connection })).text).not.toContain("%");
    },
  );

  it("never needs more than the four characters a badge has room for", () => {
    for (const share of [0.001, 0.5, 0.999, 1]) {
      const { text } = badgeFor(facts({ ...going, share }));
      expect(text.length).toBeLessThanOrEqual(4);
    }
  });
});
