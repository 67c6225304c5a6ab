import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { numberedName, safeFileName } from "../../shared/naming/file-name.ts";

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
    ["backup.tar.gz", "gz", "backup.tar.gz"],
    ["backup.tgz", "gz", "backup.tgz"],
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

  it.each([
    ["a filler", "a\u3164b.png", "ab.png"],
    ["a filler alone", "\u3164", "file"],
    ["Hangul's fillers", "\u115F\u1160\uFFA0a.png", "a.png"],
    ["Braille's blank", "a\u2800.png", "a.png"],
    ["a soft hyphen", "a\u00ADb.png", "ab.png"],
    ["a joiner between letters", "a\u200Db\u200Cc.png", "abc.png"],
    ["selectors", "a\uFE0Fb\uFE0Ec\u{E0100}.png", "abc.png"],
    ["tags", "a\u{E0041}\u{E007F}.png", "a.png"],
    ["blanks at its end", "a.png\u2800\u3164", "a.png"],
  ])("loses what nobody sees: %s", (_, proposed, name) => {
    expect(safeFileName(proposed)).toBe(name);
  });

  it.each(["👩\u200D🚀.png", "❤\uFE0F\u200D🔥.png", "1\uFE0F\u20E3.png", "☀\uFE0F.png", "क्\u200Dष.png"])(
    "keeps what a visible character needs: %s",
    (name) => {
      expect(safeFileName(name)).toBe(name);
    },
  );

  it("keeps the beginning and the ending of a name of any length", () => {
    expect(safeFileName(`a${" ".repeat(100_000)}.png`)).toBe("a.png");
    expect(safeFileName(`a${"b".repeat(100_000)}.png  . .`)).toBe(`a${"b".repeat(195)}.png`);
  });

  it("keeps an ending of two parts whole where it cuts", () => {
    const name = safeFileName(`${"n".repeat(300)}.tar.gz`, "gz");
    expect(name).toBe(`${"n".repeat(193)}.tar.gz`);
    expect(safeFileName(`${"n".repeat(100_000)}.tar.zst`)).toBe(`${"n".repeat(192)}.tar.zst`);
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
    ["a.tar.gz", 2, "a (2).tar.gz"],
    ["pagewire-1.2.TAR.XZ", 3, "pagewire-1.2 (3).TAR.XZ"],
    ["track.gpx.gz", 2, "track (2).gpx.gz"],
    ["site.user.js", 2, "site (2).user.js"],
    ["my.holiday.gz", 2, "my.holiday (2).gz"],
    ["v1.2.gz", 2, "v1.2 (2).gz"],
    ["tar.gz", 2, "tar (2).gz"],
    ["photo.tar.jpg", 2, "photo.tar (2).jpg"],
  ])("numbers %s", (name, number, numbered) => {
    expect(numberedName(name, number)).toBe(numbered);
  });
});
