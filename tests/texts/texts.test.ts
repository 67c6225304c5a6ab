import { afterEach, describe, expect, it } from "vitest";
import { decodeSaid } from "../../shared/protocol/said.ts";
import { ENGLISH } from "../../shared/texts/english/index.ts";
import { message } from "../../shared/texts/message.ts";
import { readSaid, SaidError, saying } from "../../shared/texts/said.ts";
import { inEnglish, sentence, speak, text } from "../../shared/texts/text.ts";

afterEach(() => speak("en", ENGLISH));

describe("the catalogue", () => {
  it("names each text by its area and what it says, in lower case", () => {
    const wrong = Object.keys(ENGLISH).filter((code) => !/^[a-z]+\.[a-z0-9]+(?:-[a-z0-9]+)*$/.test(code));
    expect(wrong).toEqual([]);
  });

  it("holds no empty text and no brace that names nothing", () => {
    const wrong = Object.entries(ENGLISH).filter(
      ([, template]) => template.trim() === "" || /[{}]/.test(template.replace(/\{\w+\}/g, "")),
    );
    expect(wrong).toEqual([]);
  });
});

describe("a text", () => {
  it("is filled with its parameters, each of them as often as it is named", () => {
    expect(text("action.of", { action: "Open", name: "{name} $&.png" })).toBe("Open {name} $&.png");
  });

  it("refuses a wrong, missing or superfluous parameter while compiling", () => {
    // @ts-expect-error: a parameter is missing
    expect(text("action.of", { action: "Open" })).toBe("Open ");
    // @ts-expect-error: there is no such text
    expect(() => message("no.such-text")).not.toThrow();
    // @ts-expect-error: nothing is filled into it
    expect(text("action.open", { name: "x" })).toBe("Open");
  });
});

describe("what is kept and sent", () => {
  it("is the English sentence with the message beside it", () => {
    const said = message("diagnosis.not-running", { address: "127.0.0.1:1" });
    expect(saying(said)).toEqual({
      message: "Nothing answers on 127.0.0.1:1: the companion is not running.",
      said,
    });
    expect(new SaidError(said)).toMatchObject(saying(said));
    expect(sentence(said)).toBe(inEnglish(said));
  });

  it("is read by its code, and by its sentence where the code is unknown or there is none", () => {
    expect(readSaid({ message: "old words", said: { code: "action.open" } })).toBe("Open");
    expect(readSaid({ message: "newer words", said: { code: "not.yet-known" } })).toBe("newer words");
    expect(readSaid({ message: "old words" })).toBe("old words");
    expect(readSaid({ message: "newer words", said: { code: "toString" } })).toBe("newer words");
  });

  it("may hold what stands within it", () => {
    const said = message("config.unreadable", { file: "x", reason: message("system.denied") });
    expect(decodeSaid(JSON.parse(JSON.stringify(said)))).toEqual(said);
    expect(inEnglish(said)).toBe("x can't be read (permission denied): fix it or move it away.");
  });

  it.each([
    ["nothing", undefined],
    ["a text", "action.open"],
    ["a code that is none", { code: 1 }],
    ["a code that is too long", { code: "x".repeat(65) }],
    ["parameters that are a list", { code: "a.b", parameters: [1] }],
    ["a parameter that is an object", { code: "a.b", parameters: { name: {} } }],
    ["a sentence within it that is none", { code: "a.b", parameters: { name: { code: 1 } } }],
    [
      "sentences too deep within each other",
      {
        code: "a",
        parameters: { a: { code: "b", parameters: { b: { code: "c", parameters: { c: { code: "d" } } } } } },
      },
    ],
    ["a parameter that is no number", { code: "a.b", parameters: { name: Number.NaN } }],
    ["a parameter that is too long", { code: "a.b", parameters: { name: "x".repeat(513) } }],
    [
      "too many parameters",
      { code: "a.b", parameters: Object.fromEntries([..."abcdefghi"].map((k) => [k, 1])) },
    ],
  ])("is ignored where it is %s", (_, value) => {
    expect(decodeSaid(value)).toBeUndefined();
  });
});
