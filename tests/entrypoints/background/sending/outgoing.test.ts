import "fake-indexeddb/auto";
import { afterEach, describe, expect, it, vi } from "vitest";
import { OutgoingFiles } from "../../../../entrypoints/background/sending/outgoing.ts";
import type { SendItem } from "../../../../shared/extension/store/database.ts";
import { HOWS } from "../../../../shared/protocol/lane-words.ts";

const item: SendItem = {
  id: "a",
  state: "waiting",
  name: "a.png",
  expects: "image",
  url: "https://a.test/a.png",
  fidelity: "original",
  at: 1,
  bytes: 4,
  mediaType: "image/png",
  ackedBytes: 0,
};

const offerOf = async (change: Partial<SendItem>) =>
  (await new OutgoingFiles().ofBlob({ ...item, ...change }, new Blob(["four"]))).offer;

describe("what is offered of an item", () => {
  it.each(HOWS)("says how its bytes were had: %s", async (how) => {
    expect(await offerOf({ how })).toMatchObject({ fidelity: "original", how });
  });

  it("does not speak of it where nobody knows, and never of the frame, the document or a private window", async () => {
    const offer = await offerOf({ tabId: 1, frameId: 2, documentId: "D", isPrivate: true });
    expect(offer).toEqual({
      type: "offer",
      id: "a",
      name: "a.png",
      bytes: 4,
      mediaType: "image/png",
      expects: "image",
      fidelity: "original",
      sha256: expect.any(String),
      source: { url: "https://a.test/a.png", at: 1 },
    });
  });
});

describe("what is read from its site while it is sent", () => {
  afterEach(() => vi.unstubAllGlobals());

  it.each([
    [true, "omit"],
    [false, "include"],
  ])(
    "is asked for by nobody's name where it was clicked in a private window: %s",
    async (isPrivate, expected) => {
      const asked: unknown[] = [];
      vi.stubGlobal("chrome", { storage: { local: { get: () => Promise.resolve({}) } } });
      vi.stubGlobal("fetch", (_: string, { credentials }: RequestInit) => {
        asked.push(credentials);
        return Promise.resolve(new Response("four"));
      });
      const files = new OutgoingFiles();
      const streamed = { ...item, expects: "any", stream: {}, ...(isPrivate && { isPrivate }) } as const;
      await files.ofSite(streamed);
      files.close(item.id);
      expect(asked).toEqual([expected]);
    },
  );
});
