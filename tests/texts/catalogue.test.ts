import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { ENGLISH } from "../../shared/texts/english/index.ts";
import { LANGUAGES } from "../../shared/texts/languages.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const TEXTS = path.join("shared", "texts");
const ENGLISH_FILES = path.join(TEXTS, "english");
/** One folder a language. */
const CATALOGUES = readdirSync(path.join(ROOT, TEXTS), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => path.join(TEXTS, name));
const FILES = ["shared", "entrypoints", "companion"].flatMap((folder) => filesBelow(path.join(ROOT, folder)));
const SOURCES = FILES.filter((file) => !CATALOGUES.some((folder) => isBelow(folder, file)));
const textOf = (file: string): string => readFileSync(path.join(ROOT, file), "utf8");
const withoutComments = (source: string): string =>
  source.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");

function isBelow(folder: string, file: string): boolean {
  return file.startsWith(folder + path.sep);
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(file);
    return /\.tsx?$/.test(entry.name) && !entry.name.endsWith(".d.ts") ? [path.relative(ROOT, file)] : [];
  });
}

/** The names that are filled into a text, sorted. */
function namesIn(template: string): string[] {
  return [...new Set([...template.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name))].sort();
}

/** The commands in a text, sorted: what is filled into them may stand in another order only between them. */
function commandsIn(template: string): string[] {
  return template
    .split("`")
    .filter((_, index) => index % 2 === 1)
    .sort();
}

/** The codes of a file in their order, with the lines that part them. */
function outlineOf(file: string): string {
  const lines = textOf(file).split("\n");
  return lines
    .flatMap((line) => (line === "" ? [""] : (/^ {2}"[a-z]+\.[a-z0-9-]+"/.exec(line) ?? [])))
    .join("\n")
    .trim();
}

/** The plural forms that whole numbers take in a language. */
function pluralFormsIn(tag: string): Set<string> {
  const rules = new Intl.PluralRules(tag);
  return new Set(Array.from({ length: 201 }, (_, count) => rules.select(count)));
}

