import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const TOKENS = "shared/look/tokens.css";
const FOLDERS = ["entrypoints", "shared", "companion"];

/** Each declaration of the styles, as "file: property: value". */
const declarations = FOLDERS.flatMap((folder) => globSync(`${folder}/**/*.css`))
  .filter((file) => file !== path.normalize(TOKENS))
  .flatMap((file) =>
    readFileSync(file, "utf8")
      .replaceAll(/\/\*[^*]*\*\//g, "")
      .split(/[;{}]/)
      .map((part) => part.trim())
      .filter((part) => /^[a-z-]+:/.test(part))
      .map((part) => ({ file, part })),
  );
const said = ({ file, part }: { file: string; part: string }): string => `${file}: ${part}`;

describe("the pages' one look", () => {
  it("has its sizes of type in one place: a page says at most its own root size", () => {
    const sizes = declarations.filter(({ part }) => /^font(?:-size)?:/.test(part));
    expect(sizes.length).toBeGreaterThan(40);
    const literal = sizes.filter(({ part }) => !/var\(--(?:type|size)-|inherit/.test(part));
    expect(literal.filter(({ part }) => !/^font-size: \d+px$/.test(part)).map(said)).toEqual([]);
    expect(literal).toHaveLength(3);
  });

  it("has its colours in one place", () => {
    // What a mask is made of is no colour that anybody sees.
    const drawn = declarations.filter(({ part }) => !part.startsWith("mask"));
    const literal = drawn.filter(({ part }) => /#[0-9a-f]{3,8}\b|(?:rgb|hsl|oklch)\(/i.test(part));
    expect(literal.map(said)).toEqual([]);
  });

  it("moves at one pace", () => {
    const moves = declarations.filter(({ part }) => part.startsWith("transition:"));
    expect(moves.length).toBeGreaterThan(0);
    expect(
      moves.filter(({ part }) => !part.includes("var(--motion)") && !/: none$/.test(part)).map(said),
    ).toEqual([]);
  });
});
