import "fake-indexeddb/auto";
import { afterEach, describe, expect, it, vi } from "vitest";
import { MAX_KEPT_BYTES } from "../../../../entrypoints/background/bytes/blob-source.ts";
import { endingAt } from "../../../../entrypoints/background/sending/outgoing.ts";
import {
  fetchSite,
  MAX_WHOLE_BYTES,
  type SiteBytes,
} from "../../../../entrypoints/background/sites/site-bytes.ts";
import { declaredBytes } from "../../../../entrypoints/background/sites/site-stream.ts";

const MIB = 1024 * 1024;
const CHUNK = MIB;

afterEach(() => {
  vi.unstubAllGlobals();
});

/** What a site sends: chunks of one MiB, numbered, as they are asked for; and how much was taken and let go of. */
function siteOf(bytes: number, headers: Record<string, string>) {
  const seen = { takenBytes: 0, isCancelled: false };
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      pull(controller) {
        const length = Math.min(CHUNK, bytes - seen.takenBytes);
        if (length === 0) return controller.close();
        controller.enqueue(new Uint8Array(length).fill((seen.takenBytes / CHUNK) % 256));
        seen.takenBytes += length;
      },
      cancel() {
        seen.isCancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  vi.stubGlobal("fetch", () =>
    Promise.resolve(new Response(body, { headers: { "content-type": "image/png", ...headers } })),
  );
  return seen;
}

async function get(url = "http://pics.test/a.png"): Promise<{ site: SiteBytes; sizes: object[] }> {
  const sizes: object[] = [];
  const { signal } = new AbortController();
  const onSize = (size: object): void => void sizes.push(size);
  const site = await fetchSite({ url, expects: "image", isPrivate: false, signal, onSize });
  return { site, sizes };
}

async function wholeOf(url?: string) {
  const { site, sizes } = await get(url);
  if (site.kind !== "whole") throw new Error("it was handed on");
  return { ...site.captured, sizes };
}

describe("a picture from its site", () => {
  it.each<[string, number, Record<string, string>]>([
    ["its size said", 3, { "content-length": "3" }],
    ["its size not said", 3, {}],
    ["it is as much as is read at once", MAX_KEPT_BYTES, {}],
    ["its size not said in a way that counts", 3, { "content-length": "1", "transfer-encoding": "chunked" }],
    ["it is compressed", 3, { "content-length": "1", "content-encoding": "gzip" }],
  ])("is read at once where it is small: %s", async (_, length, headers) => {
    siteOf(length, headers);
    const { blob, bytes, isMadeHere = false } = await wholeOf();
    expect([blob.size, bytes?.byteLength, isMadeHere]).toEqual([length, length, false]);
    expect(blob.type).toBe("image/png");
  });

  it("stays where the browser puts it up to the ceiling, and its size is told", async () => {
    siteOf(5 * MIB, { "content-length": String(5 * MIB) });
    const { blob, bytes, sizes } = await wholeOf();
    expect([blob.size, bytes, sizes]).toEqual([5 * MIB, undefined, [{ bytes: 5 * MIB }]]);
  });

  it("is counted where nobody knows its size, and made here", async () => {
    siteOf(3 * MIB, {});
    const { blob, bytes, isMadeHere, sizes } = await wholeOf();
    expect([blob.size, bytes, isMadeHere]).toEqual([3 * MIB, undefined, true]);
    expect(sizes.at(-1)).toEqual({ gotBytes: 3 * MIB });
    const content = new Uint8Array(await blob.arrayBuffer());
    expect([content[0], content[MIB], content[2 * MIB]]).toEqual([0, 1, 2]);
  });

  it("is handed on where it is larger than is kept, nothing of it lost and nothing read twice", async () => {
    const length = MAX_WHOLE_BYTES + 3 * MIB;
    const seen = siteOf(length, {});
    const { site } = await get();
    if (site.kind !== "stream") throw new Error("it was kept");
    expect(seen.takenBytes).toBe(MAX_WHOLE_BYTES + MIB);
    expect(site.head).toMatchObject({ bytes: null, mediaType: "image/png" });
    let at = 0;
    for (let chunk = await site.stream.next(); chunk; chunk = await site.stream.next()) {
      expect(chunk[0]).toBe((at / CHUNK) % 256);
      at += chunk.byteLength;
    }
    expect(at).toBe(length);
  });

  it("is handed on unread where it says that it is larger, and let go of when nobody wants it", async () => {
    const bytes = MAX_WHOLE_BYTES + 1;
    const seen = siteOf(bytes, { "content-length": String(bytes) });
    const { site } = await get();
    if (site.kind !== "stream") throw new Error("it was kept");
    expect([site.head.bytes, seen.takenBytes]).toEqual([bytes, 0]);
    site.stream.close();
    expect(seen.isCancelled).toBe(true);
  });

  it("is not read where it is a web page", async () => {
    // A browser makes no bitmap of it; Node makes none at all.
    vi.stubGlobal("createImageBitmap", () => Promise.reject(new Error("no picture")));
    const seen = siteOf(3, { "content-type": "text/html" });
    await expect(get()).rejects.toThrow("holds a web page");
    expect(seen.takenBytes).toBeLessThanOrEqual(3);
  });

  it("is kept whatever its size where it stands in its address", async () => {
    siteOf(MAX_WHOLE_BYTES + MIB, {});
    expect((await wholeOf("data:image/png;base64,")).blob.size).toBe(MAX_WHOLE_BYTES + MIB);
  });
});

describe("a body's length", () => {
  it.each<[Record<string, string>, number | null]>([
    [{ "content-length": "12" }, 12],
    [{ "content-length": "0" }, 0],
    [{}, null],
    [{ "content-length": "-1" }, null],
    [{ "content-length": "1, 1" }, null],
    [{ "content-length": "12", "content-encoding": "br" }, null],
    [{ "content-length": "12", "transfer-encoding": "chunked" }, null],
  ])("is known only where it says it and ends there: %j", (headers, length) => {
    expect(declaredBytes(new Headers(headers))).toBe(length);
  });
});

describe("a picture whose site says no size", () => {
  const streamFrom = (offset: number) => ({
    offset,
    validator: undefined,
    next: () => Promise.resolve(new Uint8Array(10)),
    close: () => undefined,
  });

  it("ends with a sentence where it goes on beyond all measure, from wherever it is read", async () => {
    const stream = endingAt(streamFrom(0), 25);
    expect([await stream.next(), await stream.next()]).toHaveLength(2);
    await expect(stream.next()).rejects.toMatchObject({ refusal: { code: "too_large" } });
    const later = endingAt(streamFrom(20), 25);
    await expect(later.next()).rejects.toThrow(/did not end.*nothing of it was kept/);
  });
});
