import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { homeAt } from "../../../companion/home/home.ts";
import { openTrust } from "../../../companion/open-trust.ts";
import { Keys } from "../../../companion/trust/keys.ts";

const FIRST = `ab11${"0".repeat(28)}`;
const SECOND = `ab22${"0".repeat(28)}`;
const THIRD = `ab33${"0".repeat(28)}`;
const browser = { kind: "browser", origin: "chrome-extension://a", key: "00".repeat(32), addedAt: 0 };
const ODD = [
  { ...browser, id: SECOND, name: "Firefox", key: "short" },
  { kind: "phone", id: SECOND, name: "of a newer version", more: { than: ["we", "know"] } },
  null,
  "a hand",
];

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "pagewire-keys-"));
  file = path.join(folder, "keys.json");
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (clients: readonly unknown[]): void =>
  writeFileSync(file, JSON.stringify({ companionId: "1".repeat(32), clients }));
const written = (): { clients: readonly unknown[] } => JSON.parse(readFileSync(file, "utf8"));

describe("a file of keys with an odd entry", () => {
  it.each(ODD.map((odd) => [JSON.stringify(odd), odd]))("keeps the others and that: %s", async (_, odd) => {
    write([{ ...browser, id: FIRST, name: "Chromium" }, odd, { ...browser, id: THIRD, name: "Brave" }]);
    const keys = await Keys.open(file);
    expect(keys.list().map(({ name }) => name)).toEqual(["Chromium", "Brave"]);
    expect(keys.find(SECOND)).toBeUndefined();
    expect(keys.oddEntries).toBe(1);
    await keys.rename(FIRST, "Chrome");
    expect(written().clients).toContainEqual(odd);
    const again = await Keys.open(file);
    expect(again.list().map(({ name }) => name)).toEqual(["Chrome", "Brave"]);
    expect(again.oddEntries).toBe(1);
  });

  it("is told of in one sentence at the start, and one without is not", async () => {
    const home = { ...homeAt(folder), keys: file, ownerToken: path.join(folder, "owner-token") };
    const tell = vi.fn();
    write([...ODD, { ...browser, id: FIRST, name: "Chromium" }]);
    await openTrust(home, tell);
    expect(tell).toHaveBeenCalledExactlyOnceWith(expect.stringContaining(`${file} that can't be read: 4.`));
    write([]);
    await openTrust(home, tell);
    expect(tell).toHaveBeenCalledOnce();
  });

  it("is refused where that is none of keys, or has no other", async () => {
    write(ODD);
    const odd = readFileSync(file, "utf8");
    for (const text of ["{", '{"clients":[]}', '{"companionId":"x","clients":[]}', odd]) {
      writeFileSync(file, text);
      await expect(Keys.open(file)).rejects.toThrow("move it away");
    }
  });
});
