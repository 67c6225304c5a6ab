import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Flushing } from "../../../../companion/files/outgoing/kept-file.ts";
import { openSource, READ_BYTES, readAll } from "../../../../companion/files/outgoing/source-file.ts";
import { pseudoRandomBuffer } from "../../../support/pseudo-random.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "pagewire-source-"));
});
afterEach(() => rm(folder, { recursive: true }));

describe("a file that is read to be sent", () => {
  it.each([0, 1, READ_BYTES - 1, READ_BYTES, READ_BYTES + 1, 2 * READ_BYTES, 3 * READ_BYTES + 7])(
    "gives each of its %i bytes once and in order, while the next are read already",
    async (bytes) => {
      const file = path.join(folder, "file");
      const content = pseudoRandomBuffer(bytes, `source ${bytes}`);
      await writeFile(file, content);
      const source = await openSource(file);
      const told: number[] = [];
      const parts: Buffer[] = [];
      for await (const part of readAll(source, source.handle, { onBytes: (at) => told.push(at) })) {
        parts.push(Buffer.from(part));
        // The reading of the next part has time to spoil this one, if it is to.
        await new Promise(setImmediate);
        expect(Buffer.from(part).equals(parts.at(-1) ?? Buffer.alloc(0))).toBe(true);
      }
      await source.handle.close();
      expect(Buffer.concat(parts).equals(content)).toBe(true);
      expect(told.at(-1) ?? 0).toBe(bytes);
    },
  );

  it("reads nothing any more once it is let go of in the middle", async () => {
    const file = path.join(folder, "file");
    await writeFile(file, Buffer.alloc(5 * READ_BYTES));
    const source = await openSource(file);
    for await (const part of readAll(source, source.handle)) {
      expect(part.byteLength).toBe(READ_BYTES);
      break;
    }
    // A handle that is still read from would wait for that, or fail it.
    await expect(source.handle.close()).resolves.toBeUndefined();
  });
});

describe("a copy that is flushed on its way", () => {
  it("has a failed flush told at its end, though the system says it once", async () => {
    const flushing = new Flushing({
      datasync: () => Promise.reject(new Error("EIO")),
      sync: () => Promise.resolve(),
    });
    flushing.wrote(64 * 1024 * 1024);
    await flushing.settled();
    await expect(flushing.all()).rejects.toThrow("EIO");
  });
});
