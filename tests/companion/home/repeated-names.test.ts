/** Names that stand twice in one object of the settings. */

import { describe, expect, it } from "vitest";
import { repeatedName } from "../../../companion/home/repeated-names.ts";

describe("a repeated name", () => {
  it.each([
    ['{"a":1,"a":2}', ["a"]],
    [
      '{"prices":{"venues":{"coinbase":{},"kraken":{"url":"}\\","},"coinbase":{}}}}',
      ["prices", "venues", "coinbase"],
    ],
    ['{"a":[{"b":1,"\\u0062":2}]}', ["a", "", "b"]],
  ])("in %s is found", (json, path) => {
    expect(repeatedName(json)).toEqual(path);
  });

  it.each(["{}", "[]", "1", '"a"', '{"a":{"a":"a"},"b":["a","a"]}', '{"a":"\\\\","b":"\\"a\\":"}'])(
    "in %s is none",
    (json) => {
      expect(repeatedName(json)).toBeUndefined();
    },
  );
});
