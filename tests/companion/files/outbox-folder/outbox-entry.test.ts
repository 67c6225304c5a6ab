import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { entryOf, pathOf, statsOf } from "../../../../companion/files/outbox-folder/outbox-entry.ts";
import { PromptDisk } from "../../../../companion/files/outgoing/prompt-disk.ts";

const folder = mkdtempSync(path.join(tmpdir(), "pagewire-entries-"));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf(process.platform !== "linux")("a name in the Outbox folder", () => {
  it("is found again, whatever its bytes, on a disk that answers at once and on others", async () => {
    const names = [Buffer.from("plain.txt"), Buffer.from("Grüße 🚀.txt"), Buffer.from([0x61, 0xff, 0xfe])];
    for (const [index, name] of names.entries())
      writeFileSync(Buffer.concat([Buffer.from(`${folder}/`), name]), "x".repeat(index + 1));
    const entries = (await readdir(folder, { encoding: "latin1" })).map(entryOf);
    expect(entries.map(({ name }) => name).sort()).toEqual(["Grüße 🚀.txt", "a��", "plain.txt"]);
    expect(new Set(entries.map(({ key }) => key)).size).toBe(3);
    const disk = new PromptDisk(folder);
    const slowly = await statsOf(folder, entries, disk);
    await disk.look();
    const promptly = await statsOf(folder, [...entries, entryOf("gone")], disk);
    expect(slowly.map((stats) => stats?.size).sort()).toEqual([1, 2, 3]);
    expect(promptly.map((stats) => stats?.size)).toEqual([...slowly.map((stats) => stats?.size), undefined]);
    const plain = entries.find(({ name }) => name === "plain.txt");
    expect(plain && pathOf(folder, plain)).toBe(path.join(folder, "plain.txt"));
  });
});
