import { describe, expect, it } from "vitest";
import { quickWords } from "../../../companion/commands/quick/quick-words.ts";

describe("a line that needs no grammar", () => {
  it.each<[string, object]>([
    ["latest", { command: "latest", json: false }],
    ["status --json", { command: "status", json: true }],
    ["start", { command: "start", json: false }],
    [
      "start --home /h --port 0 --json --open",
      { command: "start", json: true, home: "/h", port: 0, open: true },
    ],
    [
      "latest --type image --count 3 --home /h --json",
      { command: "latest", json: true, type: "image", count: 3, home: "/h" },
    ],
  ])("is %s", (line, words) => {
    expect(quickWords(line.split(" "))).toEqual(words);
  });

  it.each([
    "",
    "inbox",
    "--json latest",
    "latest --help",
    "latest --count",
    "latest --count x",
    "latest --count 101",
    "latest --count=3",
    "latest extra",
    "status --type image",
    "status --home --json",
    "latest -h",
    "start --port 65536",
    "start --port x",
    "start --no-open",
    "start --type image",
    "status --port 1",
  ])("is not %j: that is the grammar's", (line) => {
    expect(quickWords(line.split(" "))).toBeUndefined();
  });
});
