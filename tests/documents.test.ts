/** The documents against the files: every link leads somewhere, and every path, limit and package they name is there. */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = path.resolve(import.meta.dirname, "..");
const NOT_OURS = new Set(["node_modules", ".git", ".output", ".wxt", ".cache"]);
const DOCUMENTS = filesBelow(ROOT).filter((file) => file.endsWith(".md"));
const TOP_LEVEL = new Set(readdirSync(ROOT));
/** History names what was there at the time. */
const HISTORY = "CHANGELOG.md";

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (NOT_OURS.has(entry.name)) return [];
    const file = path.join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(file) : [path.relative(ROOT, file)];
  });
}

const textOf = (file: string): string => readFileSync(path.join(ROOT, file), "utf8");

/** Without blocks of code, whose brackets are no links. */
const proseOf = (file: string): string => textOf(file).replaceAll(/^```[\s\S]*?^```$/gm, "");

/** What is between backquotes on one line. */
const quotedIn = (file: string): string[] =>
  [...proseOf(file).matchAll(/`([^`\n]+)`/g)].map(([, quoted = ""]) => quoted);

/** The addresses of a document's links and pictures, without those that lead to other sites. */
function linksOf(file: string): string[] {
  const links = [...proseOf(file).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => target);
  return links.filter((target) => !/^[a-z]+:/.test(target));
}

/** The anchors of a document's headings, as hosts of repositories make them. */
function anchorsOf(file: string): string[] {
  return [...proseOf(file).matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
}

function leadsSomewhere(file: string, link: string): boolean {
  const [target = "", anchor] = link.split("#");
  const found = target === "" ? file : path.join(path.dirname(file), target);
  if (!existsSync(path.join(ROOT, found))) return false;
  return anchor === undefined || anchorsOf(found).includes(anchor);
}

/** The paths from the root that a document names; one with a capital word in it, such as NAME.ts, is a pattern. */
function pathsIn(file: string): string[] {
  return quotedIn(file).filter((quoted) => {
    const [top = "", ...rest] = quoted.split("/");
    // What is built is not there before.
    const isOurs = TOP_LEVEL.has(top) && top !== ".output";
    return rest.length > 0 && isOurs && /^[\w./-]+$/.test(quoted) && !/\bNAME\b/.test(quoted);
  });
}

describe("the documents", () => {
  it("link only to files and headings that are there", () => {
    const broken = DOCUMENTS.flatMap((file) =>
      linksOf(file)
        .filter((link) => !leadsSomewhere(file, link))
        .map((link) => `${file} → ${link}`),
    );
    expect(broken).toEqual([]);
    expect(linksOf("README.md").length).toBeGreaterThan(10);
  });

  it("name only paths that are there", () => {
    const missing = DOCUMENTS.filter((file) => file !== HISTORY).flatMap((file) =>
      pathsIn(file)
        .filter((named) => !existsSync(path.join(ROOT, named)))
        .map((named) => `${file}: ${named}`),
    );
    expect(missing).toEqual([]);
    expect(pathsIn("docs/architecture.md").length).toBeGreaterThan(60);
    expect(pathsIn("CONTRIBUTING.md").length).toBeGreaterThan(25);
  });

  it("name only limits that are in the sources", () => {
    const sources = ["shared", "entrypoints", "companion"]
      .flatMap((folder) => filesBelow(path.join(ROOT, folder)))
      .filter((file) => /\.tsx?$/.test(file))
      .map(textOf)
      .join("\n");
    const named = ["docs/architecture.md", "CONTRIBUTING.md"].flatMap(quotedIn);
    const limits = named.filter((quoted) => /^[A-Z]+(?:_[A-Z]+)+$/.test(quoted));
    expect(limits.filter((limit) => !sources.includes(`const ${limit} `))).toEqual([]);
    expect(limits.length).toBeGreaterThan(2);
  });

  it("give every package its line in the README's table", () => {
    const { dependencies, devDependencies } = JSON.parse(textOf("package.json")) as Record<string, object>;
    const cells = textOf("README.md").matchAll(/^\| ([^|]+) \|/gm);
    const named = new Set([...cells].flatMap(([, cell = ""]) => cell.split(/[,:*\s]+/)));
    const packages = Object.keys({ ...dependencies, ...devDependencies });
    expect(packages.filter((name) => !name.startsWith("@types/") && !named.has(name))).toEqual([]);
    expect(packages.length).toBeGreaterThan(20);
  });
});
