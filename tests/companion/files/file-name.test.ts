import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { numberedName, safeFileName } from "../../../companion/files/file-name.ts";

describe("safeFileName", () => {
  it.each([
    ["photo.jpg", undefined, "photo.jpg"],
    ["../../x", undefined, "x"],
    ["/etc/passwd", undefined, "passwd"],
    ["C:\\Users\\me\\a.txt", undefined, "a.txt"],
    ["", undefined, "file"],
    ["..", undefined, "file"],
    [".bashrc", undefined, "bashrc"],
    ["a\nb.png", undefined, "a b.png"],
    ["CON.png", undefined, "CON_.png"],
    ["a.jpg:evil", undefined, "a.jpg_evil"],
    ["photo.png", "jpg", "photo.jpg"],
    ["photo.jpeg", "jpg", "photo.jpeg"],
    ["photo.JPG", "jpg", "photo.JPG"],
    ["picture.php", "webp", "picture.webp"],
    ["download", "png", "download.png"],
    ["v1.2 of it", "png", "v1.2 of it.png"],
    ["-rf.png", undefined, "rf.png"],
    ["名前 🚀.png", undefined, "名前 🚀.png"],
  ])("makes of %j (content %s) %j", (proposed, extension, name) => {
    expect(safeFileName(proposed, extension)).toBe(name);
  });

  it("takes direction marks out, so that an ending can't be turned around", () => {
    expect(safeFileName("photo\u202Egpj.exe")).toBe("photo_gpj.exe");
  });

  it("cuts a name of 300 characters at a whole character and keeps its ending", () => {
    const name = safeFileName(`${"👩‍🚀".repeat(300)}.jpeg`);
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200);
    expect(name).toMatch(/^(?:👩‍🚀)+\.jpeg$/u);
  });

  it("gives every name a form that is safe on every disk, and leaves a safe one alone", () => {
    const evil = fc.oneof(
      fc.string({ unit: "binary", maxLength: 300 }),
      fc.string({
        unit: fc.constantFrom("/", "\\", ".", "..", "\0", "\u202E", "CON", "nul", ":", " ", "~", "é", ".png"),
        maxLength: 40,
      }),
    );
    fc.assert(
      fc.property(
        evil,
        fc.option(fc.constantFrom("jpg", "png", "svg"), { nil: undefined }),
        (proposed, extension) => {
          const name = safeFileName(proposed, extension);
          expect(name).not.toMatch(/[<>:"/\\|?*\p{Cc}]|[. ]$|^\.{1,2}$/u);
          expect(name).not.toMatch(/^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i);
          expect(name.length).toBeGreaterThan(0);
          expect(Buffer.byteLength(name)).toBeLessThanOrEqual(220);
          expect(safeFileName(name, extension)).toBe(name);
          if (extension) expect(name.toLowerCase()).toMatch(/\.(?:jpe?g?|jfif|png|svg)$/);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

describe("numberedName", () => {
  it.each([
    ["cat.png", 2, "cat (2).png"],
    ["cat", 3, "cat (3)"],
    ["a.tar.gz", 2, "a.tar (2).gz"],
  ])("numbers %s", (name, number, numbered) => {
    expect(numberedName(name, number)).toBe(numbered);
  });
});
