import { describe, expect, it } from "vitest";
import type { NamingFacts } from "../../shared/naming/facts.ts";
import { MAX_FOLDER_BYTES, placeBy, previewOf } from "../../shared/naming/place.ts";
import { parseTemplate, TemplateWrong } from "../../shared/naming/template.ts";
import { pseudoRandomBuffer } from "../support/pseudo-random.ts";
import { hostileNames } from "./hostile-names.ts";

const FACTS: NamingFacts = {
  name: "cat.png",
  type: "image/png",
  sha256: "0123456789abcdef",
  fidelity: "original",
  how: "document",
  at: new Date(2026, 10, 28, 9, 5, 7).getTime(),
  source: {
    url: "https://cdn.site.test/cat.png",
    pageUrl: "https://www.site.test/animals/",
    title: "All my  cats\n& dogs",
    alt: "A Cat",
  },
};
const BARE: NamingFacts = { ...FACTS, source: undefined, how: undefined };

describe("a template", () => {
  it.each([
    ["{name}", "cat.png"],
    ["{date}/{host}/{title|60}-{n}{ext}", "2026-11-28/www.site.test/All my cats & dogs-1.png"],
    ["{from}/{name}", "cdn.site.test/cat.png"],
    ["{date|YYYY-MM}/{time|hh mm}/{name|upper}", "2026-11/09 05/CAT.png"],
    ["{year}/{month}/{day}/{n|3}", "2026/11/28/001.png"],
    ["{title|8|lower|dashes}", "all-my-c.png"],
    ["{kind}/{type}/{alt}{ext}", "image/image-png/A Cat.png"],
    ["{how}/{fidelity}/{sha256|8}", "document/original/01234567.png"],
    ["pictures of {ext}/{name}", "pictures of png/cat.png"],
  ])("%s makes %s", (template, place) => {
    expect(previewOf(template, [FACTS])).toEqual([place]);
  });

  it.each([
    ["{date}/{host}/{name}", "2026-11-28/cat.png"],
    ["{host|else elsewhere}/{name}", "elsewhere/cat.png"],
    ["{title}-{alt|else no words}", "cat-no words.png"],
    ["{alt}", "file.png"],
    ["{how|else unknown}/{alt}-{n}", "unknown/1.png"],
  ])("says something else of what is not known: %s makes %s", (template, place) => {
    expect(previewOf(template, [BARE])).toEqual([place]);
  });

  it.each([
    ["", 0],
    ["{date}/", 7],
    ["/{name}", 0],
    ["a//{name}", 2],
    ["../{name}", 1],
    ["{name}/..", 8],
    [".hidden/{name}", 6],
    ["a\\{name}", 1],
    ["a:{name}", 1],
    ["a\u0000{name}", 1],
    ["a\u202E{name}", 1],
    ["{nmae}", 0],
    ["x{}", 1],
    ["a{name", 1],
    ["a}", 1],
    ["{title|0}", 0],
    ["{title|201}", 0],
    ["{title|YYYY}", 0],
    ["{date|QQ}", 0],
    ["{date|}", 0],
    ["{title|else a/b}", 0],
    ["{n}/{name}", 0],
    ["{n}-{n}", 0],
    ["{ext}", 5],
    ["a/b/c/d/e/f/g/h/i/{name}", 24],
    ["x".repeat(301), 300],
    [`{name}${"x".repeat(41)}`, 47],
  ])("that is wrong says where: %j", (template, at) => {
    expect(() => parseTemplate(template)).toThrow(TemplateWrong);
    try {
      parseTemplate(template);
    } catch (error) {
      expect(error).toMatchObject({ at, code: "template_wrong", said: { code: /^template\./ } });
    }
  });

  it("gives no file an ending of its own that nobody knows", () => {
    const unknown = { ...FACTS, name: "blob", source: { url: "https://a.test/", title: "setup.exe" } };
    expect(previewOf("{title}", [unknown, unknown])).toEqual(["setup_exe", "setup_exe (2)"]);
  });

  it("tells files apart however long their names are", () => {
    const long = { ...FACTS, source: { url: "https://a.test/", title: "猫".repeat(300) } };
    const place = placeBy(parseTemplate("{title}-{n}"), long);
    expect(place.nameAt(123_456)).toMatch(/^猫+-123456\.png$/);
    expect(new Set([1, 2, 10, 99, 100, 12_345].map((number) => place.nameAt(number))).size).toBe(6);
    const plain = placeBy(parseTemplate("{title}"), long);
    expect(plain.nameAt(2)).toMatch(/^猫+ \(2\)\.png$/);
  });
});

/** What the three systems say of a name, written down a second time. */
function isLegal(name: string, maxBytes: number): boolean {
  if (name === "" || Buffer.byteLength(name) > maxBytes || name !== name.normalize("NFC")) return false;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what Windows refuses
  if (/[<>:"/\\|?*\u0000-\u001f\u007f]/.test(name) || /[. ]$/.test(name) || /^[. ]/.test(name)) return false;
  if (name.toWellFormed() !== name) return false;
  return !/^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])$/i.test((name.split(".")[0] ?? "").trimEnd());
}

const TEMPLATES = [
  "{name}",
  "{date}/{host}/{title|60}-{n}{ext}",
  "{title}/{alt}/{name}",
  "{alt|else none}/{from}/{title|upper}",
  "{title|7|dashes}{alt}/{n|4}",
  "con/{alt}{ext}",
  "{type}/{how}/{title}.{alt}",
  "{title}{title}{title}{title}/{alt}{alt}{alt}-{n}",
].map(parseTemplate);
const RECORDS = 100_000;
const SEED = 20_261_129;

describe("100,000 records of all kinds", () => {
  it("are given places inside the inbox whose every part is legal on Linux, macOS and Windows", () => {
    const dice = pseudoRandomBuffer(RECORDS * 64, SEED);
    let thrown = 0;
    const next = (): number => {
      thrown += 4;
      return dice.readUInt32LE(thrown - 4) / 2 ** 32;
    };
    const names = [...hostileNames(4_000, SEED)].map(({ proposed }) => proposed);
    const any = (): string => names[Math.floor(next() * names.length)] ?? "";
    const wrong: string[] = [];
    for (let count = 0; count < RECORDS; count += 1) {
      const template = TEMPLATES[count % TEMPLATES.length] ?? parseTemplate("{name}");
      const facts: NamingFacts = {
        ...FACTS,
        name: ["cat.png", "blob", "a.tar.gz", "猫.jpeg"][count % 4] ?? "",
        type: any(),
        how: any(),
        at: Math.floor((next() - 0.5) * 2 * 8.64e15),
        source: { url: any(), pageUrl: `https://${any()}/`, title: any(), alt: any() },
      };
      const place = placeBy(template, facts);
      const number = Math.floor(1 + next() * 2) === 1 ? 1 : 1 + Math.floor(next() * 100_000);
      const [name, other] = [place.nameAt(number), place.nameAt(number + 1)];
      const isFine =
        place.folders.every((folder) => isLegal(folder, MAX_FOLDER_BYTES)) &&
        isLegal(name, 210) &&
        isLegal(other, 210) &&
        name !== other;
      if (!isFine) wrong.push(JSON.stringify([place.folders, name, facts]));
    }
    expect(wrong.slice(0, 5)).toEqual([]);
  });
});
