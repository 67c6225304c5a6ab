import { describe, expect, it } from "vitest";
import { FRENCH } from "../../shared/texts/french/index.ts";
import { GERMAN } from "../../shared/texts/german/index.ts";

/** A text without its commands and tags, which are typed, not read. */
const proseOf = (template: string): string =>
  template.replace(/`[^`]*`/g, "").replace(/<code>[^<]*<\/code>|<\/?b>/g, "");

/** Where a pattern is found, in the prose of a catalogue. */
function found(catalogue: Readonly<Record<string, string>>, pattern: RegExp): string[] {
  return Object.entries(catalogue).flatMap(([code, template]) =>
    pattern.test(proseOf(template)) ? [`${code}: ${template}`] : [],
  );
}

describe("German texts", () => {
  it("quote with „…“, in pairs", () => {
    // A list as JSON has it keeps its own marks.
    expect(found(GERMAN, /["”«»‚‘](?!.*\])/)).toEqual([]);
    expect(found(GERMAN, /„[^“]*(?:„|$)|^[^„]*“/)).toEqual([]);
  });

  it("keep a figure and its unit on one line", () => {
    expect(found(GERMAN, /\} (?:[MG]i?B|s|min|h)\b/)).toEqual([]);
  });

  it("say no du", () => {
    expect(found(GERMAN, /(?<!\p{L})(?:du|dein\p{L}*|dir|dich)(?!\p{L})/iu)).toEqual([]);
  });
});

describe("French texts", () => {
  it("quote with « … », and part ; ? ! with narrow no-break spaces, : with a no-break space", () => {
    expect(found(FRENCH, /["“”](?!.*\])|'/)).toEqual([]);
    expect(found(FRENCH, /«(?!\u202f)|(?<!\u202f)»/)).toEqual([]);
    expect(found(FRENCH, /\s(?<!\u202f)[;?!](?!\S)/)).toEqual([]);
    expect(found(FRENCH, /(?<!\u00a0):(?= |$)/)).toEqual([]);
  });

  it("keep a figure and its unit on one line", () => {
    expect(found(FRENCH, /\} (?:[MG]i?o|s|min|h)\b/)).toEqual([]);
  });

  it("say vous", () => {
    expect(found(FRENCH, /(?<![\p{L}’:-])(?:tu|te|ton|ta|tes|toi)(?![\p{L}’])/iu)).toEqual([]);
  });
});
