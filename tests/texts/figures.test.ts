import { afterEach, describe, expect, it } from "vitest";
import { ENGLISH } from "../../shared/texts/english/index.ts";
import { shownDuration, shownList } from "../../shared/texts/figures.ts";
import { GERMAN } from "../../shared/texts/german/index.ts";
import { JAPANESE } from "../../shared/texts/japanese/index.ts";
import { speak } from "../../shared/texts/text.ts";

afterEach(() => speak("en", ENGLISH));

describe("a duration", () => {
  it.each([
    [0, "1 sec"],
    [4.2, "4 sec"],
    [59.4, "59 sec"],
    [59.8, "1 min"],
    [179, "3 min"],
    [3_590, "1 hr"],
    [7_800, "2 hr, 10 min"],
    [Number.POSITIVE_INFINITY, "?"],
  ])("of %d seconds is as exact as people want to know", (seconds, words) => {
    expect(shownDuration(seconds)).toBe(words);
  });

  it("is written as the language does it", () => {
    speak("de", GERMAN);
    expect(shownDuration(7_800)).toBe("2 Std., 10 Min.");
    speak("ja", JAPANESE);
    expect(shownDuration(4)).toBe("4 秒");
  });
});

describe("several names", () => {
  it("stand after each other as the language does it", () => {
    expect(shownList(["Inbox", "Outbox", ".state"])).toBe("Inbox, Outbox, .state");
    speak("de", GERMAN);
    expect(shownList(["Inbox", "Outbox"])).toBe("Inbox und Outbox");
    speak("ja", JAPANESE);
    expect(shownList(["Inbox", "Outbox"])).toBe("Inbox、Outbox");
  });
});
