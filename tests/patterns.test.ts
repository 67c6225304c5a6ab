import { describe, expect, it } from "vitest";
import { superlinear } from "./support/patterns/linear-pattern.ts";
import { patternsIn, sourcePatterns } from "./support/patterns/source-patterns.ts";

const { patterns, unreadable } = sourcePatterns();

describe("every regular expression of the sources", () => {
  it("is found, wherever it stands", () => {
    expect(patterns.length).toBeGreaterThan(40);
    const text =
      'const a = x.replace(/a+$/g, ""); const b = <p title={c ? /b*/u.exec(d) : "/no/"}>/neither/</p>;';
    expect(patternsIn("made-up.tsx", text).patterns).toEqual([
      { file: "made-up.tsx", source: "a+$", flags: "g" },
      { file: "made-up.tsx", source: "b*", flags: "u" },
    ]);
  });

  it("is written down: none is put together at run time, where nobody can judge it", () => {
    expect(unreadable).toEqual([]);
    for (const text of [
      "new RegExp(a)",
      "RegExp(a)",
      "a.match(b)",
      'a.search("b")',
      "const A = RegExp; new A(b)",
    ])
      expect(patternsIn("made-up.ts", text).unreadable, text).toHaveLength(1);
    for (const text of ["a.match(/b/)", "const B = /b/; a.search(B)", "let a: RegExp = /b/;"])
      expect(patternsIn("made-up.ts", text).unreadable, text).toEqual([]);
  });

  it("is linear by its structure: no star behind which something can still fail in another way", () => {
    const faults = patterns.flatMap(({ file, source, flags }) => {
      const fault = superlinear(source, flags);
      return fault === undefined ? [] : [`${file} /${source}/${flags}: ${fault}`];
    });
    expect(faults).toEqual([]);
  });
});

describe("the judge of patterns", () => {
  it.each([
    [String.raw`^(?:\uFEFF|\s|<!--[\s\S]*?-->)*<(?:html|body)[\s>]`, "i"],
    [String.raw`[\s.]+$`, ""],
    ["^(?:a+)+$", ""],
    ["^(?:a|a)*b", ""],
    ["^(?:a|ab)*c", ""],
    ["^a*a*b", ""],
    ["^a*b?a*c", ""],
    ["^(?:a*b?)*c", ""],
    ["^(?:a?)*b", ""],
    ["^.*x.*y", "s"],
    ["^A*a*b", "i"],
    [String.raw`^\s*\u3000*x`, ""],
    [String.raw`^\w*[\u017f]*!`, "iu"],
    ["a*b", ""],
    ["^a*b", "m"],
    ["^a*b|a*c", ""],
    ["(?=.*a)b", ""],
    [String.raw`^(a*)\1`, ""],
    ["^(?<=a*)b", ""],
    ["^(?:a|b|ab){20}$", ""],
    ["a{1,600}b", ""],
    ["^(?:x{1,9}x{1,9}x{1,9}x{1,9})$", ""],
  ])("refuses /%s/%s", (source, flags) => {
    expect(superlinear(source, flags)).toEqual(expect.any(String));
  });

  it.each([
    ["^[A-Za-z0-9+/]*={0,2}$", ""],
    ["[?#].*", "s"],
    ["(?:pw[a-z]_)?[0-9a-f]{33,}", "gi"],
    [String.raw`^\d+\.\d+\.\d+\.\d+$`, ""],
    [String.raw`^text\/(?!html)[\w.+-]+$`, ""],
    ["not.?a.?brand|chromium", "i"],
    [String.raw`\s*`, "y"],
    ["^(?:[a-z]+,)*$", ""],
    [String.raw`[\p{Cc}\u2800\u{1D159}]`, "gu"],
  ])("lets /%s/%s pass", (source, flags) => {
    expect(superlinear(source, flags)).toBeUndefined();
  });
});
