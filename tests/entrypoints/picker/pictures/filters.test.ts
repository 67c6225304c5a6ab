import { describe, expect, it } from "vitest";
import {
  filtered,
  formatsOf,
  isFiltering,
  NO_FILTERS,
} from "../../../../entrypoints/picker/pictures/filters.ts";
import { alone, pagePicture, withBytes } from "../../../support/picker-pictures.ts";

const wide = alone(withBytes("aa", { width: 900, height: 300, alt: "Boats at noon" }));
const tall = alone(withBytes("bb", { width: 200, height: 400, url: "http://img.test/boats.jpg" }));
const unknown = alone(pagePicture({ offered: "lazy", url: "http://img.test/later.webp" }));
const ALL = [wide, tall, unknown];
const left = (some: Partial<typeof NO_FILTERS>) => filtered(ALL, { ...NO_FILTERS, ...some });

describe("filters", () => {
  it("leave all without any, in the page's order", () => {
    expect(left({})).toEqual(ALL);
    expect(isFiltering(NO_FILTERS)).toBe(false);
    expect(isFiltering({ ...NO_FILTERS, sorting: "largest" })).toBe(false);
  });

  it("go by all words, in name, text, address and title", () => {
    expect(left({ text: "noon BOATS" })).toEqual([wide]);
    expect(left({ text: "boats.jpg" })).toEqual([tall]);
    expect(left({ text: "boats" })).toEqual(ALL);
    expect(left({ text: "ship" })).toEqual([]);
  });

  it("go by the longer side, and leave what nobody knows the size of", () => {
    expect(left({ size: 600 })).toEqual([wide, unknown]);
  });

  it("go by shape, format and what the page has loaded", () => {
    expect(left({ shape: "wide" })).toEqual([wide]);
    expect(left({ shape: "tall" })).toEqual([tall]);
    expect(left({ shape: "square" })).toEqual([]);
    expect(formatsOf(ALL)).toEqual(["PNG", "WebP"]);
    expect(left({ format: "WebP" })).toEqual([unknown]);
    expect(left({ presence: "unloaded" })).toEqual([unknown]);
    expect(left({ presence: "loaded" })).toEqual([wide, tall]);
  });

  it("sort by area where that is wanted", () => {
    expect(left({ sorting: "largest" })).toEqual([wide, tall, unknown]);
    expect(left({ sorting: "smallest" })).toEqual([unknown, tall, wide]);
  });
});
