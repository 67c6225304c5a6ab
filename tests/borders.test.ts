import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = path.resolve(import.meta.dirname, "..");
const SOURCES = ["shared", "entrypoints", "companion"].flatMap((folder) =>
  filesBelow(path.join(ROOT, folder)),
);
const MAX_LINES = 250;
const MAX_ENTRY_LINES = 80;

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(file);
    return /\.tsx?$/.test(entry.name) && !entry.name.endsWith(".d.ts") ? [path.relative(ROOT, file)] : [];
  });
}

const textOf = (file: string): string => readFileSync(path.join(ROOT, file), "utf8");

/** The files of the project that a file imports, as paths from the root. */
function importsOf(file: string): string[] {
  const found = textOf(file).matchAll(/(?:from|import)\s*\(?\s*"(\.{1,2}\/[^"]+)"/g);
  return [...found].map(([, target = ""]) => path.normalize(path.join(path.dirname(file), target)));
}

/** The part of the house a file belongs to: an entry point, or a folder with a border. */
function roomOf(file: string): string {
  const [top = "", second = ""] = file.split(path.sep);
  if (top === "entrypoints") return `entrypoints/${second.replace(/\..*/, "")}`;
  return top === "shared" ? `shared/${second}` : top;
}

/** Who may import whom; every room may import itself. */
function mayImport(from: string, to: string): boolean {
  if (from === to) return true;
  if (from.startsWith("entrypoints/")) return to.startsWith("shared/");
  switch (from) {
    case "shared/extension":
      return to === "shared/transfer" || to === "shared/protocol";
    case "shared/transfer":
      return to === "shared/protocol";
    case "companion":
      return to === "shared/transfer" || to === "shared/protocol" || to === "package.json";
    default:
      return false;
  }
}

describe("the house's borders", () => {
  it("are crossed only downwards: entry points, shared extension, transfer, protocol; and the companion beside them", () => {
    const crossings = SOURCES.flatMap((file) =>
      importsOf(file)
        .filter((target) => !mayImport(roomOf(file), target === "package.json" ? target : roomOf(target)))
        .map((target) => `${file} → ${target}`),
    );
    expect(crossings).toEqual([]);
  });

  it("keep the protocol free of packages, timers, promises and platforms", () => {
    const found = SOURCES.filter((file) => file.startsWith(path.join("shared", "protocol"))).filter((file) =>
      /from "[^."]|\bawait\b|\bsetTimeout\b|\bdocument\b|\bprocess\b|new WebSocket|\bBuffer\b/.test(
        textOf(file),
      ),
    );
    expect(found).toEqual([]);
  });

  it("keep the transfer free of packages, timers and platforms, and its halves of promises too", () => {
    const transfer = SOURCES.filter((file) => file.startsWith(path.join("shared", "transfer")));
    const found = transfer.filter((file) =>
      /from "[^."]|\bset(?:Timeout|Interval)\b|\bDate\b|\bperformance\b|\bBuffer\b/.test(textOf(file)),
    );
    expect(found).toEqual([]);
    const halves = transfer.filter((file) => file.endsWith("-half.ts"));
    expect(halves).toHaveLength(2);
    expect(halves.filter((file) => /\bawait\b|\bPromise\b/.test(textOf(file)))).toEqual([]);
  });

  it("hold no circles between files", () => {
    const circles: string[] = [];
    const done = new Set<string>();
    const visit = (file: string, path_: readonly string[]): void => {
      if (path_.includes(file)) circles.push([...path_.slice(path_.indexOf(file)), file].join(" → "));
      if (done.has(file) || path_.includes(file)) return;
      for (const target of importsOf(file)) visit(target, [...path_, file]);
      done.add(file);
    };
    for (const file of SOURCES) visit(file, []);
    expect(circles).toEqual([]);
  });
});

describe("every source file", () => {
  it("opens with a sentence of purpose", () => {
    const without = SOURCES.filter((file) => !/^(?:#![^\n]*\n)?\/\*\*/.test(textOf(file)));
    expect(without).toEqual([]);
  });

  it("stays under 250 lines, and the entry files only wire", () => {
    const lines = (file: string): number => textOf(file).split("\n").length - 1;
    expect(SOURCES.filter((file) => lines(file) > MAX_LINES)).toEqual([]);
    const entries = [path.join("entrypoints", "background", "index.ts"), path.join("companion", "main.ts")];
    expect(entries.filter((file) => lines(file) > MAX_ENTRY_LINES)).toEqual([]);
  });

  it("creates an object URL only where it is revoked", () => {
    const leaking = SOURCES.filter(
      (file) => textOf(file).includes("createObjectURL") && !textOf(file).includes("revokeObjectURL"),
    );
    expect(leaking).toEqual([]);
  });

  it("never hands on the buffer behind a view, nor turns file bytes into a data URL", () => {
    const found = SOURCES.filter((file) =>
      /readAsDataURL|\w\.buffer\)/.test(textOf(file).replaceAll("new DataView(bytes.buffer)", "")),
    );
    expect(found).toEqual([]);
  });
});
