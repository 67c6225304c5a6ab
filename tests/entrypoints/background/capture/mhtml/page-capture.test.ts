import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import {
  capturedPart,
  MAX_DOCUMENT_BYTES,
  type PageCapturePlatform,
} from "../../../../../entrypoints/background/capture/mhtml/page-capture.ts";
import { eventually } from "../../../../support/eventually.ts";
import { mhtmlDocument, PAGE_URL } from "../../../../support/mhtml-document.ts";

const WANTED = "http://pics.test/a.png";
const BYTES = randomBytes(5_000);
const PAGE = new Blob([new Uint8Array(mhtmlDocument([{ location: WANTED, bytes: BYTES }]))]);
const never = new AbortController().signal;

/** A page that the browser writes down, or what becomes of it. */
function platform(
  save: PageCapturePlatform["save"],
  given: Partial<PageCapturePlatform> = {},
): PageCapturePlatform {
  return { isPermitted: () => Promise.resolve(true), timeLimit: () => never, save, ...given };
}

/** A Blob that can't be read, as the first one of a fresh worker. */
class UnreadableBlob extends Blob {
  override stream(): ReturnType<Blob["stream"]> {
    const gone = new TypeError("network error");
    return new ReadableStream({ type: "bytes", start: (controller) => controller.error(gone) });
  }
}

let lastTab = 0;
const newTab = (): number => ++lastTab;
const capture = (save: PageCapturePlatform["save"], given?: Partial<PageCapturePlatform>, tab = newTab()) =>
  capturedPart(tab, WANTED, never, platform(save, given));

describe("a picture out of its page", () => {
  it("has its very bytes, its type and its frame", async () => {
    const part = await capture(() => Promise.resolve(PAGE));
    if (part.kind !== "captured") throw new Error(part.why);
    expect(part.frameUrl).toBe(PAGE_URL);
    expect(part.blob.type).toBe("image/png");
    expect(Buffer.from(await part.blob.arrayBuffer())).toEqual(BYTES);
  });

  it("is asked for again where the page's Blob can't be read, three times at most", async () => {
    let tries = 0;
    const readableAt = (readable: number) => (): Promise<Blob> => {
      tries += 1;
      return Promise.resolve(tries === readable ? PAGE : new UnreadableBlob(["x"]));
    };
    expect(await capture(readableAt(3))).toMatchObject({ kind: "captured" });
    tries = 0;
    expect(await capture(readableAt(4))).toEqual({ kind: "none", why: "failed" });
    expect(tries).toBe(3);
  });

  it("is not asked for without the permission", async () => {
    const save = (): Promise<Blob> => {
      throw new Error("it was asked for");
    };
    const part = await capture(save, { isPermitted: () => Promise.resolve(false) });
    expect(part).toEqual({ kind: "none", why: "no-permission" });
  });

  it("is not read out of a page that is too large", async () => {
    const size = MAX_DOCUMENT_BYTES + 1;
    const large = Object.defineProperty(new UnreadableBlob(), "size", { value: size });
    expect(await capture(() => Promise.resolve(large))).toEqual({ kind: "none", why: "too-large" });
  });

  it.each([
    ["the browser says no", () => Promise.reject(new Error("Not allowed to capture this page."))],
    ["the browser gives nothing", () => Promise.resolve(undefined)],
    ["it is no document", () => Promise.resolve(new Blob(["<!doctype html>"]))],
  ])("is not had where %s", async (_, save) => {
    expect(await capture(save)).toEqual({ kind: "none", why: "failed" });
  });

  it("says why its part was not taken", async () => {
    const page = new Blob([new Uint8Array(mhtmlDocument([]))]);
    expect(await capture(() => Promise.resolve(page))).toEqual({ kind: "none", why: "not-found" });
  });
});

describe("a page that takes too long", () => {
  it("is given up, and not asked for again until the browser is done with it", async () => {
    const tab = newTab();
    const limit = new AbortController();
    const { promise: saving, resolve } = Promise.withResolvers<Blob>();
    let asked = 0;
    const save = (): Promise<Blob> => {
      asked += 1;
      return saving;
    };
    const slow = capture(save, { timeLimit: () => limit.signal }, tab);
    await eventually("the page to be asked for", () => asked === 1);
    limit.abort();
    expect(await slow).toEqual({ kind: "none", why: "too-slow" });
    expect(await capture(save, {}, tab)).toEqual({ kind: "none", why: "too-slow" });
    expect(asked).toBe(1);
    resolve(PAGE);
    await saving;
    expect(await capture(save, {}, tab)).toMatchObject({ kind: "captured" });
  });

  it("ends at once with the reason of whoever asked", async () => {
    const abort = new AbortController();
    const forever = new Promise<Blob>(() => undefined);
    const slow = capturedPart(
      newTab(),
      WANTED,
      abort.signal,
      platform(() => forever),
    );
    abort.abort(new Error("removed"));
    await expect(slow).rejects.toThrow("removed");
  });
});
