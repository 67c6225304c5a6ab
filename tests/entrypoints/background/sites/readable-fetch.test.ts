import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { database, type Pairing } from "../../../../shared/extension/store/database.ts";

const pairedAt = async (port: number): Promise<void> => {
  const pairing: Pairing = {
    companionId: "c".repeat(32),
    clientId: "d".repeat(32),
    key: await crypto.subtle.generateKey({ name: "HMAC", hash: "SHA-256" }, false, ["sign"]),
    port,
    pairedAt: 1,
  };
  await (await database()).put("pairing", pairing, "companion");
};

/** A site whose answers are counted, and whose bodies say whether they were let go of. */
function answering() {
  const state = { asked: 0, cancelled: 0 };
  vi.stubGlobal("fetch", (url: string) => {
    state.asked += 1;
    const body = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(1)),
      cancel: () => {
        state.cancelled += 1;
      },
    });
    const response = new Response(body);
    Object.defineProperty(response, "url", { value: url });
    return Promise.resolve(response);
  });
  return state;
}

/** Each test has the module of a background that has just started. */
async function freshFetch(): Promise<(url: string) => Promise<Response>> {
  vi.resetModules();
  const { fetchReadable } = await import("../../../../entrypoints/background/sites/readable-fetch.ts");
  const { signal } = new AbortController();
  return (url) => fetchReadable({ url, expects: "any", signal, cache: "default", isPrivate: false });
}

const REFUSED = { refusal: { code: "not_allowed" } };

beforeEach(() => {
  vi.stubGlobal("chrome", { storage: { local: { get: () => Promise.resolve({}) } } });
});
afterEach(() => vi.unstubAllGlobals());

describe("a request for what was clicked", () => {
  it("is never made to the companion", async () => {
    const site = answering();
    await pairedAt(9_999);
    const get = await freshFetch();
    await expect(get("http://127.0.0.1:9999/socket")).rejects.toMatchObject(REFUSED);
    expect(site.asked).toBe(0);
    expect((await get("http://127.0.0.1:9998/x.png")).ok).toBe(true);
  });

  it("has no answer read where the companion has moved there since the last one", async () => {
    const site = answering();
    await pairedAt(9_999);
    const get = await freshFetch();
    await get("https://a.test/x.png");
    await pairedAt(8_888);
    await expect(get("http://127.0.0.1:8888/inbox")).rejects.toMatchObject(REFUSED);
    expect(site.cancelled).toBe(1);
    await expect(get("http://127.0.0.1:8888/inbox")).rejects.toMatchObject(REFUSED);
    expect(site.asked).toBe(2);
  });

  it("does not wait for the database once that was asked", async () => {
    const site = answering();
    await pairedAt(9_999);
    const get = await freshFetch();
    await get("https://a.test/1.png");
    const before = site.asked;
    const second = get("https://a.test/2.png");
    expect(site.asked).toBe(before + 1);
    await second;
  });
});
