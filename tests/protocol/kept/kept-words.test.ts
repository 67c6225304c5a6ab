import { describe, expect, it } from "vitest";
import {
  decodeKeptFile,
  decodeKeptFiles,
  decodeNamingRule,
} from "../../../shared/protocol/kept/kept-words.ts";
import { ProtocolError } from "../../../shared/protocol/protocol-error.ts";

const RECORD = {
  id: "a1",
  ids: ["a1", "b2"],
  name: "cat.png",
  path: "/home/ada/Pagewire/Inbox/cats/cat.png",
  relativePath: "cats/cat.png",
  type: "image/png",
  bytes: 3,
  sha256: "ab",
  fidelity: "original",
  receivedAt: "2026-11-28T09:30:00.000Z",
  tags: ["cat"],
  sources: [{ url: "https://a.test/cat.png", pageUrl: null, title: "Cats", alt: null, at: "…" }],
};

describe("a record of the topic kept", () => {
  it("is read with what a page shows, and says what is not there plainly", () => {
    expect(decodeKeptFile(RECORD)).toEqual({
      id: "a1",
      ids: ["a1", "b2"],
      name: "cat.png",
      ownName: "cat.png",
      relativePath: "cats/cat.png",
      type: "image/png",
      bytes: 3,
      sha256: "ab",
      fidelity: "original",
      how: "",
      receivedAt: "2026-11-28T09:30:00.000Z",
      tags: ["cat"],
      note: "",
      isBinned: false,
      sources: [{ url: "https://a.test/cat.png", pageUrl: undefined, title: "Cats", alt: undefined }],
    });
    const other = { binnedAt: RECORD.receivedAt, ids: undefined, ownName: "IMG_1.png" };
    expect(decodeKeptFile({ ...RECORD, ...other })).toMatchObject({
      ownName: "IMG_1.png",
      isBinned: true,
      ids: [],
    });
  });

  it.each([
    ["name", 7],
    ["bytes", -1],
    ["bytes", undefined],
    ["tags", "cat"],
    ["tags", [7]],
    ["note", "x".repeat(16 * 1024 + 1)],
    ["sources", [{}]],
    ["ids", "a1"],
  ])("is refused with a typed error where %s is %j", (field, value) => {
    expect(() => decodeKeptFile({ ...RECORD, [field]: value })).toThrow(ProtocolError);
  });

  it("that can't be read keeps none of the others back", () => {
    expect(decodeKeptFiles({ files: [{}, RECORD, null] })).toMatchObject([{ id: "a1" }]);
    expect(() => decodeKeptFiles({})).toThrow(ProtocolError);
    expect(() => decodeKeptFiles(null)).toThrow(ProtocolError);
  });
});

describe("the rule of names", () => {
  it("is read without the kinds that only a newer version knows", () => {
    expect(decodeNamingRule({ template: "{name}", sidecars: ["xmp", "pdf"] })).toEqual({
      template: "{name}",
      sidecars: ["xmp"],
    });
    expect(() => decodeNamingRule({ template: 1, sidecars: [] })).toThrow(ProtocolError);
    expect(() => decodeNamingRule({ template: "{name}" })).toThrow(ProtocolError);
  });
});
