import { describe, expect, it } from "vitest";
import { decodeWaitingFile, decodeWaitingFiles } from "../../shared/protocol/waiting-file.ts";

const file = {
  id: "0".repeat(32),
  name: "plot.png",
  bytes: 3,
  mediaType: "image/png",
  sha256: "0".repeat(64),
  at: 1,
};

describe("what the companion says of a file that waits", () => {
  it("is read at the edges of what can be kept", () => {
    for (const fields of [
      { at: 8_640_000_000_000_000 },
      { at: 0 },
      { bytes: 0 },
      { bytes: Number.MAX_SAFE_INTEGER },
    ])
      expect(decodeWaitingFile({ ...file, ...fields })).toEqual({ ...file, ...fields });
  });

  it.each([
    { at: 8_640_000_000_000_001 },
    { at: Number.POSITIVE_INFINITY },
    { at: -1 },
    { at: 0.5 },
    { bytes: 2 ** 53 },
    { bytes: -1 },
    { bytes: "3" },
    { name: "x".repeat(4097) },
    { name: null },
    { mediaType: "x".repeat(256) },
    { id: "../../../etc" },
    { sha256: "" },
  ])("is passed over beyond them, and keeps no other back: %j", (fields) => {
    expect(() => decodeWaitingFile({ ...file, ...fields })).toThrow(/field/);
    expect(decodeWaitingFiles({ waiting: [{ ...file, ...fields }, file, null, 7] })).toEqual({
      files: [file],
      unreadable: 3,
    });
  });

  it("may name the file that was a part of it", () => {
    const replaces = "1".repeat(32);
    expect(decodeWaitingFile({ ...file, replaces })).toEqual({ ...file, replaces });
    expect(decodeWaitingFile({ ...file, replaces: null })).toEqual(file);
    expect(() => decodeWaitingFile({ ...file, replaces: "../x" })).toThrow(/replaces/);
  });

  it("holds no text that a disk or a database could not keep", () => {
    expect(decodeWaitingFile({ ...file, name: "a\ud800b\0c.png" }).name).toBe("a\ufffdb\ufffdc.png");
  });

  it("is no list where none is said", () => {
    for (const reply of [{}, { waiting: {} }, null, []]) expect(() => decodeWaitingFiles(reply)).toThrow();
  });
});
