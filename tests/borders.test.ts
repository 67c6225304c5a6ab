import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { isKnown, mayImport, roomOf } from "./support/rooms.ts";

const ROOT = path.resolve(import.meta.dirname, "..");
const SOURCES = ["shared", "entrypoints", "companion"].flatMap((folder) =>
  filesBelow(path.join(ROOT, folder)),
);
/** What one browser has and another has not, and what tells them apart. */
const ONE_BROWSERS =
  /import\.meta\.env|\bsidePanel\.|sidebarAction|pageCapture\.|chrome\.dom\b|openOrClosedShadowRoot|onButtonClicked|openShortcutSettings|getBrowserInfo|userAgentData|trackVisibility|windowTypes|documentLifecycle: v|permissions: \["pageCapture"\]/;
const MAX_LINES = 250;
const MAX_ENTRY_LINES = 80;
const MAX_FILES_IN_FOLDER = 15;

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

/** The circles among `nodes`, as paths from one back to itself. */
function circlesOf(nodes: Iterable<string>, targetsOf: (node: string) => Iterable<string>): string[] {
  const circles: string[] = [];
  const done = new Set<string>();
  const visit = (node: string, trail: readonly string[]): void => {
    if (trail.includes(node)) circles.push([...trail.slice(trail.indexOf(node)), node].join(" → "));
    if (done.has(node) || trail.includes(node)) return;
    for (const target of targetsOf(node)) visit(target, [...trail, node]);
    done.add(node);
  };
  for (const node of nodes) visit(node, []);
  return circles;
}

/** A file outside the folders of sources counts as a room by itself. */
const targetRoomOf = (target: string): string => (target === "package.json" ? target : roomOf(target));

describe("the house's borders", () => {
  it("are crossed only as the table of rooms says, and every room is in it", () => {
    const crossings = SOURCES.flatMap((file) =>
      importsOf(file)
        .filter((target) => !mayImport(roomOf(file), targetRoomOf(target)))
        .map((target) => `${file} → ${target}`),
    );
    expect(crossings).toEqual([]);
    expect(SOURCES.map(roomOf).filter((room) => !isKnown(room))).toEqual([]);
  });

  it("keep programs and pages apart: what two of them use is in shared", () => {
    const programOf = (file: string): string => {
      const [top = "", second = ""] = file.split(path.sep);
      return top === "entrypoints" ? `entrypoints/${second.replace(/\..*/, "")}` : top;
    };
    const crossings = SOURCES.flatMap((file) =>
      importsOf(file)
        .filter((target) => target !== "package.json" && !target.startsWith("shared"))
        .filter((target) => programOf(target) !== programOf(file))
        .map((target) => `${file} → ${target}`),
    );
    expect(crossings).toEqual([]);
  });

  it("keep the protocol free of packages, timers, promises and platforms", () => {
    const found = SOURCES.filter((file) => file.startsWith(path.join("shared", "protocol"))).filter((file) =>
      // A word of the wire may be "document".
      /from "[^."]|\bawait\b|\bsetTimeout\b|\bdocument\b(?!")|\bprocess\b|new WebSocket|\bBuffer\b/.test(
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

  it("keep what differs from browser to browser in one room", () => {
    const room = path.join("shared", "extension", "browser");
    const outside = SOURCES.filter((file) => path.dirname(file) !== room);
    const found = outside.filter((file) => ONE_BROWSERS.test(textOf(file)));
    expect(found).toEqual([]);
    expect(
      SOURCES.filter((file) => path.dirname(file) === room && ONE_BROWSERS.test(textOf(file))),
    ).not.toEqual([]);
  });

  it("hold no circles, neither among files nor among rooms", () => {
    expect(circlesOf(SOURCES, importsOf)).toEqual([]);
    const rooms = new Map<string, Set<string>>(SOURCES.map((file) => [roomOf(file), new Set()]));
    for (const file of SOURCES) {
      for (const target of importsOf(file).map(targetRoomOf)) {
        if (target !== roomOf(file)) rooms.get(roomOf(file))?.add(target);
      }
    }
    expect(circlesOf(rooms.keys(), (room) => rooms.get(room) ?? [])).toEqual([]);
  });
});

describe("every folder of sources", () => {
  it("holds at most fifteen files: what is more wants rooms", () => {
    const files = Map.groupBy(SOURCES, (file) => path.dirname(file));
    const crowded = [...files].filter(([, within]) => within.length > MAX_FILES_IN_FOLDER);
    expect(crowded.map(([folder, { length }]) => `${folder}: ${length}`)).toEqual([]);
  });

  it("and every file is named for what it holds", () => {
    const nameless = SOURCES.filter((file) =>
      file.split(path.sep).some((part) => /^(?:utils?|helpers?|commons?|misc)(?:\.|$)/.test(part)),
    );
    expect(nameless).toEqual([]);
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
