import { describe, expect, it } from "vitest";
import { CHINESE } from "../../shared/texts/chinese/index.ts";
import { JAPANESE } from "../../shared/texts/japanese/index.ts";

const LETTER = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]`;
/** A letter beside a Latin one, a figure, a name in braces or a command, with no space between. */
const CLOSE = new RegExp(`${LETTER}[\\w{\`]|[\\w}\`%]${LETTER}`, "u");
/** Marks of full width bring their own space. */
const SPACED_MARK = / [、。，：；？！）」”～]|[、。，；？！（「“～] /;
const HALF_WIDTH = new RegExp(`${LETTER}(?:[,;!?(]|\\.(?!\\w))`, "u");

/** What is filled in as words of the language: whole sentences, which the next one follows, and "30 days". */
const WORDS: Readonly<Record<string, string>> = { "{what}": "文。", "{undone}": "文。", "{days}": "日" };

/** Where a pattern is found in a catalogue. */
function found(catalogue: Readonly<Record<string, string>>, pattern: RegExp): string[] {
  return Object.entries(catalogue).flatMap(([code, template]) =>
    pattern.test(template.replace(/\{\w+\}/g, (name) => WORDS[name] ?? name)) ? [`${code}: ${template}`] : [],
  );
}

describe.each([
  ["Chinese", CHINESE],
  ["Japanese", JAPANESE],
] as const)("%s texts", (_, catalogue) => {
  it("part Latin letters, figures and what is filled in with a space", () => {
    expect(found(catalogue, CLOSE)).toEqual([]);
  });

  it("have marks of full width, with no space beside them", () => {
    expect(found(catalogue, SPACED_MARK)).toEqual([]);
    expect(found(catalogue, HALF_WIDTH)).toEqual([]);
  });
});

describe("Japanese texts", () => {
  it("quote with 「…」 and have colons of half width", () => {
    expect(found(JAPANESE, /[“”‘’：；]/)).toEqual([]);
    expect(found(JAPANESE, /「[^」]*(?:「|$)|^[^「]*」/)).toEqual([]);
  });
});

describe("Chinese texts", () => {
  it("quote with “…” and have colons of full width", () => {
    expect(found(CHINESE, /[「」‘’]/)).toEqual([]);
    expect(found(CHINESE, /“[^”]*(?:“|$)|^[^“]*”/)).toEqual([]);
    // A command's own one stays as it is typed.
    expect(found(CHINESE, /:(?![\d/{]|\/\/|[a-z])/)).toEqual([]);
  });
});
