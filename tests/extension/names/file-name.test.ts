import { describe, expect, it } from "vitest";
import { proposedName } from "../../../shared/extension/names/file-name.ts";

describe("the name that is proposed for a file", () => {
  it.each([
    ["https://a.test/d/p.png", undefined, "p.png"],
    ["https://a.test/d/p.png/", undefined, "p.png"],
    ["https://a.test/AbC.jpg:orig", undefined, "AbC.jpg:orig"],
    ["https://a.test/media/AbC?format=jpg&name=orig", undefined, "AbC"],
    ["https://a.test/a+b%20c.png#d", undefined, "a+b c.png"],
    ["https://a.test/%E5%86%99.png", "euc-kr", "写.png"],
    ["https://a.test/写.png", undefined, "写.png"],
    ["https://a.test/%BB%E7%C1%F8.jpg", "euc-kr", "사진.jpg"],
    ["https://a.test/%8E%CA%90%5E.jpg", "Shift_JIS", "写真.jpg"],
    ["https://a.test/%F4%EE%F2%EE.jpg", "windows-1251", "фото.jpg"],
    ["https://a.test/%BB%E7%C1%F8.jpg", undefined, "%BB%E7%C1%F8.jpg"],
    ["https://a.test/%BB%E7%C1%F8.jpg", "no-charset", "%BB%E7%C1%F8.jpg"],
    ["https://a.test/100%.jpg", undefined, "100%.jpg"],
    ["https://a.test/a%2Fb%5Cc.png", undefined, "a_b_c.png"],
    ["file:///home/me/a.png", undefined, "a.png"],
    ["https://a.test/", undefined, "the title"],
    ["https://a.test/%20", undefined, "the title"],
    ["https://a.test/...", undefined, "the title"],
    ["https://a.test/-", undefined, "the title"],
    ["data:image/png;base64,AAAA", undefined, "the title"],
    ["blob:https://a.test/0b1c", undefined, "the title"],
    ["no address", undefined, "the title"],
  ])("is, for %s on a page in %s, %s", (url, charset, name) => {
    expect(proposedName(url, null, "the title", charset)).toBe(name);
  });

  it.each(["", "/", "...", "=?no-charset?B?5YaZ?=.png", " "])(
    "is the address's where the header's is %j",
    (name) => {
      expect(proposedName("https://a.test/b.png", `inline; filename="${name}"`, "file")).toBe("b.png");
    },
  );

  it.each([
    ["a / b\\c", "a _ b_c"],
    ["", "file"],
    [" . ", "file"],
  ])("leads into no folder and is never empty where the title is %j", (title, name) => {
    expect(proposedName("https://a.test/", null, title)).toBe(name);
  });

  it("keeps its end where it is cut", () => {
    const name = proposedName(`https://a.test/${"n".repeat(400)}.tar.gz`, null, "file");
    expect(name).toHaveLength(255);
    expect(name).toMatch(/^n+\.tar\.gz$/);
  });
});
