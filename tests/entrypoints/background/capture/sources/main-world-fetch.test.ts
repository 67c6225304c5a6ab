import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { fetchAsPage } from "../../../../../entrypoints/background/capture/sources/main-world-fetch.ts";
import { fromMainWorld } from "../../../../../entrypoints/page-capture.content/bytes/main-world.ts";

const MAX_BYTES = 10_000;
const CHUNK_BYTES = 1_000;
const PATIENCE_MS = 60_000;

/** As the browser puts it into the page: its text alone, without its module. */
const inPage: typeof fetchAsPage = new Function(`return ${fetchAsPage}`)();

/** What the site has sent, and whether its body was let go of. */
let site: { sentBytes: number; isLetGo: boolean };

/** A site that sends so much, or holds its line after so much. */
function siteSends(bytes: number, thenHolds = false): void {
  site = { sentBytes: 0, isLetGo: false };
  vi.stubGlobal("fetch", (_: string, { signal }: { signal: AbortSignal }) => {
    const body = new ReadableStream<Uint8Array>(
      {
        start: (controller) =>
          signal.addEventListener("abort", () => {
            site.isLetGo = true;
            controller.error(signal.reason);
          }),
        pull: (controller) => {
          if (site.sentBytes < bytes) controller.enqueue(new Uint8Array(CHUNK_BYTES));
          else if (thenHolds) return new Promise<void>(() => undefined);
          else controller.close();
          site.sentBytes += CHUNK_BYTES;
          return undefined;
        },
      },
      { highWaterMark: 0 },
    );
    return Promise.resolve(new Response(body, { headers: { "content-type": "image/png" } }));
  });
}

beforeEach(() => {
  const page = new EventTarget();
  const window = {
    postMessage: (data: unknown) =>
      queueMicrotask(() => page.dispatchEvent(Object.assign(new Event("message"), { data, source: window }))),
  };
  vi.stubGlobal("window", window);
  vi.stubGlobal("location", { origin: "https://a.test" });
  vi.stubGlobal("addEventListener", page.addEventListener.bind(page));
  vi.stubGlobal("removeEventListener", page.removeEventListener.bind(page));
});
afterEach(() => vi.unstubAllGlobals());

/** Both ends of it, as a click has them. */
function ask(signal = new AbortController().signal) {
  const got = fromMainWorld("a", signal);
  return { got, ended: inPage("/made.png", "a", MAX_BYTES, PATIENCE_MS) };
}

describe("what a page's service worker makes", () => {
  it("comes whole, with its type, up to the limit", async () => {
    siteSends(MAX_BYTES);
    const { got, ended } = ask();
    expect(await got).toMatchObject({ size: MAX_BYTES, type: "image/png" });
    await ended;
  });

  it("is let go of beyond the limit, and nothing of it comes", async () => {
    siteSends(Number.POSITIVE_INFINITY);
    const { got, ended } = ask();
    expect(await got).toBeUndefined();
    await ended;
    expect(site.isLetGo).toBe(true);
    expect(site.sentBytes).toBeLessThanOrEqual(MAX_BYTES + CHUNK_BYTES);
  });

  it("is let go of as soon as nobody waits for it any more", async () => {
    siteSends(CHUNK_BYTES, true);
    const user = new AbortController();
    const { got, ended } = ask(user.signal);
    await vi.waitFor(() => expect(site.sentBytes).toBe(CHUNK_BYTES));
    expect(site.isLetGo).toBe(false);
    user.abort();
    expect(await got).toBeUndefined();
    await ended;
    expect(site.isLetGo).toBe(true);
  });
});
