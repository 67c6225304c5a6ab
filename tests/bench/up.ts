/** 256 MiB from the browser to the computer: the product, and every other way there is. */

import { cpuOfBrowser, cpuOfProcess } from "./cpu-time.ts";
import type { Figure } from "./figure.ts";
import { openFilesServer } from "./files-server.ts";
import { openPlainServer } from "./plain-server.ts";
import { openSocketIoServer } from "./socket-io-server.ts";
import { openStage } from "./stage.ts";
import { type Contender, inTurns } from "./turns.ts";
import { openTusServer } from "./tus-server.ts";

const ROUNDS = 5;
const KIB = 1024;
const MIB = 1024 * KIB;
const FILE_BYTES = 256 * MIB;
const MEGA = 1_000_000;
/** The size that was fastest of 1/4 to 16 MiB, with one to four under way. */
const SOCKET_IO_CHUNK_BYTES = 16 * MIB;
const TUS_CHUNK_BYTES = 4 * MIB;

export async function measureUp(rounds = ROUNDS): Promise<Figure[]> {
  const stage = await openStage();
  const { page, worker, paired } = stage;
  const { pid } = paired.companion;
  const { profileDir } = paired.desktop;
  try {
    const http = await stage.open((folder) => openPlainServer(folder, FILE_BYTES));
    const tus = await stage.open(openTusServer);
    const socketIo = await stage.open(openSocketIoServer);
    const files = await stage.open(openFilesServer);
    await worker.evaluate((port) => pagewireBench.keepBlob(port), http);
    let digests: string[] = [];
    const prepare = (): Promise<void> => page.evaluate(() => pagewireBench.queueBlob());
    const over = (carrier: "channel" | "base64"): Omit<Contender, "name"> => ({
      prepare: async () => {
        await page.evaluate((wanted) => pagewireBench.carryFilesOver(wanted), carrier);
        await prepare();
      },
      run: async () => {
        const ms = await page.evaluate(() => pagewireBench.sendThroughQueue());
        await page.evaluate(() => pagewireBench.carryFilesOver("socket"));
        return ms;
      },
    });
    const others: Contender[] = [
      {
        name: "HTTP POST to a server that only writes",
        target: { atLeast: 0.95 },
        run: () => worker.evaluate((port) => pagewireBench.post(port), http),
      },
      {
        name: "the same lane without the browser's digests",
        target: { atLeast: 0.9 },
        run: () => worker.evaluate((known) => pagewireBench.sendOnLane({ digests: known }), digests),
      },
      {
        name: "the same lane with one digest a piece, as older companions get",
        run: () => worker.evaluate(() => pagewireBench.sendOnLane({}), undefined),
      },
      {
        name: "the same lane with 64 KiB ArrayBuffer frames",
        target: { atLeast: 2.5 },
        run: () => worker.evaluate((frameBytes) => pagewireBench.sendOnLane({ frameBytes }), 64 * KIB),
      },
      {
        name: "whole files of 8 MiB as base64 in JSON",
        target: { atLeast: 5 },
        run: () => worker.evaluate((port) => pagewireBench.putInJson(port), files),
      },
      {
        name: "tus-js-client, one request",
        target: { atLeast: 2 },
        run: () => page.evaluate((port) => pagewireBench.sendByTus(port), tus),
      },
      {
        name: "tus-js-client, chunks of 4 MiB",
        run: () =>
          page.evaluate(([port, chunk]) => pagewireBench.sendByTus(port, chunk), [
            tus,
            TUS_CHUNK_BYTES,
          ] as const),
      },
      {
        name: "socket.io with acks, chunks of 16 MiB",
        target: { atLeast: 2 },
        run: () =>
          worker.evaluate(([port, chunk]) => pagewireBench.sendBySocketIo(port, chunk, 1), [
            socketIo,
            SOCKET_IO_CHUNK_BYTES,
          ] as const),
      },
      {
        name: "an address streamed up as it downloads",
        run: () =>
          page.evaluate((url) => pagewireBench.sendUrlThroughQueue(url), `http://127.0.0.1:${http}/up.bin`),
      },
      { name: "lane over a channel, binary chunks", ...over("channel") },
      { name: "lane over a channel, base64 in JSON, as Phoenix would", ...over("base64") },
    ];
    return await inTurns({
      product: {
        name: "256 MiB up: queue, lane, hash, fsync, inbox",
        prepare,
        run: () => page.evaluate(() => pagewireBench.sendThroughQueue()),
      },
      others,
      rounds,
      unit: "MB/s",
      inUnit: (ms) => FILE_BYTES / MEGA / (ms / 1000),
      cpu: { browser: () => cpuOfBrowser(profileDir), companion: () => cpuOfProcess(pid) },
      between: async () => {
        await stage.sweep();
        await worker.evaluate(() => pagewireBench.renewBlob(), undefined);
        await worker.evaluate(() => pagewireBench.takeBlob(), undefined);
        await page.evaluate(() => pagewireBench.takeBlob());
        digests = await worker.evaluate(() => pagewireBench.digestPieces(), undefined);
      },
    });
  } finally {
    await stage.close();
  }
}
