import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { pageFor } from "../../companion/server/pages/pages.ts";
import { diagnose } from "../../entrypoints/options/diagnosis.ts";
import { chartSummary } from "../../entrypoints/sidepanel/chart/chart-summary.ts";
import { soundReceived } from "../../shared/extension/store/sound-items.ts";
import { ENGLISH } from "../../shared/texts/english/index.ts";
import { LANGUAGE_TAGS, type LanguageTag, languageFor } from "../../shared/texts/language-tags.ts";
import { LANGUAGES } from "../../shared/texts/languages.ts";
import { message } from "../../shared/texts/message.ts";
import { PAIR_BUTTON } from "../../shared/texts/pair-button.ts";
import { readError, readSaid, SaidError, saying, sentenceOf } from "../../shared/texts/said.ts";
import { language, speak, text } from "../../shared/texts/text.ts";

// This language says every English text between marks.
const MARKED = Object.fromEntries(Object.entries(ENGLISH).map(([code, words]) => [code, `«${words}»`]));
const speakMarked = (): void => speak("xx" as LanguageTag, MARKED);

describe("a further language", () => {
  beforeEach(speakMarked);
  afterEach(() => speak("en", ENGLISH));

  it("is spoken by whoever asks for it, and by nobody else", () => {
    expect(language()).toBe("xx");
    expect(text("action.open")).toBe("«Open»");
    speak("en", ENGLISH);
    expect(language()).toBe("en");
    expect(text("action.open")).toBe("Open");
  });

  it("says in English what an older catalogue lacks", () => {
    speak("xx" as LanguageTag, { "action.open": "«Open»" });
    expect(text("action.open")).toBe("«Open»");
    expect(text("action.save")).toBe("Save");
  });

  it("is what pages, figures and diagnoses speak", () => {
    expect(chartSummary({ symbol: "BTC-USD", resolution: 60, bars: [], decimals: 2 })).toBe(
      "«Price chart of BTC-USD, one-minute bars: «none yet».»",
    );
    const report = { state: "not-paired", detail: "" } as const;
    expect(diagnose({ report, port: 1, mayReach: true, localAccess: "granted" }).what).toBe(
      "«This browser has no companion yet.»",
    );
    const page = pageFor("/", new URLSearchParams(), 1, {
      linkState: () => "open",
      version: "1",
      commands: {},
      isLed: false,
    });
    expect(String(page?.body)).toContain("<h1>«Pagewire is running»</h1>");
    expect(String(page?.body)).toContain('<html lang="xx">');
  });

  it("is what is read of errors and entries, also of what stands within them", () => {
    const reason = message("system.denied");
    const error = new SaidError(message("config.unreadable", { file: "/x", reason }));
    expect(error.message).toBe("/x can't be read (permission denied): fix it or move it away.");
    expect(readError(error)).toBe("«/x can't be read («permission denied»): fix it or move it away.»");
    const stored: unknown = JSON.parse(JSON.stringify(saying(message("capture.empty-image"))));
    expect(readError(stored)).toBe("«The image is empty: its site sent no bytes.»");
    const damaged = soundReceived({ id: "1" } as Parameters<typeof soundReceived>[0]);
    expect(readSaid({ message: damaged.message ?? "", said: damaged.said })).toMatch(/^«What the browser/);
  });

  it("leaves what has no code, or one that is not known here, as it was said", () => {
    const within = { code: "config.no-json", parameters: { file: { code: "not.known" } } };
    expect(readError({ message: "newer words", said: within })).toBe("newer words");
    expect(readError({ message: "older words" })).toBe("older words");
    expect(readError("no error at all")).toBe("no error at all");
    // What is kept of an earlier failure goes with its sentence.
    const kept = { ...saying(message("capture.empty-image")), ...sentenceOf({ message: "older words" }) };
    expect(readSaid(kept)).toBe("older words");
  });
});

describe("the reader's language", () => {
  it("is the first of theirs that there is, and English where there is none", () => {
    expect(languageFor(["tlh", "en_US.UTF-8"])).toBe("en");
    expect(languageFor(["C"])).toBe("en");
    expect(languageFor([""])).toBe("en");
    expect(languageFor([])).toBe("en");
    for (const tag of LANGUAGE_TAGS) expect(languageFor([`${tag.toUpperCase()}-XX`, "en"])).toBe(tag);
  });

  it("is Chinese only for who reads simplified letters", () => {
    for (const name of ["zh", "zh-CN", "zh_CN.UTF-8", "zh-Hans-HK"]) expect(languageFor([name])).toBe("zh");
    for (const name of ["zh-TW", "zh_HK.UTF-8", "zh-Hant"]) expect(languageFor([name, "fr"])).toBe("fr");
  });

  it("does not keep the companion's button from being known in another one", async () => {
    for (const tag of LANGUAGE_TAGS) expect((await LANGUAGES[tag]())["pairing.pair"]).toBe(PAIR_BUTTON[tag]);
  });
});
