import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { FoundSchema, PageBytesSchema, PlaceSchema } from "../../shared/extension/page-words.ts";
import { PAGE_PICTURE } from "../support/page-picture.ts";

const blob = new Blob(["x"]);

describe("what a page's script answers", () => {
  it.each([
    [{ found: "none" }, true],
    [{ found: "picture", picture: PAGE_PICTURE }, true],
    [{ found: "picture", picture: PAGE_PICTURE, how: "page-copy", read: { blob } }, true],
    [{ found: "picture", picture: PAGE_PICTURE, how: "page-capture", read: { blob } }, false],
    [{ found: "picture", picture: { ...PAGE_PICTURE, alt: "x".repeat(4097) } }, false],
    [{ found: "picture", picture: { ...PAGE_PICTURE, width: -1 } }, false],
    [{ found: "picture", picture: { ...PAGE_PICTURE, width: Number.NaN } }, false],
    [{ found: "picture", picture: { ...PAGE_PICTURE, url: 1 } }, false],
    [{ found: "picture", picture: { ...PAGE_PICTURE, more: 1 } }, false],
    [{ found: "everything" }, false],
    [{}, false],
    [undefined, false],
    ["x", false],
  ])("about what it has found is taken or not: %#", (answer, expected) => {
    expect(v.safeParse(FoundSchema, answer).success).toBe(expected);
  });

  it.each([
    [{ read: { blob } }, true],
    [{ read: { blob, disposition: "inline" } }, true],
    [{ said: { code: "capture.page-lost" } }, true],
    [{ message: "It is gone." }, true],
    [{ message: "x".repeat(301) }, false],
    [{ read: { blob: { size: 1 } } }, false],
    [{ read: { blob: "x" } }, false],
    [{ name: "../x" }, false],
  ])("with bytes is taken or not: %#", (answer, expected) => {
    expect(v.safeParse(PageBytesSchema, answer).success).toBe(expected);
  });

  it.each([
    [{ scale: 1 }, true],
    [{ scale: 2, area: { x: -3, y: 0.5, width: 10, height: 20 } }, true],
    [{ scale: 0 }, false],
    [{ scale: 1, area: { x: 0, y: 0, width: -1, height: 20 } }, false],
    [{ scale: 1, area: { x: Number.POSITIVE_INFINITY, y: 0, width: 1, height: 1e9 } }, false],
  ])("about its place is taken or not: %#", (answer, expected) => {
    expect(v.safeParse(PlaceSchema, answer).success).toBe(expected);
  });
});
