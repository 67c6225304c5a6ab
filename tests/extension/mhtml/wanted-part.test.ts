import { randomBytes } from "node:crypto";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type FoundPart, findPart, type NoPart } from "../../../shared/extension/mhtml/wanted-part.ts";
import {
  BOUNDARY,
  cutInto,
  type DocumentPart,
  documentHead,
  inLines,
  mhtmlDocument,
  PAGE_PART,
  PAGE_URL,
  streamOf,
  writtenPart,
} from "../../support/mhtml-document.ts";

const MIB = 1024 * 1024;
const LIMITS = { maxDocumentBytes: 256 * MIB, maxPartBytes: 64 * MIB };
const WANTED = "http://pics.test/a.png?w=1&x=[1]|{2}#top";
const BYTES = randomBytes(10_000);
const OTHER: DocumentPart = { location: "http://pics.test/b.png", bytes: randomBytes(500) };

type Chunks = Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
const find = (chunks: Chunks, url = WANTED, limits = LIMITS): Promise<FoundPart | NoPart> =>
  findPart(streamOf(chunks), url, limits, new AbortController().signal);
const findIn = (parts: readonly DocumentPart[], url = WANTED): Promise<FoundPart | NoPart> =>
  find([mhtmlDocument(parts)], url);
const bytesOf = (part: FoundPart | NoPart): Buffer | string =>
  part.kind === "found" ? Buffer.concat(part.chunks) : part.kind;

describe("the part with an address", () => {
  it("is found with its very bytes, its type and its frame", async () => {
    const frame: DocumentPart = { ...PAGE_PART, location: "http://frame.test/in" };
    const part = await findIn([OTHER, frame, { location: WANTED, type: "Image/PNG; x=y", bytes: BYTES }]);
    expect(part).toMatchObject({ kind: "found", mediaType: "image/png", frameUrl: "http://frame.test/in" });
    expect(bytesOf(part)).toEqual(BYTES);
    expect(await findIn([{ location: WANTED, bytes: BYTES }, frame])).toMatchObject({ frameUrl: PAGE_URL });
  });

  it("is found wherever the document is cut, and whatever stands beside it", async () => {
    const other = fc.record({
      location: fc.constantFrom("http://pics.test/b.png", "cid:css-1@mhtml.blink", "", WANTED.slice(0, -1)),
      encoding: fc.constantFrom("base64", "quoted-printable", "binary"),
      written: fc.constantFrom("", "--", "\r\n", `--${BOUNDARY}`, `\r\n--${BOUNDARY}x\r\n\r\n`, "AAAA\r\n-"),
    });
    const sizes = fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 5 });
    const others = fc.array(other, { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(
        others,
        others,
        fc.uint8Array({ maxLength: 300 }),
        sizes,
        async (before, after, bytes, cuts) => {
          const whole = mhtmlDocument([...before, { location: WANTED, bytes }, ...after]);
          expect(bytesOf(await find(cutInto(whole, cuts)))).toEqual(Buffer.from(bytes));
        },
      ),
    );
  });

  it.each([
    ["blob:", "blob:http://pics.test/65bbe62b-b3f3-46fe-ad6c-45dc7dc6e4b1"],
    ["a host in other letters", "http://xn--bcher-kva.test/idn.png", "http://bücher.test/idn.png"],
    [
      "user and password that were not asked for",
      "http://ann:secret@pics.test/a.png",
      "http://pics.test/a.png",
    ],
    ["user and password that are not there", "http://pics.test/a.png", "http://ann:secret@pics.test/a.png"],
    ["more letters than any address needs", `http://pics.test/?${"x".repeat(100_000)}`],
    ["letters beyond ASCII", "http://pics.test/%C3%A9t%C3%A9%20x.png", "http://pics.test/été x.png"],
    ["a folded line", "http://pics.test/\r\n\tfolded.png", "http://pics.test/folded.png"],
  ])("is found under an address with %s", async (_, location, url = location) => {
    expect(bytesOf(await findIn([OTHER, { location, bytes: BYTES }], url))).toEqual(BYTES);
  });

  it("is another one where the fragment is", async () => {
    expect(await findIn([{ location: "http://pics.test/a.png#x" }], "http://pics.test/a.png#y")).toEqual({
      kind: "not-found",
    });
    expect(await findIn([OTHER])).toEqual({ kind: "not-found" });
  });

  it("is not taken where its bytes are not sure", async () => {
    const right = { location: WANTED, bytes: BYTES };
    const inexact = { location: WANTED, encoding: "quoted-printable", written: "a=\r\nb" };
    expect(await findIn([inexact])).toEqual({ kind: "inexact" });
    expect(await findIn([{ location: WANTED, written: "no base64!" }])).toEqual({ kind: "inexact" });
    expect(await findIn([{ location: WANTED, written: "AAAAA" }, OTHER])).toEqual({ kind: "inexact" });
    for (const pair of [
      [right, { ...right, bytes: BYTES.map((byte, at) => (at === 7_000 ? byte ^ 1 : byte)) }],
      [right, { ...right, bytes: BYTES.subarray(1) }],
      [right, { ...right, bytes: BYTES.subarray(0, -1) }],
      [right, { ...right, bytes: Buffer.concat([BYTES, BYTES]) }],
      [right, inexact],
      [inexact, right],
    ])
      expect(await findIn([...pair, OTHER])).toEqual({ kind: "ambiguous" });
    expect(bytesOf(await findIn([right, OTHER, right]))).toEqual(BYTES);
  });
});

