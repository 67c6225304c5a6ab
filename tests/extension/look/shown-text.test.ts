import { afterEach, describe, expect, it } from "vitest";
import { readersLocale } from "../../../shared/extension/look/language.ts";
import { shownTime } from "../../../shared/extension/look/shown-text.ts";
import { ENGLISH } from "../../../shared/texts/english/index.ts";
import { GERMAN } from "../../../shared/texts/german/index.ts";
import { speak } from "../../../shared/texts/text.ts";

describe("a time", () => {
  afterEach(() => speak("en", ENGLISH));

  const noon = new Date(2026, 0, 15, 12, 5).getTime();

  it("is shown as the language that is spoken writes it, whatever the browser's is", () => {
    const later = noon + 90 * 86_400_000;
    expect(shownTime(noon, later)).toBe("Jan 15, 2026");
    expect(shownTime(noon, noon + 60_000)).toMatch(/^12:05\sPM$/);
    speak("de", GERMAN);
    expect(shownTime(noon, later)).toBe("15. Jan. 2026");
    expect(shownTime(noon, noon + 60_000)).toBe("12:05");
  });

  it("is written as in the reader's region where that speaks the same language", () => {
    expect(readersLocale(["fr-CH", "en-GB", "en-US"])).toBe("en-GB");
    expect(readersLocale(["fr-CH"])).toBe("en");
    speak("de", GERMAN);
    expect(readersLocale(["en-GB", "de-AT"])).toBe("de-AT");
  });
});
