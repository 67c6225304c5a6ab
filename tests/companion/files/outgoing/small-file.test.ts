import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, rmSync, statSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { keepSmall } from "../../../../companion/files/outgoing/small-file.ts";

const KIB = 1024;
let folder = "";
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "pagewire-small-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const put = (name: string, content: string | Buffer): string => {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
};

describe("a small file", () => {
  it.each([1, 4_100, 10 * KIB, 64 * KIB - 1])("of %i bytes gets a second name, and is read", (bytes) => {
    const content = Buffer.alloc(bytes, "abcdefg");
    const [file, target] = [put("file", content), path.join(folder, "target")];
    const kept = keepSmall(file, target);
    expect(kept).toMatchObject({
      bytes,
      sha256: createHash("sha256").update(content).digest("hex"),
      beginning: content.subarray(0, 4_100),
    });
    expect(statSync(target).ino).toBe(statSync(file).ino);
  });

  it("is left to others where it is empty, large, a link, has holes, is gone or can't be named", () => {
    const holes = put("holes", "");
    truncateSync(holes, 40 * KIB);
    symlinkSync(put("file", "x"), path.join(folder, "link"));
    put("large", Buffer.alloc(64 * KIB));
    put("empty", "");
    const target = path.join(folder, "target");
    for (const name of ["holes", "link", "large", "empty", "gone"]) {
      expect(keepSmall(path.join(folder, name), target)).toBeUndefined();
      expect(existsSync(target)).toBe(false);
    }
    expect(keepSmall(path.join(folder, "file"), path.join(folder, "none", "target"))).toBeUndefined();
    put("target", "mine");
    expect(keepSmall(path.join(folder, "file"), target)).toBeUndefined();
    expect(statSync(target).size).toBe(4);
  });
});
