import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { bytesOfFound, type Sought } from "../../../../entrypoints/background/capture/found-bytes.ts";
import type { Found, PageQuestion } from "../../../../shared/extension/page-words.ts";
import type { SendItem } from "../../../../shared/extension/store/database.ts";
import { PAGE_PICTURE } from "../../../support/page-picture.ts";

const SMALL = "https://a.test/small.png";
const LARGE = "https://a.test/wiki/File:Boat.png";

const sought: Sought = {
  item: {
    id: "a",
    state: "fetching",
    name: "image",
    expects: "image",
    url: SMALL,
    pageUrl: "https://a.test/",
    fidelity: "original",
    at: 1,
    bytes: 0,
    mediaType: "",
    ackedBytes: 0,
  },
  url: SMALL,
  place: { tabId: 1, frameId: 0 },
  isAgain: false,
  isDeclined: false,
  signal: new AbortController().signal,
  onSize: () => undefined,
};

const shown: Found = {
  found: "picture",
  picture: { ...PAGE_PICTURE, url: SMALL, isOwn: true },
  how: "page-copy",
  read: { blob: new Blob(["small"], { type: "image/png" }) },
};
const larger: Found = {
  found: "picture",
  picture: { ...PAGE_PICTURE, url: LARGE, isOwn: true, isLarger: true, width: 0, height: 0 },
};

/** Its page, and what its site has under the larger version's address. */
function answering(behind: Response) {
  const asked: string[] = [];
  vi.stubGlobal("chrome", {
    storage: { local: { get: () => Promise.resolve({}) } },
    permissions: { contains: () => Promise.resolve(false) },
    tabs: {
      sendMessage: (_: number, { ask }: PageQuestion) => {
        asked.push(ask);
        return Promise.resolve(ask === "shown" ? shown : { said: { code: "capture.web-page" } });
      },
    },
  });
  vi.stubGlobal("fetch", () => Promise.resolve(behind));
  return asked;
}

const noted: Partial<SendItem>[] = [];
const queue = { noteFound: (_: string, found: Partial<SendItem>) => void noted.push(found) };

beforeEach(() => {
  noted.length = 0;
  vi.stubGlobal("createImageBitmap", () => Promise.reject(new Error("no picture")));
});
afterEach(() => vi.unstubAllGlobals());

it("takes the larger version that a page offers, under its own address", async () => {
  answering(new Response("large", { headers: { "content-type": "image/png" } }));
  const { said } = await bytesOfFound(sought, larger, queue);
  expect(said).toMatchObject({ url: LARGE, how: "request", fidelity: "original" });
});

it.each([
  ["a web page", new Response("<h1>Boat</h1>", { headers: { "content-type": "text/html" } })],
  ["a document", new Response("%PDF", { headers: { "content-type": "application/pdf" } })],
  ["gone", new Response("", { status: 404 })],
])(
  "takes the picture that is shown, under its own address, where the larger one is %s",
  async (_, behind) => {
    const asked = answering(behind);
    const { bytes, said } = await bytesOfFound(sought, larger, queue);
    expect(said).toMatchObject({ url: SMALL, how: "page-copy", fidelity: "original" });
    expect(bytes.kind === "whole" && (await bytes.captured.blob.text())).toBe("small");
    expect(noted.at(-1)).toMatchObject({ url: SMALL });
    // Neither is another picture drawn or cut out in its place.
    expect(asked).toEqual(["request", "shown"]);
  },
);
