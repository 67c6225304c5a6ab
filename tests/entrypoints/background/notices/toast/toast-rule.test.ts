import { describe, expect, it } from "vitest";
import {
  type ToastFacts,
  toastFor,
  toastName,
} from "../../../../../entrypoints/background/notices/toast/toast-rule.ts";
import type { SendItem } from "../../../../../shared/extension/store/database.ts";
import { message } from "../../../../../shared/texts/message.ts";
import { saying } from "../../../../../shared/texts/said.ts";

const item = (some: Partial<SendItem>): SendItem => ({
  id: "00",
  state: "waiting",
  name: "dunes.jpg",
  expects: "image",
  url: "http://pics.test/dunes.jpg",
  fidelity: "original",
  at: 1,
  bytes: 1_000_000,
  mediaType: "image/jpeg",
  ackedBytes: 0,
  ...some,
});

const said = (some: Partial<SendItem>, facts: Partial<ToastFacts> = {}) =>
  toastFor({ item: item(some), connection: "connected", sinceMs: 10, ...facts });

const LATER = { sinceMs: 2_000 };
const FAILED = saying(message("capture.site-status", { status: 503 }));

describe("toastFor", () => {
  it.each([
    ["one that is there", { state: "done" }, {}, "done", "Saved to Inbox · dunes.jpg"],
    ["the name it was given", { state: "done", storedName: "dunes (2).jpg" }, {}, "done", "dunes (2).jpg"],
    ["one that was there", { state: "done", already: true }, {}, "done", "Already in your Inbox · dunes.jpg"],
    ["no companion", {}, { connection: "not-running" }, "waits", "isn't running: dunes.jpg goes when it is"],
    ["a refusal", {}, { connection: "refused" }, "waits", "can't connect"],
    [
      "an attempt that takes long",
      {},
      { connection: "connecting", sinceMs: 5_000 },
      "waits",
      "can't connect",
    ],
    ["one that goes", { state: "sending", ackedBytes: 390_000 }, LATER, "busy", "Sending dunes.jpg… 39%"],
    ["one of unknown size", { state: "sending", bytes: null }, LATER, "busy", "Sending dunes.jpg…"],
    ["one that is read", { state: "fetching" }, LATER, "busy", "Reading dunes.jpg…"],
  ] as const)("says of %s what has become of it", (_, some, facts, tone, words) => {
    const toast = said(some, facts);
    expect(toast?.tone).toBe(tone);
    expect(toast?.words.replaceAll(/[\u2068\u2069]/g, "")).toContain(words);
    expect(toast).not.toHaveProperty("action");
    expect(toast?.isLast).toBe(tone !== "busy");
  });

  it.each([
    ["is quick", { state: "sending" }, {}],
    ["is being read", { state: "fetching" }, {}],
    ["the user is being asked which one is meant", { state: "fetching", isUndecided: true }, LATER],
    ["is paused", { state: "paused" }, LATER],
    ["may go in a moment", {}, { connection: "connecting" }],
    [
      "the user is being asked for",
      { state: "failed", ...saying(message("capture.asks", { host: "pics.test" })) },
      LATER,
    ],
  ] as const)("says nothing of what %s", (_, some, facts) => {
    expect(said(some, facts)).toBeUndefined();
  });

  it.each([
    ["another try", { ...FAILED }, "retry"],
    ["a permission", { ...FAILED, needsOrigin: "*://pics.test/*" }, "allow"],
    ["nothing: only its page had it, and that is gone", { ...FAILED, url: "blob:x", bytes: 0 }, undefined],
  ] as const)("offers of a failure %s", (_, some, action) => {
    const toast = said({ state: "failed", ...some });
    expect(toast?.action).toBe(action);
    expect(toast?.words).toContain("was not sent. The site answered 503");
  });

  it("offers to pair where the browser is not paired", () => {
    expect(said({}, { connection: "not-paired" })).toMatchObject({ tone: "waits", action: "pair" });
  });
});

describe("a name in a notice", () => {
  it("keeps its beginning and its ending, and turns nothing around it", () => {
    const name = toastName(`${"a".repeat(200)}-final (2).png`);
    expect(name).toMatch(/^\u2068a{33}….*final \(2\)\.png\u2069$/);
    expect([...name]).toHaveLength(50);
  });

  it("shows what would turn it around", () => {
    expect(toastName("gpj\u202e.exe")).not.toContain("\u202e");
  });
});
