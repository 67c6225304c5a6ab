import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { pagesCopy } from "../../../../entrypoints/page-capture.content/bytes/reading.ts";

const ADDRESS = "https://a.test/now.png";

/** A picture in one colour, and its file, which says so. */
interface Look {
  readonly width: number;
  readonly height: number;
  readonly colour: number;
}

const GREY: Look = { width: 4, height: 3, colour: 90 };
const fileOf = (look: object): string => JSON.stringify(look);

class FakeImage {
  readonly currentSrc = ADDRESS;
  readonly srcset = "";
  readonly parentElement = null;
  readonly naturalWidth = GREY.width;
  readonly naturalHeight = GREY.height;
  readonly colour = GREY.colour;
}

class FakeCanvas {
  #colour = 0;

  getContext() {
    return {
      drawImage: ({ colour }: Look) => {
        this.#colour = colour;
      },
      getImageData: () => ({ data: Uint8ClampedArray.of(this.#colour) }),
    };
  }
}

class FakeTiming {
  readonly initiatorType = "img";
  readonly decodedBodySize: number;

  constructor(decodedBodySize: number) {
    this.decodedBodySize = decodedBodySize;
  }
}

/** What the page's cache has under the address by now, and how many bytes the browser has noted of its loads. */
async function copyOf(file: string, loads: readonly number[], url = ADDRESS): Promise<string | undefined> {
  vi.stubGlobal("fetch", () => Promise.resolve(new Response(file)));
  vi.stubGlobal("performance", { getEntriesByName: () => loads.map((bytes) => new FakeTiming(bytes)) });
  const element = new FakeImage() as unknown as Element;
  const { signal } = new AbortController();
  const read = await pagesCopy({ element, kind: "image", url, width: 4, height: 3 }, signal);
  return await read?.blob.text();
}

beforeEach(() => {
  vi.stubGlobal("HTMLImageElement", FakeImage);
  vi.stubGlobal("HTMLPictureElement", class {});
  vi.stubGlobal("OffscreenCanvas", FakeCanvas);
  vi.stubGlobal("PerformanceResourceTiming", FakeTiming);
  vi.stubGlobal("createImageBitmap", async (source: Blob | FakeImage) => ({
    ...(source instanceof FakeImage ? GREY : JSON.parse(await source.text())),
    close: () => undefined,
  }));
});
afterEach(() => vi.unstubAllGlobals());

describe("the page's own copy", () => {
  const same = fileOf(GREY);
  const other = fileOf({ ...GREY, colour: 10 });
  const larger = fileOf({ ...GREY, width: 40, height: 30 });

  it("is the picture that the page was given, as the browser has noted", async () => {
    expect(await copyOf(same, [same.length])).toBe(same);
    expect(await copyOf(same, [same.length + 1])).toBeUndefined();
  });

  it.each([
    ["the same", same, same],
    ["another one", other, undefined],
    ["another size", larger, undefined],
    ["no picture", "<p>Sign in</p>", undefined],
  ])("is looked at where the browser has noted nothing: %s", async (_, file, expected) => {
    expect(await copyOf(file, [])).toBe(expected);
  });

  it("is as it was made where the page has made it", async () => {
    expect(await copyOf(other, [], "blob:https://a.test/5a1c")).toBe(other);
  });
});