/** A part without end, chunk by chunk. */
function* endless(part: string, bytes: number): Generator<Uint8Array> {
  yield Buffer.from(documentHead() + part, "latin1");
  const line = Buffer.from(inLines(new Uint8Array(570)).repeat(1000));
  for (let sent = 0; sent < bytes; sent += line.length) yield line;
}

describe("a hostile document", () => {
  const wanted = writtenPart({ location: WANTED, bytes: BYTES });
  const end = `--${BOUNDARY}--\r\n`;
  const text = (whole: string): Uint8Array[] => [Buffer.from(whole, "latin1")];

  it.each([
    ["nothing", ""],
    ["something else", "<!doctype html>".repeat(100_000)],
    ["no boundary", `${documentHead("")}${wanted}${end}`],
    ["a boundary of 71 letters", `${documentHead("x".repeat(71))}${wanted}${end}`],
    ["another boundary", `${documentHead("other")}${wanted}${end}`],
    ["a head of 1 MB", `X-Long: ${"x".repeat(MIB)}\r\n${documentHead()}${wanted}${end}`],
    ["no end", `${documentHead()}${wanted}`],
    ["an end in the middle of a head", `${documentHead()}${wanted.slice(0, 150)}`],
    ["an end in the middle of a part", `${documentHead()}${wanted.slice(0, -200)}`],
    ["an end in the middle of the last line", `${documentHead()}${wanted}${end.slice(0, -4)}`],
  ])("is no document with %s", async (_, whole) => {
    expect(await find(text(whole))).toEqual({ kind: "broken" });
  });

  it("does not hide the part behind heads of 1 MB, nor behind parts without a head", async () => {
    const long = writtenPart({ location: WANTED, fields: `X-Long: ${"x".repeat(MIB)}\r\n`, written: "AAAA" });
    const headless = `--${BOUNDARY}\r\n--${BOUNDARY}\r\n\r\n\r\n--${BOUNDARY}\r\nContent-Location: ${WANTED}\r\n`;
    expect(bytesOf(await find(text(`${documentHead()}${long}${headless}${wanted}${long}${end}`)))).toEqual(
      BYTES,
    );
  });

  it("may have 10,000 parts, and no more than 20,000", async () => {
    const many = (parts: number): Uint8Array[] =>
      text(`${documentHead()}${writtenPart(OTHER).repeat(parts)}${wanted}${end}`);
    expect(bytesOf(await find(many(10_000)))).toEqual(BYTES);
    expect(await find(many(20_000))).toEqual({ kind: "too-large" });
  });

  it("ends what follows its end, however long that is", async () => {
    const whole = mhtmlDocument([{ location: WANTED, bytes: BYTES }]);
    let isLeft = false;
    const forever = (function* (): Generator<Uint8Array> {
      try {
        yield whole;
        for (;;) yield BYTES;
      } finally {
        isLeft = true;
      }
    })();
    expect(bytesOf(await find(forever))).toEqual(BYTES);
    expect(isLeft).toBe(true);
  });

  it("is read to its limit and not further; of the wanted part no more is kept than its own", async () => {
    const large = writtenPart({ location: WANTED, written: "" }).slice(0, -2);
    const other = writtenPart({ ...OTHER, written: "" }).slice(0, -2);
    expect(await find(endless(other, 2048 * MIB))).toEqual({ kind: "too-large" });
    const limits = { maxDocumentBytes: 4096 * MIB, maxPartBytes: 2 * MIB };
    expect(await find(endless(large, 2048 * MIB), WANTED, limits)).toEqual({ kind: "too-large" });
  });

  it("of 2 GB is passed over in the memory of a few chunks", async () => {
    const other = writtenPart({ ...OTHER, written: "" }).slice(0, -2);
    const chunks = function* (): Generator<Uint8Array> {
      yield* endless(other, 2048 * MIB);
      yield* text(`\r\n${wanted}${end}`);
    };
    const before = process.memoryUsage();
    let most = 0;
    const watched = function* (): Generator<Uint8Array> {
      for (const chunk of chunks()) {
        most = Math.max(most, process.memoryUsage().arrayBuffers - before.arrayBuffers);
        yield chunk;
      }
    };
    const limits = { ...LIMITS, maxDocumentBytes: 4096 * MIB };
    expect(bytesOf(await find(watched(), WANTED, limits))).toEqual(BYTES);
    // What is waiting for the garbage collector counts as well.
    expect(most).toBeLessThan(256 * MIB);
  });

  it("costs no more than its length where everything looks like a boundary", async () => {
    const part = writtenPart({ ...OTHER, written: `\r\n--${BOUNDARY}x`.repeat(MIB / 8) });
    const started = performance.now();
    expect(bytesOf(await find(text(`${documentHead()}${part}${wanted}${end}`)))).toEqual(BYTES);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe("a search that is given up", () => {
  it("ends at once, also where the stream is silent, and lets go of it", async () => {
    const abort = new AbortController();
    let isLeft = false;
    const silent: ReadableStream<Uint8Array<ArrayBuffer>> = new ReadableStream({
      type: "bytes",
      start: (controller) => controller.enqueue(new TextEncoder().encode(documentHead())),
      cancel: () => {
        isLeft = true;
      },
    });
    const finding = findPart(silent, WANTED, LIMITS, abort.signal);
    abort.abort(new Error("given up"));
    await expect(finding).rejects.toThrow("given up");
    expect(isLeft).toBe(true);
  });
});
