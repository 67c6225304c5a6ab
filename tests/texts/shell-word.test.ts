import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { shellWord } from "../../shared/texts/shell-word.ts";

describe("a word for a shell", () => {
  it("is left alone where it is plain, and quoted where it isn't", () => {
    expect(shellWord("/home/jürgen/Pagewire-2.0")).toBe("/home/jürgen/Pagewire-2.0");
    expect(shellWord("/home/ada/my files")).toBe("'/home/ada/my files'");
    expect(shellWord("~/x")).toBe("'~/x'");
    expect(shellWord("")).toBe("''");
    expect(shellWord(String.raw`C:\Users\ada\Pagewire`, "windows")).toBe(String.raw`C:\Users\ada\Pagewire`);
    expect(shellWord(String.raw`C:\My Files`, "windows")).toBe(String.raw`"C:\My Files"`);
  });

  it.each([
    "a b",
    "it's",
    "$(touch x)",
    "a;b&c|d",
    "`id`",
    "two\nlines",
    "tab\there",
    "back\\slash `and` 'quote'",
    "\u202egpj.exe",
    "日本語 ö",
    "-n",
    "*",
    "!x",
  ])("is one and the same word to bash: %j", (word) => {
    const said = shellWord(word);
    expect(execFileSync("bash", ["-c", `printf %s -- ${said}`], { encoding: "utf8" })).toBe(`--${word}`);
    expect(said).not.toMatch(/[`\p{C}]/u);
  });
});
