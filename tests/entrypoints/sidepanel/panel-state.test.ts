/** One fact, one line, one action. */

import { describe, expect, it } from "vitest";
import { panelState } from "../../../entrypoints/sidepanel/panel-state.ts";
import { FEED_STATES, type FeedStatus } from "../../../shared/protocol/price.ts";

const feed = (state: FeedStatus["state"]): FeedStatus => ({ state, detail: "Why." });
const connected = { state: "connected", detail: "" } as const;

describe("the panel's state", () => {
  it("is the feed's while the companion is there", () => {
    expect(panelState(connected, feed("live"), false)).toMatchObject({
      tone: "good",
      word: "panel.feed-live",
      sentence: "",
    });
    expect(panelState(connected, feed("stale"), false)).toMatchObject({ tone: "warn", remedy: "retry" });
    expect(panelState(connected, feed("blocked"), false)).toMatchObject({ tone: "bad", sentence: "Why." });
    expect(panelState(connected, feed("connecting"), false)).toMatchObject({
      isPassing: true,
      sentence: "Why.",
      remedy: "retry",
    });
  });

  it("never calls a simulated market live", () => {
    expect(panelState(connected, feed("live"), true).word).toBe("panel.feed-running");
  });

  it("is the connection's and nothing else where there is none, whatever the feed said last", () => {
    for (const state of FEED_STATES) {
      const shown = panelState(
        { state: "not-running", detail: "Run `npx pagewire start`.", reason: "nothing-answers" },
        feed(state),
        false,
      );
      expect(shown).toMatchObject({
        tone: "warn",
        word: "connection.state-not-running",
        command: "npx pagewire start",
        remedy: "copy-command",
      });
    }
  });

  it("offers to try again only where that can help", () => {
    const refused = panelState({ state: "refused", detail: "No." }, feed("live"), false);
    expect(refused).toMatchObject({ tone: "bad", remedy: "try-now" });
    for (const reason of ["unseen", "store", "lost"] as const) {
      const { remedy } = panelState({ state: "not-paired", detail: "Look.", reason }, feed("live"), false);
      expect(remedy, reason).toBeUndefined();
    }
    const first = panelState({ state: "connecting", detail: "" }, feed("live"), false);
    expect(first).toMatchObject({ isPassing: true });
    expect(first.remedy).toBeUndefined();
  });
});
