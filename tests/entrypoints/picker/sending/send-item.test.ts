import { describe, expect, it } from "vitest";
import { sendItemOf } from "../../../../entrypoints/picker/sending/send-item.ts";
import { pagePicture, withBytes } from "../../../support/picker-pictures.ts";

describe("a chosen picture", () => {
  it("is an item whose bytes are fetched as long as its tab is open, where they are not here", () => {
    const url = "http://me:key@img.test/a%20b.png";
    expect(sendItemOf(pagePicture({ url, alt: " A boat " }), 5)).toMatchObject({
      state: "fetching",
      name: "a b.png",
      url: "http://img.test/a%20b.png",
      tabId: 1,
      shownInTab: 1,
      pageUrl: "http://pics.test/page",
      title: "Boats",
      alt: "A boat",
      at: 5,
      bytes: 0,
    });
  });

  it("does not end with its tab where they are here", () => {
    const item = sendItemOf(withBytes("aa"), 5);
    expect(item).toMatchObject({
      how: "page-capture",
      fidelity: "original",
      bytes: 10,
      mediaType: "image/png",
    });
    expect("tabId" in item).toBe(false);
  });

  it("is named by what the page says of it where it has no address", () => {
    expect(sendItemOf(withBytes("aa", { url: "", alt: "A chart" }), 5).name).toBe("A chart");
    expect(sendItemOf(withBytes("aa", { url: "data:" }), 5).name).toBe("Boats");
  });
});
