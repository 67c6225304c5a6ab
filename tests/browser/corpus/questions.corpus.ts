import { expect, it } from "vitest";
import { ALL_CASES } from "./cases.ts";
import { corpusOf } from "./corpus.ts";

corpusOf("none", ALL_CASES);

it("has eighty pages and more, each under a number of its own", () => {
  const numbers = ALL_CASES.map(({ no }) => no.toLowerCase());
  expect(numbers.length).toBeGreaterThanOrEqual(80);
  expect(new Set(numbers).size).toBe(numbers.length);
});
