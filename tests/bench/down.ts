/** 256 MiB from the computer into the browser's database, beside a WebSocket that receives and forgets. */

import { rm } from "node:fs/promises";
import path from "node:path";
import { MAX_WHOLE_FILE_BYTES } from "../../shared/protocol/limits.ts";
import { pagewire } from "../support/companion-process.ts";
import { writePseudoRandomFile } from "../support/pseudo-random.ts";
import { cpuOfBrowser, cpuOfProcess } from "./cpu-time.ts";
import { openDownloads } from "./downloads.ts";
import type { Figure } from "./figure.ts";
import { type FilesServer, openFilesServer } from "./files-server.ts";
import { openPlainServer } from "./plain-server.ts";
import { openStage } from "./stage.ts";
import { inTurns } from "./turns.ts";

const ROUNDS = 5;
const FILE_BYTES = 256 * 1024 * 1024;
const MEGA = 1_000_000;

export async function measureDown(rounds = ROUNDS): Promise<Figure[]> {
  const stage = await openStage();
  const { page, worker, paired } = stage;
  const { home, pid } = paired.companion;
  const { profileDir } = paired.desktop;
  const file = path.join(stage.folder, "down.bin");
  let turn = 0;
  let stored: StoredIds = { whole: [], large: "" };
  try {
    const plain = await stage.open((folder) => openPlainServer(folder, FILE_BYTES));
    const files = await stage.open(async (folder) => {
      const opened = await openFilesServer(folder);
      stored = await storeFiles(opened);
      return opened;
    });
    const downloads = await openDownloads(paired.desktop, stage.folder);
    const receive = async (carrier: "fastest" | "socket" | "channel" | "base64"): Promise<number> => {
      await page.evaluate((wanted) => pagewireBench.carryFilesOver(wanted), carrier);
      const measured = page.evaluate(() => pagewireBench.receiveThroughPagewire());
      await pagewire(home, ["send", file]);
      return await measured;
    };
    return await inTurns({
      product: {
        name: "256 MiB down: ranges, hash, committed IndexedDB",
        run: () => receive("fastest"),
      },
      others: [
        {
          name: "pagewire send --wait, the whole command",
          target: { atMost: 1.18 },
          prepare: () => page.evaluate(() => pagewireBench.carryFilesOver("fastest")),
          run: async () => {
            const begun = performance.now();
            await pagewire(home, ["send", file, "--wait"]);
            return performance.now() - begun;
          },
        },
        { name: "down on the lane, binary frames", target: { atLeast: 1.5 }, run: () => receive("socket") },
        {
          name: "WebSocket that receives and forgets",
          target: { atLeast: 0.45 },
          run: () =>
            worker.evaluate(([port, bytes]) => pagewireBench.receiveAndForget(port, bytes), [
              plain,
              FILE_BYTES,
            ] as const),
        },
        {
          name: "its bound: the same pieces fetched and committed, unasked and unchecked",
          run: () =>
            worker.evaluate(([port, bytes]) => pagewireBench.commitAlone(port, bytes), [
              plain,
              FILE_BYTES,
            ] as const),
        },
        { name: "the browser's own download, not flushed", run: () => downloads.take(plain) },
        { name: "down over a channel, binary chunks", run: () => receive("channel") },
        { name: "down over a channel, base64 in JSON, as Phoenix would", run: () => receive("base64") },
        {
          name: "whole files of 8 MiB down as base64 events",
          run: () =>
            worker.evaluate(([port, ids]) => pagewireBench.fetchInJson(port, ids), [
              files,
              stored.whole,
            ] as const),
        },
        {
          name: "whole files of 8 MiB down as binary replies",
          run: () =>
            worker.evaluate(([port, ids]) => pagewireBench.getWhole(port, ids), [
              files,
              stored.whole,
            ] as const),
        },
        {
          name: "one file down as a stream of numbered chunks",
          run: () =>
            worker.evaluate(([port, id]) => pagewireBench.getInChunks(port, id), [
              files,
              stored.large,
            ] as const),
        },
      ],
      rounds,
      unit: "MB/s",
      inUnit: (ms) => FILE_BYTES / MEGA / (ms / 1000),
      cpu: { browser: () => cpuOfBrowser(profileDir), companion: () => cpuOfProcess(pid) },
      between: async () => {
        await page.evaluate(() => pagewireBench.forgetReceived());
        turn += 1;
        await rm(file, { force: true });
        await writePseudoRandomFile(file, FILE_BYTES, `down ${turn}`);
      },
    });
  } finally {
    await stage.close();
  }
}

/** The files that lie in the inbox of the topic `files`: so many bytes in whole messages, and the same in one file. */
interface StoredIds {
  readonly whole: readonly string[];
  readonly large: string;
}

async function storeFiles(files: FilesServer): Promise<StoredIds> {
  const whole: string[] = [];
  for (let bytes = 0; bytes < FILE_BYTES; bytes += MAX_WHOLE_FILE_BYTES)
    whole.push(await files.store(MAX_WHOLE_FILE_BYTES));
  return { whole, large: await files.store(FILE_BYTES) };
}
