/** 1,000 images through the product's queue, beside a bare loop that writes them as durably. */

import { mkdtemp, open, rename } from "node:fs/promises";
import path from "node:path";
import { syncFolder } from "../../companion/files/durable.ts";
import { pseudoRandomBuffer } from "../support/pseudo-random.ts";
import type { Figure } from "./figure.ts";
import { openStage } from "./stage.ts";
import { inTurns } from "./turns.ts";

const ROUNDS = 5;
const IMAGES = 1_000;
const IMAGE_BYTES = 100 * 1024;

/** Writes, fsyncs, renames, fsyncs the folder; so many at a time. */
async function writeImages(parent: string, atATime: number): Promise<number> {
  const folder = await mkdtemp(path.join(parent, "images-"));
  const image = pseudoRandomBuffer(IMAGE_BYTES, "many");
  const begun = performance.now();
  let next = 0;
  const work = async (): Promise<void> => {
    for (let number = next++; number < IMAGES; number = next++) {
      const part = path.join(folder, `${number}.part`);
      const file = await open(part, "w");
      await file.write(image);
      await file.sync();
      await file.close();
      await rename(part, path.join(folder, `${number}.gif`));
      await syncFolder(folder);
    }
  };
  await Promise.all(Array.from({ length: atATime }, work));
  return performance.now() - begun;
}

export async function measureMany(rounds = ROUNDS): Promise<Figure[]> {
  const stage = await openStage();
  const { page } = stage;
  let bareFolder = "";
  try {
    await stage.open((folder) => {
      bareFolder = folder;
      return Promise.resolve({ port: 0, close: () => undefined });
    });
    // As many as the product has lanes for small files.
    const lanes = await page.evaluate(() => pagewireBench.sendingLanes);
    return await inTurns({
      product: {
        name: "1,000 images of 100 KiB: queue, lanes, hash, fsync, inbox",
        prepare: () =>
          page.evaluate(([count, bytes]) => pagewireBench.queueImages(count, bytes), [
            IMAGES,
            IMAGE_BYTES,
          ] as const),
        run: () => page.evaluate(() => pagewireBench.sendThroughQueue()),
      },
      others: [
        {
          name: `a bare loop, ${lanes} at a time: write, fsync, rename, fsync the folder`,
          target: { atLeast: 0.5 },
          run: () => writeImages(bareFolder, lanes),
        },
      ],
      rounds,
      unit: "images/s",
      inUnit: (ms) => IMAGES / (ms / 1000),
      // Nothing is removed: ext4 without a journal passes over every inode that was freed in the last minutes, one by
      // one, for each new file (measured: 1 ms instead of 0.03 after some thousands).
      between: () => Promise.resolve(),
    });
  } finally {
    await stage.close();
  }
}
