import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { FRESH_MS, placeOf, servedElsewhere } from "../../../companion/home/place.ts";

const folder = mkdtempSync(path.join(tmpdir(), "pagewire-place-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = path.join(folder, "running.json");
const here = placeOf(folder);
const note = { port: 1, pid: 1, version: "1" };
const other = { ...note, host: "desk", machine: "0123", home: "/elsewhere" };

describe("a note of another computer", () => {
  it("counts while it is fresh, by its clock or by when it came onto this disk", () => {
    const now = Date.now();
    expect(servedElsewhere({ ...other, seenAt: now }, file, here, now)).toBeDefined();
    expect(servedElsewhere({ ...other, seenAt: now - FRESH_MS }, file, here, now)).toBeUndefined();
    writeFileSync(file, "");
    expect(servedElsewhere({ ...other, seenAt: 0 }, file, here, Date.now())).toBeDefined();
    expect(servedElsewhere({ ...other, seenAt: 0 }, file, here, Date.now() + FRESH_MS)).toBeUndefined();
  });

  it("is none where an older version wrote it, or this computer in this folder", () => {
    const now = Date.now();
    expect(servedElsewhere(undefined, file, here, now)).toBeUndefined();
    expect(servedElsewhere(note, file, here, now)).toBeUndefined();
    expect(servedElsewhere({ ...note, ...here, seenAt: now }, file, here, now)).toBeUndefined();
    // Moved: nobody holds a lock at the old place.
    const moved = { ...note, ...here, home: path.join(folder, "old"), seenAt: now };
    expect(servedElsewhere(moved, file, here, now)).toBeUndefined();
  });
});
