/** 1,000 images through the product's queue, beside a bare loop that writes them as durably. */

import { mkdtemp, open, rename } from "node:fs/promises";
import path from "node:path";
import { syncFolder } from "../../companion/home/durable.ts";
import { pseudoRandomBuffer } from "../support/pseudo-random.ts";
import { cpuOfBrowser, cpuOfProcess } from "./cpu-time.ts";
import { type Figure, figure, type Target } from "./figure.ts";
import { openStage, type Stage } from "./stage.ts";
import { type Contender, inTurns } from "./turns.ts";

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

/** A companion of the time before parcels, for the same extension. */
const OLDER = ["env", `NODE_OPTIONS=--import ${path.resolve(import.meta.dirname, "without-parcels.mjs")}`];

/** One browser with a companion, and the processor time of both for each run. */
class Sending implements Contender {
  readonly name: string;
  readonly target?: Target;
  readonly #stage: Stage;
  /** In milliseconds an image. */
  readonly cpu: number[] = [];

  constructor(stage: Stage, name: string, target?: Target) {
    this.#stage = stage;
    this.name = name;
    if (target) this.target = target;
  }

  async prepare(): Promise<void> {
    await this.#stage.page.evaluate(([count, bytes]) => pagewireBench.queueImages(count, bytes), [
      IMAGES,
      IMAGE_BYTES,
    ] as const);
  }

  async run(): Promise<number> {
    const before = this.#cpuMs();
    const ms = await this.#stage.page.evaluate(() => pagewireBench.sendThroughQueue());
    this.cpu.push((this.#cpuMs() - before) / IMAGES);
    return ms;
  }

  #cpuMs(): number {
    const { companion, desktop } = this.#stage.paired;
    return cpuOfProcess(companion.pid) + cpuOfBrowser(desktop.profileDir);
  }
}

export async function measureMany(rounds = ROUNDS): Promise<Figure[]> {
  const stage = await openStage();
  const olderStage = await openStage(OLDER);
  let bareFolder = "";
  try {
    await stage.open((folder) => {
      bareFolder = folder;
      return Promise.resolve({ port: 0, close: () => undefined });
    });
    // As many as the product has lanes for small files.
    const lanes = await stage.page.evaluate(() => pagewireBench.sendingLanes);
    const product = new Sending(stage, "1,000 images of 100 KiB: queue, parcels, hash, fsync, inbox");
    const older = new Sending(olderStage, "the same, a dialogue for each: what older companions get", {
      atLeast: 1.5,
    });
    const figures = await inTurns({
      product,
      others: [
        older,
        {
          name: `a bare loop, ${lanes} at a time: write, fsync, rename, fsync the folder`,
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
    const cpuOf = ({ cpu }: Sending): number[] => cpu.slice(-rounds);
    const name = "processor time of browser and companion an image";
    return [
      ...figures,
      figure(name, "ms", cpuOf(product), { to: "a dialogue for each", values: cpuOf(older) }),
      figure(`${name}, a dialogue for each`, "ms", cpuOf(older)),
    ];
  } finally {
    await stage.close();
    await olderStage.close();
  }
}
