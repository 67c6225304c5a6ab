import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  MAX_COLUMNS,
  MAX_ROWS,
  readTable,
  separatorOf,
} from "../../../../entrypoints/view/reading/table-text.ts";

describe("a table's text", () => {
  it.each([
    [
      "plain rows",
      "a,b\n1,2\n",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    [
      "rows of Windows",
      "a,b\r\n1,2\r\n",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    [
      "rows of old computers",
      "a,b\r1,2",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    ["no end of the last row", "a\nb", [["a"], ["b"]]],
    ["separators and ends of lines in quotes", '"a,\n\r b",c', [["a,\n\r b", "c"]]],
    ["quotes in quotes", '"say ""hi""",2', [['say "hi"', "2"]]],
    ["quotes within a value", 'a"b,c', [['a"b', "c"]]],
    [
      "more behind the closing quote",
      '"a"b,c\n1,2',
      [
        ["ab", "c"],
        ["1", "2"],
      ],
    ],
    ["a quote that is never closed", 'a,"b\nc', [["a", "b\nc"]]],
    [
      "empty values",
      ",\n,,",
      [
        ["", ""],
        ["", "", ""],
      ],
    ],
    ["an empty row", "a\n\nb", [["a"], [""], ["b"]]],
    ["the mark of its encoding", "\uFEFFa,b", [["a", "b"]]],
    ["nothing", "", []],
    ["an empty value in quotes at its end", 'a,""', [["a", ""]]],
  ])("is read with %s", (_, text, rows) => {
    expect(readTable(text, ",").rows).toEqual(rows);
  });

  it("gives back any values that are written into it", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.array(fc.string({ unit: fc.constantFrom("a", ",", '"', "\n", "\r", " ") }), {
            minLength: 1,
            maxLength: 5,
          }),
          { minLength: 1, maxLength: 9 },
        ),
        (rows) => {
          const text = rows
            .map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(","))
            .join("\r\n");
          expect(readTable(text, ",").rows).toEqual(rows);
        },
      ),
    );
  });

  it("ends with any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("a", ",", '"', "\n", "\r"), maxLength: 60 }), (text) => {
        expect(readTable(text, ",").rowCount).toBeLessThanOrEqual(text.length + 1);
      }),
    );
  });

  it("keeps only what is shown, and counts the rest", () => {
    const row = Array.from({ length: 100 }, (_, column) => column).join(",");
    const { rows, rowCount, columnCount } = readTable(`${row}\n`.repeat(5_000), ",");
    expect([rows.length, rowCount, columnCount]).toEqual([MAX_ROWS + 1, 5_000, 100]);
    expect(rows.every((values) => values.length === MAX_COLUMNS)).toBe(true);
  });

  it.each([
    ["quotes", '"'.repeat(2_000_000)],
    ["separators", ",".repeat(2_000_000)],
    ["ends of lines", "\n".repeat(2_000_000)],
    ["opened quotes", '"\n,'.repeat(600_000)],
  ])("is read in one pass: nothing but %s", (_, text) => {
    const from = performance.now();
    readTable(text, ",");
    expect(performance.now() - from).toBeLessThan(2_000);
  });
});

describe("a table's separator", () => {
  it.each([
    [",", "a,b\n1,2\n3,4"],
    [";", "a;b\n1,5;2,5\n3,5;4,5"],
    ["\t", "a b\tc\n1, 2\t3"],
    ["|", "a|b|c\n1|2|3"],
    [",", "alone\nlines"],
    [",", ""],
    [",", '"a;b;c;d",2\n"e;f;g;h",4'],
  ])("is %j in %j", (separator, text) => {
    expect(separatorOf(text)).toBe(separator);
  });
});