describe("the texts", () => {
  it("are all said somewhere", () => {
    const source = SOURCES.map(textOf).join("\n");
    // A code that is put together names its beginning beyond the area: "panel.bar-${…}".
    const patterns = [...source.matchAll(/`([a-z]+\.[a-z0-9-]+-)\$\{[^}]+\}([a-z0-9-]*)`/g)].map(
      ([, before = "", after = ""]) =>
        new RegExp(`^${before.replace(".", "\\.")}[a-z0-9]+(?:-[a-z0-9]+)*${after}$`),
    );
    const isSaid = (code: string): boolean =>
      source.includes(`"${code}"`) || patterns.some((pattern) => pattern.test(code));
    expect(Object.keys(ENGLISH).filter((code) => !isSaid(code))).toEqual([]);
  });

  it("have each area in one file", () => {
    const homes = new Map<string, Set<string>>();
    for (const file of FILES.filter((name) => name.startsWith(ENGLISH_FILES)))
      for (const [, area = ""] of textOf(file).matchAll(/^ {2}"([a-z]+)\./gm))
        homes.set(area, (homes.get(area) ?? new Set()).add(file));
    expect([...homes].filter(([, files]) => files.size > 1).map(([area]) => area)).toEqual([]);
    expect(homes.size).toBeGreaterThan(20);
  });

  it.each(Object.entries(LANGUAGES))("are complete in %s, and filled with the same", async (_, load) => {
    const catalogue = await load();
    expect(Object.keys(catalogue).sort()).toEqual(Object.keys(ENGLISH).sort());
    const wrong = Object.entries(ENGLISH).filter(
      ([code, template]) => namesIn(template).join() !== namesIn(textIn(catalogue, code)).join(),
    );
    expect(wrong).toEqual([]);
  });

  it.each(Object.entries(LANGUAGES))("say the same commands in %s, and nothing empty", async (_, load) => {
    const catalogue = await load();
    const wrong = Object.entries(ENGLISH).filter(
      ([code, template]) =>
        commandsIn(template).join() !== commandsIn(textIn(catalogue, code)).join() ||
        textIn(catalogue, code).trim() === "" ||
        /[{}]/.test(textIn(catalogue, code).replace(/\{\w+\}/g, "")),
    );
    expect(wrong.map(([code]) => code)).toEqual([]);
  });

  it.each(Object.entries(LANGUAGES))("have every plural form of %s", async (tag, load) => {
    const codes = new Set(Object.keys(await load()));
    const counted = [...codes]
      .filter((code) => code.endsWith("-one") && codes.has(code.replace(/one$/, "other")))
      .map((code) => code.replace(/one$/, ""));
    const missing = counted.flatMap((stem) =>
      [...pluralFormsIn(tag)].map((form) => stem + form).filter((code) => !codes.has(code)),
    );
    expect(missing).toEqual([]);
  });

  it("stand in every language in the same file as in English, and in the same order", () => {
    expect(CATALOGUES).toHaveLength(Object.keys(LANGUAGES).length);
    const filesOf = (folder: string): string[] =>
      FILES.filter((file) => isBelow(folder, file)).map((file) => path.relative(folder, file));
    const english = filesOf(ENGLISH_FILES).sort();
    expect(english.filter((name) => outlineOf(path.join(ENGLISH_FILES, name)) === "")).toEqual(["index.ts"]);
    for (const folder of CATALOGUES) {
      expect(filesOf(folder).sort(), folder).toEqual(english);
      for (const name of english)
        expect(outlineOf(path.join(folder, name)), path.join(folder, name)).toBe(
          outlineOf(path.join(ENGLISH_FILES, name)),
        );
    }
  });
});

function textIn(catalogue: Readonly<Record<string, string>>, code: string): string {
  return catalogue[code] ?? "";
}

describe("no sentence for people is left outside", () => {
  /** Names that are the same in every language. */
  const NAMES: readonly string[] = ["Pagewire"];
  const WORDS = /[A-Za-z’']{2,}[^A-Za-z]*\s[^A-Za-z]*[A-Za-z]{2,}/;
  /** What stands between quotes, with what is filled into it left out. */
  const literalsIn = (source: string): string[] =>
    [...source.matchAll(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g)].map(([literal]) =>
      literal.replace(/\$\{[^}]*\}/g, "").slice(1, -1),
    );

  it("in what a page shows", () => {
    const found = SOURCES.filter((file) => file.endsWith(".tsx")).flatMap((file) => {
      const source = withoutComments(textOf(file)).replaceAll("=>", "  ");
      const between = [...source.matchAll(/>\s*([^<>{}=;()&|`]*[A-Za-z]{2,}[^<>{}=;()&|`]*?)\s*[<{]/g)];
      const attributes = [...source.matchAll(/\b(?:aria-label|title|alt|label|placeholder)="([^"]+)"/g)];
      return [...between, ...attributes]
        .map(([, words = ""]) => words)
        .filter((words) => !NAMES.includes(words))
        .map((words) => `${file}: ${words}`);
    });
    expect(found).toEqual([]);
  });

  it("in what a page or the companion says", () => {
    const found = SOURCES.flatMap((file) => {
      const source = withoutComments(textOf(file));
      const said = [
        ...source.matchAll(/(?:\b(?:say|tell|fail)\(|\b(?:detail|fix|message|note):)\s*(.{0,200})/g),
      ];
      return said
        .flatMap(([, after = ""]) => (/^["'`]/.test(after) ? literalsIn(after).slice(0, 1) : []))
        .filter((literal) => WORDS.test(literal))
        .map((literal) => `${file}: ${literal}`);
    });
    expect(found).toEqual([]);
  });

  it("in an error that people are shown", () => {
    const heirs = new Set(["SaidError"]);
    const classes = SOURCES.flatMap((file) => [...textOf(file).matchAll(/class (\w+) extends (\w+)/g)]);
    for (let size = 0; size < heirs.size; ) {
      size = heirs.size;
      for (const [, name = "", parent = ""] of classes) if (heirs.has(parent)) heirs.add(name);
    }
    expect([...heirs]).toEqual(expect.arrayContaining(["TransferRefused", "HomeUnusable", "CommandFailed"]));
    const found = SOURCES.flatMap((file) => {
      const source = withoutComments(textOf(file));
      return [...source.matchAll(/new (\w+)\(/g)]
        .filter(([, name = ""]) => heirs.has(name))
        .flatMap(({ index }) => literalsIn(callAt(source, index)))
        .filter((literal) => WORDS.test(literal))
        .map((literal) => `${file}: ${literal}`);
    });
    expect(found).toEqual([]);
  });
});

/** A call from its beginning to the bracket that closes it. */
function callAt(source: string, begin: number): string {
  let depth = 0;
  for (let at = source.indexOf("(", begin); at < source.length; at += 1) {
    if (source[at] === "(") depth += 1;
    if (source[at] === ")") depth -= 1;
    if (depth === 0) return source.slice(begin, at + 1);
  }
  return "";
}
