import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { identityOf, writersOf } from "../../../../companion/files/outbox-folder/writers.ts";

const folder = mkdtempSync(path.join(tmpdir(), "pagewire-writers-"));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf(process.platform !== "linux")("who writes", () => {
  it("is found as long as the file is open for writing, and a reader is not", async () => {
    const file = path.join(folder, "file");
    writeFileSync(file, "x");
    const stats = statSync(file);
    const reader = await open(file, "r");
    expect(await writersOf([stats])).toEqual(new Map());
    const writer = await open(file, "a");
    expect([...(await writersOf([stats])).entries()]).toMatchObject([
      [identityOf(stats), { pid: process.pid }],
    ]);
    await writer.close();
    expect(await writersOf([stats])).toEqual(new Map());
    await reader.close();
  });
});
