import { describe, expect, it } from "vitest";
import {
  entriesOf,
  readJson,
  WrittenNumber,
  written,
} from "../../../../entrypoints/view/reading/json-text.ts";

describe("JSON", () => {
  it("is read with its values as they are", () => {
    expect(readJson('\uFEFF{"a":[true,null,"x"]}')).toEqual({ a: [true, null, "x"] });
  });

  it.each(["12345678901234567890", "0.1000", "1E400", "-0"])("keeps the digits of %s", (digits) => {
    const number = readJson(digits);
    expect(number).toBeInstanceOf(WrittenNumber);
    // Node says what a number was read from as browsers do.
    expect(number instanceof WrittenNumber && written(number)).toBe(digits);
  });

  it.each(["", "{", "undefined", "{'a':1}", "[1,]"])("is none: %s", (text) => {
    expect(readJson(text)).toBeUndefined();
  });

  it("is none where it is nested deeper than the browser reads", () => {
    const depth = 900_000;
    expect(readJson("[".repeat(depth) + "]".repeat(depth))).toBeUndefined();
  });

  it("has entries where it holds some, also those with the names of what every object has", () => {
    const json = readJson('{"__proto__":1,"toString":{}}');
    expect(json !== undefined && entriesOf(json)?.map(([name]) => name)).toEqual(["__proto__", "toString"]);
    expect(entriesOf("text")).toBeUndefined();
    expect(entriesOf(null)).toBeUndefined();
    expect(entriesOf(new WrittenNumber("1"))).toBeUndefined();
    expect(entriesOf([])).toEqual([]);
  });
});
