import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { type PicturePart, pictureParts } from "../../../shared/extension/mhtml/all-parts.ts";
import { MhtmlRefused } from "../../../shared/extension/mhtml/mhtml-refused.ts";
import {
  cutInto,
  type DocumentPart,
  mhtmlDocument,
  PAGE_PART,
  streamOf,
} from "../../support/mhtml-document.ts";

const LIMITS = { maxDocumentBytes: 1_000_000, maxPartBytes: 5_000 };
const A: DocumentPart = { location: "http://pics.test/a.png", bytes: randomBytes(900) };
const B: DocumentPart = {
  location: "http://user:key@pics.test/b.jpg",
  type: "image/jpeg",
  bytes: randomBytes(70),
};

async function partsOf(document: Uint8Array, sizes = [4_096], limits = LIMITS): Promise<PicturePart[]> {
  const found: PicturePart[] = [];
  const { signal } = new AbortController();
  for await (const part of pictureParts(streamOf(cutInto(document, sizes)), limits, signal)) found.push(part);
  return found;
}

describe("all pictures of a saved page", () => {
  it("come with their very bytes, their types, and the frame they stand under, however the document is cut", async () => {
    const frame: DocumentPart = { ...PAGE_PART, location: "http://frame.test/" };
    for (const sizes of [[1_000_000], [7, 900, 3]]) {
      const found = await partsOf(mhtmlDocument([A, frame, B]), sizes);
      expect(found.map(({ location, mediaType, frameUrl }) => [location, mediaType, frameUrl])).toEqual([
        ["http://pics.test/a.png", "image/png", "http://pics.test/"],
        ["http://pics.test/b.jpg", "image/jpeg", "http://frame.test/"],
      ]);
      expect(found.map(({ chunks }) => Buffer.concat(chunks))).toEqual([A.bytes, B.bytes]);
    }
  });

  it("are passed over where bytes were lost, where they are no base64, and where they are too large", async () => {
    const svg: DocumentPart = {
      ...A,
      type: "image/svg+xml",
      encoding: "quoted-printable",
      written: "<svg/>",
    };
    const broken: DocumentPart = { ...A, written: "AAAA*AAA" };
    const large: DocumentPart = { ...A, bytes: randomBytes(LIMITS.maxPartBytes + 1) };
    const found = await partsOf(mhtmlDocument([svg, broken, large, B]));
    expect(found.map(({ mediaType }) => mediaType)).toEqual(["image/jpeg"]);
  });

  it("end with a refusal where the document ends early, after those that were whole", async () => {
    const whole = mhtmlDocument([A, B]);
    const found: PicturePart[] = [];
    const reading = async (): Promise<void> => {
      const cut = streamOf([whole.subarray(0, whole.length - 60)]);
      for await (const part of pictureParts(cut, LIMITS, new AbortController().signal)) found.push(part);
    };
    await expect(reading()).rejects.toBeInstanceOf(MhtmlRefused);
    expect(found.length).toBe(1);
  });
});
