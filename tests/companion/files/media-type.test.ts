import { describe, expect, it } from "vitest";
import { KeptBeginning } from "../../../companion/files/kept-beginning.ts";
import { DETECTION_BYTES, detectType, MARKUP_BYTES } from "../../../companion/files/media-type.ts";
import { cpuMs, linear } from "../../support/cpu-cost.ts";
import { hostileBeginnings, KNOWN_BEGINNINGS } from "../../support/hostile-beginnings.ts";
import { slowestDetection } from "../../support/slowest-detection.ts";

const MAX_DETECTION_MS = 20;
/** On a slow machine as long as so many walks over as many characters take. */
const MAX_DETECTION_WALKS = 20;
const WALK_CHARACTERS = 1024 * 1024;

async function mostMs(): Promise<number> {
  return Math.max(MAX_DETECTION_MS, MAX_DETECTION_WALKS * (await cpuMs(() => linear(WALK_CHARACTERS))));
}

const BEGINNINGS = 1_500;
const SEED = 20_261_128;
const ROOT = 'xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>';

const typeOf = async (text: string): Promise<string | undefined> =>
  (await detectType(Buffer.from(text)))?.mediaType;

describe("the type of a beginning", () => {
  it.each([
    ["bare", `<svg ${ROOT}`],
    ["in capitals", `<SVG ${ROOT}`],
    ["with the usual prefix", '<svg:svg xmlns:svg="http://www.w3.org/2000/svg"/>'],
    ["with any prefix", '<x:svg xmlns:x="http://www.w3.org/2000/svg"/>'],
    [
      "as Python writes it",
      `<?xml version="1.0"?>\n<ns0:svg xmlns:ns0="http://www.w3.org/2000/svg" width="60"></ns0:svg>`,
    ],
    ["with its prefix behind others", "<a:svg b='>' xmlns:b='c'\n xmlns:a = 'http://www.w3.org/2000/svg'/>"],
    [
      "with its prefix by an entity",
      `<!DOCTYPE s:svg [<!ENTITY ns "http://www.w3.org/2000/svg">]><s:svg xmlns:s="&ns;"/>`,
    ],
    ["behind 5 kB of comment", `<!-- ${"licence ".repeat(640)} --><svg ${ROOT}`],
    ["behind 5 kB of entities", `<!DOCTYPE svg [${'<!ENTITY a "]>">'.repeat(340)}]><svg ${ROOT}`],
    [
      "behind 60 kB of comments and space",
      `<?xml version="1.0"?>${"<!-- a -->\n    ".repeat(4000)}<svg ${ROOT}`,
    ],
    ["with a prefix in another alphabet", '<пре-фикс.1:svg xmlns:пре-фикс.1="http://www.w3.org/2000/svg"/>'],
    ["after a byte order mark and space", `\ufeff\n \t<svg ${ROOT}`],
    ["after a prologue", `<?xml version="1.0"?>\n<!-- a --><svg ${ROOT}`],
    ["after a style sheet whose name holds an arrow", `<?xml-stylesheet title="a>b"?><svg ${ROOT}`],
    ["after its document type", `<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd"><svg ${ROOT}`],
    ["after a subset of its own", `<!DOCTYPE svg [<!ENTITY a "b"> <!ELEMENT c ANY>]>\n<svg ${ROOT}`],
    [
      "after a subset with brackets in quotes and comments",
      `<!DOCTYPE svg [<!ENTITY a "]>"><!-- ]> ' -->]><svg ${ROOT}`,
    ],
    [
      "after a document type with its prefix",
      `<!DOCTYPE x:svg><x:svg xmlns:x="http://www.w3.org/2000/svg"/>`,
    ],
    ["after many comments", `${"<!---->".repeat(60)}<svg ${ROOT}`],
    ["that ends at its name", "<svg>"],
  ])("is an SVG picture: %s", async (_, text) => {
    expect(await typeOf(text)).toBe("image/svg+xml");
  });

  it.each([
    ["a document type", "<!doctype html><p>x"],
    ["a document type across lines", "\n<!DOCTYPE\n html >"],
    ["an element", "<html lang=en>"],
    ["a paragraph after comments", "<!-- a --> <!-- b -->\n<p>x"],
    ["a heading", "<h1>x</h1>"],
    ["a picture inside", "<!doctype html><svg></svg>"],
  ])("is a web page: %s", async (_, text) => {
    expect(await typeOf(text)).toBe("text/html");
  });

  it.each([
    ["a heading of Markdown after comments", "<!-- a -->\n# Title"],
    ["a comment that is not closed", "<!-- <svg >"],
    ["a document type that is not closed", "<!DOCTYPE svg [ <svg >"],
    ["a name that only begins so", "<svgs >"],
    ["a name that is cut", "<svg"],
    ["two prefixes", "<a:b:svg >"],
    ["a prefix that is none", "<1:svg >"],
    ["a prefix of no namespace", "<x:svg >"],
    [
      "a prefix of another namespace",
      '<x:svg xmlns:x="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/2000/svg">',
    ],
    ["a namespace that stands in another's value", "<x:svg a=\"xmlns:x='http://www.w3.org/2000/svg'\">"],
    ["a picture too far behind", `<!-- ${"a".repeat(MARKUP_BYTES)} --><svg ${ROOT}`],
    ["a text that names one", "see <svg >"],
    ["nothing", ""],
  ])("is neither: %s", async (_, text) => {
    expect(await typeOf(text)).toBeUndefined();
  });

  it.each(["utf16le", "utf-16be"] as const)(
    "is told of UTF-16, with and without its mark: %s",
    async (order) => {
      const inOrder = (text: string): Buffer => {
        const bytes = Buffer.from(text, "utf16le");
        return order === "utf16le" ? bytes : bytes.swap16();
      };
      for (const mark of ["\ufeff", ""]) {
        const svg = inOrder(`${mark}<?xml version="1.0" encoding="UTF-16"?>\n<svg ${ROOT}`);
        expect((await detectType(svg))?.mediaType).toBe("image/svg+xml");
        expect((await detectType(inOrder(`${mark}<svg ${ROOT}`)))?.mediaType).toBe("image/svg+xml");
        expect((await detectType(inOrder(`${mark}<!doctype html><p>x`)))?.mediaType).toBe("text/html");
        expect((await detectType(inOrder(`${mark}<a>x</a>`)))?.isImage).not.toBe(true);
      }
    },
  );

  it.each([
    ["avif", ["mif1", "avif"], "image/avif", "avif"],
    ["avis", ["msf1"], "image/avif", "avif"],
    ["mif1", ["miaf", "avif", "MA1B"], "image/avif", "avif"],
    ["msf1", ["iso8", "avis"], "image/avif", "avif"],
    ["miaf", ["avif"], "image/avif", "avif"],
    ["MA1A", ["avif"], "image/avif", "avif"],
    ["heic", ["mif1", "heic"], "image/heic", "heic"],
    ["heix", ["mif1"], "image/heic", "heic"],
    ["heim", ["mif1"], "image/heic", "heic"],
    ["heis", ["mif1"], "image/heic", "heic"],
    ["hevc", ["msf1"], "image/heic-sequence", "heic"],
    ["hevx", ["msf1"], "image/heic-sequence", "heic"],
    ["heic", ["mif1", "avif"], "image/heic", "heic"],
    ["mif1", ["heic"], "image/heic", "heic"],
    ["msf1", ["hevc"], "image/heic-sequence", "heic"],
    ["avci", ["mif1"], "image/avci", "avci"],
    ["mif1", ["toString"], "image/heif", "heif"],
    ["isom", ["iso2", "avc1", "mp41"], "video/mp4", "mp4"],
    ["toSt", ["ring"], "video/mp4", "mp4"],
    ["M4A ", ["mp42", "isom"], "audio/x-m4a", "m4a"],
    ["qt  ", [], "video/quicktime", "mov"],
  ])("is told by all brands: %s with %j is %s", async (major, compatible, mediaType, extension) => {
    const box = Buffer.from(`....ftyp${major}\0\0\0\0${compatible.join("")}`, "latin1");
    box.writeUInt32BE(box.length, 0);
    const file = Buffer.concat([box, Buffer.from("\0\0\0\x08freeavifavis", "latin1")]);
    expect(await detectType(file)).toMatchObject({ mediaType, extension });
    for (let cut = 0; cut < file.length; cut += 1) await detectType(file.subarray(0, cut));
  });

  it.each([
    ["a JPEG", "\xff\xd8\xff\xe0\0\x10JFIF\0", "image/jpeg"],
    ["JPEG XL, naked", "\xff\x0a\xfa\x1f\x41", "image/jxl"],
    ["JPEG XL in its container", "\0\0\0\x0cJXL \r\n\x87\n\0\0\0\x14ftypjxl \0\0\0\0jxl ", "image/jxl"],
    [
      "an animated PNG",
      "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0....\0\0\0\x08acTL\0\0\0\x02\0\0\0\0....",
      "image/apng",
    ],
  ])("is a picture's: %s", async (_, bytes, mediaType) => {
    expect(await detectType(Buffer.from(bytes, "latin1"))).toMatchObject({ mediaType, isImage: true });
  });

  it.each([
    ["of a picture", Buffer.alloc(200_000, "GIF89a"), DETECTION_BYTES],
    ["behind a comment that ends in time", Buffer.alloc(200_000, "<!-- a --><svg>"), DETECTION_BYTES],
    ["behind a long comment", Buffer.alloc(200_000, "<!-- a"), MARKUP_BYTES],
    ["behind a long comment in UTF-16", Buffer.alloc(200_000, "\ufeff<!-- a", "utf16le"), MARKUP_BYTES],
    ["of a short file", Buffer.from("<!-- a"), 6],
  ])("is kept from a stream as far as it is needed: %s", (_, file, bytes) => {
    for (const step of [1, 100, DETECTION_BYTES - 1, DETECTION_BYTES, 100_000, 200_000]) {
      const beginning = new KeptBeginning();
      for (let at = 0; at < file.length; at += step) beginning.take(file.subarray(at, at + step));
      expect(beginning.bytes.equals(file.subarray(0, bytes))).toBe(true);
      expect(beginning.isWhole(file.length)).toBe(true);
      // Of a file whose size nobody knows more may come.
      expect(beginning.isWhole(null)).toBe(file.length > bytes);
    }
  });

  it("is a saved page's where Chromium has written one down, and a mail's where it only looks so", async () => {
    const page = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://a.test/\r\n";
    expect(await detectType(Buffer.from(page))).toEqual({
      mediaType: "multipart/related",
      extension: "mhtml",
      isImage: false,
    });
    expect(await typeOf("From: <Saved by hand>\r\nSubject: hello\r\n")).toBeUndefined();
  });

  it("is told within milliseconds, whatever was thought up against it", async () => {
    await detectType(Buffer.from("GIF89a"));
    expect((await slowestDetection(KNOWN_BEGINNINGS)).ms).toBeLessThan(await mostMs());
  });

  it(`is told within milliseconds for each of ${BEGINNINGS} generated ones`, async () => {
    const slowest = await slowestDetection(hostileBeginnings(BEGINNINGS, SEED));
    expect(slowest.ms, slowest.beginning).toBeLessThan(await mostMs());
  });
});
