import { describe, expect, it } from "vitest";
import { folded } from "../../../../entrypoints/picker/pictures/fold.ts";
import { pagePicture, withBytes } from "../../../support/picker-pictures.ts";

const URL = "http://img.test/x.png";

describe("pictures that are the same", () => {
  it("are one by their bytes, whatever their addresses, in the place of the first", () => {
    const [first, other, second] = [withBytes("aa"), withBytes("bb"), withBytes("aa", { alt: "A boat" })];
    const found = folded([first, other, second]);
    expect(found.map(({ picture, times }) => [picture.bytes?.sha256, times])).toEqual([
      ["aa", 2],
      ["bb", 1],
    ]);
    expect(found[0]).toMatchObject({ ids: [first.id, second.id], picture: { alt: "A boat" } });
  });

  it("are one by their address where bytes are missing, and the one with bytes stands for them", () => {
    const [away, here] = [pagePicture({ url: URL, offered: "lazy" }), withBytes("aa", { url: URL })];
    expect(folded([away, here])).toMatchObject([
      { ids: [away.id, here.id], picture: { id: here.id }, times: 1 },
    ]);
  });

  it("are never one by the address of what the page has drawn, or holds itself", () => {
    expect(folded([pagePicture({ url: "" }), pagePicture({ url: "" })]).length).toBe(2);
    expect(folded([pagePicture({ url: "data:" }), pagePicture({ url: "data:" })]).length).toBe(2);
  });

  it("are one by the bytes of what has no address", () => {
    expect(folded([withBytes("aa", { url: "" }), withBytes("aa", { url: "data:" })])).toMatchObject([
      { times: 2 },
    ]);
  });

  it("are in the selection where any of them is", () => {
    expect(folded([withBytes("aa"), withBytes("aa", { isInSelection: true })])).toMatchObject([
      { isInSelection: true },
    ]);
  });
});
