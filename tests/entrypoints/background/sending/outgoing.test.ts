import { describe, expect, it } from "vitest";
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
