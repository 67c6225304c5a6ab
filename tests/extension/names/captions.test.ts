import { describe, expect, it } from "vitest";
import { address, caption } from "../../../shared/extension/names/captions.ts";
import { MAX_CAPTION_BYTES, MAX_URL_BYTES } from "../../../shared/protocol/limits.ts";

describe("an address as it is kept", () => {
  it.each([
    ["https://a.test/x.png?y=1#z", "https://a.test/x.png?y=1#z"],
    ["http://me:secret@nas.test/x.png", "http://nas.test/x.png"],
    ["http://me@nas.test/x.png", "http://nas.test/x.png"],
    ["data:image/png;base64,AAAA", "data:"],
    ["blob:https://a.test/1", "blob:https://a.test/1"],
    ["no address", "no address"],
  ])("%s", (url, kept) => {
    expect(address(url)).toBe(kept);
  });

  it("is cut to what the wire takes", () => {
    expect(address(`https://a.test/${"x".repeat(MAX_URL_BYTES)}`)).toHaveLength(MAX_URL_BYTES);
  });
});

describe("a page's words as they are kept", () => {
  it("are cut at a whole character", () => {
    const kept = caption(`${"x".repeat(MAX_CAPTION_BYTES - 1)}é`);
    expect(kept).toBe("x".repeat(MAX_CAPTION_BYTES - 1));
  });
});
