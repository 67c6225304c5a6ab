import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Keys } from "../../../companion/trust/keys.ts";
import { recipientNamed } from "../../../companion/trust/recipient.ts";

const FIRST = `ab11${"0".repeat(28)}`;
const SECOND = `ab22${"0".repeat(28)}`;

let folder: string;
let keys: Keys;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "pagewire-recipient-"));
  const file = path.join(folder, "keys.json");
  const origin = `chrome-extension://${"a".repeat(32)}`;
  const browser = { kind: "browser", origin, key: "00".repeat(32), addedAt: 0 };
  const clients = [
    { ...browser, id: FIRST, name: "Chromium" },
    { ...browser, id: SECOND, name: "Chromium (2)" },
  ];
  writeFileSync(file, JSON.stringify({ companionId: "1".repeat(32), clients }));
  keys = await Keys.open(file);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("recipientNamed", () => {
  it.each([
    ["its id", SECOND, SECOND],
    ["its name", "Chromium", FIRST],
    ["how its id alone begins", "ab2", SECOND],
  ])("finds a browser by %s", (_, to, id) => {
    expect(recipientNamed(to, keys)).toBe(id);
  });

  it.each([
    ["two ids begin so", "ab", "More than one"],
    ["there is no text", "", "No paired browser"],
    ["nobody is called that", "Firefox", "No paired browser"],
  ])("chooses none where %s", (_, to, sentence) => {
    expect(() => recipientNamed(to, keys)).toThrow(sentence);
  });
});

describe("a name that was taken when a browser was paired anew", () => {
  it.each([
    ["nobody is connected", [], "Chromium", FIRST],
    ["the second alone is connected", [SECOND], "Chromium", SECOND],
    ["both are connected", [FIRST, SECOND], "Chromium", FIRST],
    ["a part of it is said", [SECOND], "chrom", SECOND],
    ["the other one's number is said", [FIRST], "Chromium (2)", SECOND],
    ["an id is said", [SECOND], FIRST, FIRST],
    ["an id's beginning is said", [SECOND], "ab1", FIRST],
  ])("means the right one where %s", (_, connected: readonly string[], to, id) => {
    expect(recipientNamed(to, keys, (client) => connected.includes(client))).toBe(id);
  });
});
