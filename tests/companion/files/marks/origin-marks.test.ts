import { describe, expect, it } from "vitest";
import { binaryPropertyList, xattrArguments } from "../../../../companion/files/marks/mac-marks.ts";
import { markedUrl } from "../../../../companion/files/marks/marked-url.ts";
import { zoneText } from "../../../../companion/files/marks/windows-marks.ts";

describe("markedUrl", () => {
  it.each([
    ["https://a.test/cat.png?size=2", "https://a.test/cat.png?size=2"],
    ["https://me:secret@a.test/cat.png", "https://a.test/cat.png"],
    ["https://me@a.test/", "https://a.test/"],
    ["http://a.test/page#token=secret", "http://a.test/page"],
    ["https://bücher.test/é", "https://xn--bcher-kva.test/%C3%A9"],
    ["data:image/png;base64,AAAA", undefined],
    ["blob:https://a.test/1", undefined],
    ["file:///home/me/cat.png", undefined],
    ["javascript:alert(1)", undefined],
    ["chrome-extension://x/y", undefined],
    ["no address", undefined],
    ["", undefined],
    [undefined, undefined],
    [`https://a.test/${"x".repeat(2_000)}`, undefined],
  ])("writes of %j %j", (address, marked) => {
    expect(markedUrl(address)).toBe(marked);
  });
});

const MARK = { path: "/inbox/cat.png", url: "https://a.test/cat.png", pageUrl: "https://a.test/" };

describe("marks on macOS", () => {
  it("are a binary property list, byte by byte as the system's own tools make it", () => {
    expect(binaryPropertyList([MARK.url, MARK.pageUrl]).toString("hex")).toBe(
      "62706c6973743030a201025f101668747470733a2f2f612e746573742f6361742e706e675f100f68747470733a2f2f612e746573742f080b240000000000000101000000000000000300000000000000000000000000000036",
    );
    expect(binaryPropertyList(["https://a.test"]).toString("hex")).toBe(
      "62706c6973743030a1015e68747470733a2f2f612e74657374080a0000000000000101000000000000000200000000000000000000000000000019",
    );
  });

  it("name the places and the quarantine, a run of xattr each", () => {
    const now = new Date("2026-01-02T03:04:05Z");
    expect(xattrArguments(MARK, now)).toEqual([
      ["-w", "-x", "com.apple.metadata:kMDItemWhereFroms", expect.stringMatching(/^62706c697374/), MARK.path],
      ["-w", "com.apple.quarantine", "0081;695735a5;Pagewire;", MARK.path],
    ]);
  });
});

describe("marks on Windows", () => {
  it("say that the file comes from the internet, and whence", () => {
    expect(zoneText(MARK)).toBe(
      "[ZoneTransfer]\r\nZoneId=3\r\nReferrerUrl=https://a.test/\r\nHostUrl=https://a.test/cat.png\r\n",
    );
    expect(zoneText({ ...MARK, pageUrl: undefined })).toBe(
      "[ZoneTransfer]\r\nZoneId=3\r\nHostUrl=https://a.test/cat.png\r\n",
    );
  });
});
