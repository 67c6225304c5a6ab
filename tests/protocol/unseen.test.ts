import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { asciiJson, escapedJson, shown, withoutInvisible } from "../../shared/protocol/unseen.ts";

/** One of each kind that a terminal obeys, or that nobody sees. */
const UNSEEN = [
  ..."\0\u0007\b\t\n\r\u001b\u007f\u0085\u0090\u009b\u009c\u009d\u00ad\u034f\u061c\u115f\u1160\u17b4\u180b\u180e",
  ..."\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u202a\u202e\u2060\u2064\u2066\u2069\u206f\u2800\u3164\ufe0e\ufe0f",
  ..."\ufeff\uffa0\ufff9\ufffc\uffff\ud800\u{1d159}\u{1d173}\u{e0001}\u{e0041}\u{e0100}\u{1fffe}\udfff",
];
/** What belongs to what is seen. */
const NEEDED = [
  "👩\u200D🚀",
  "👨\u200D👩\u200D👧",
  "❤\uFE0F\u200D🔥",
  "🏳\uFE0F\u200D🌈",
  "⛹🏻\u200D♀\uFE0F",
  "3\uFE0F\u20E3",
  "क्\u200Dष",
];
const PLAIN = "Ýé名前 ا\u0301\u3000\u00a0🚀~ \ufffd";

describe("text from elsewhere, as people are shown it", () => {
  it.each(UNSEEN.map((character) => [JSON.stringify(escapedJson(character)), character]))(
    "shows that there is something: %s",
    (_, character) => {
      expect(shown(`a${character}b`)).toBe("a\u{FFFD}b");
    },
  );

  it.each([...NEEDED, PLAIN])("keeps what belongs to a visible character: %s", (text) => {
    expect(shown(text)).toBe(text);
    expect(withoutInvisible(text)).toBe(text);
  });

  it.each([
    "a\u200Db",
    "🚀\u200D",
    "\u200D🚀",
    "👩\u200D\u200D🚀",
    "a\uFE0F",
    "a\uFE0F\u200D🚀",
    "1\uFE0F",
    "©\u200D®",
  ])("keeps no joiner and no selector that joins or selects nothing: %j", (text) => {
    expect(shown(text)).not.toBe(text);
    expect(shown(text)).toContain("\u{FFFD}");
  });
});

describe("JSON from elsewhere", () => {
  it("says the same, and nothing in it is unseen", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string({ unit: fc.constantFrom(...UNSEEN, ...NEEDED, PLAIN) }),
    );
    fc.assert(
      fc.property(text, (value) => {
        const json = JSON.stringify({ [value]: value });
        for (const escaped of [escapedJson(json), asciiJson(json)]) {
          expect(JSON.parse(escaped)).toEqual({ [value]: value });
          const characters = new Set(escaped);
          expect(UNSEEN.filter((character) => characters.has(character))).toEqual([]);
          expect(escaped.isWellFormed()).toBe(true);
        }
        expect(asciiJson(json)).toMatch(/^[\x20-\x7e]*$/);
      }),
    );
  });

  it("leaves alone what can be seen", () => {
    expect(escapedJson(JSON.stringify(PLAIN))).toBe(JSON.stringify(PLAIN));
  });
});
