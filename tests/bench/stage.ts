/** What the transfers' benchmarks stand on: a paired browser with their page, a folder, and the servers in it. */

import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "playwright-core";
import { openPairedDesktop, type PairedDesktop } from "../support/paired-desktop.ts";
import type { WorkerSession } from "../support/worker-session.ts";
import { openBenchPage, openBenchWorker } from "./bench-page.ts";

/** A server of the benchmark and what ends it. */
export interface ListeningServer {
  readonly port: number;
  close(): void;
}

export interface Stage {
  readonly paired: PairedDesktop;
  readonly page: Page;
  /** The extension's service worker, with the same script in it. */
  readonly worker: WorkerSession;
  /** A folder on the same disk as the companion's home. */
  readonly folder: string;
  /** Opens a server with a folder of its own, which is emptied with the others; the stage closes it. */
  open(server: (folder: string) => Promise<ListeningServer>): Promise<number>;
  /** Removes all files that the companion or a server has received. */
  sweep(): Promise<void>;
  close(): Promise<void>;
}

/** `under` is what the companion runs under. */
export async function openStage(under: readonly string[] = []): Promise<Stage> {
  const folder = await mkdtemp(path.join(tmpdir(), "pagewire-bench-"));
  const servers: ListeningServer[] = [];
  const received: string[] = [];
  const paired = await openPairedDesktop({ companion: { under } });
  let worker: WorkerSession | undefined;
  received.push(path.join(paired.companion.home, "Inbox"));
  const close = async (): Promise<void> => {
    await worker?.close();
    await paired.close();
    for (const server of servers) server.close();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const page = await openBenchPage(paired.desktop);
    worker = await openBenchWorker(paired.desktop);
    return {
      paired,
      page,
      worker,
      folder,
      async open(server) {
        const own = path.join(folder, `server-${servers.length}`);
        await mkdir(own);
        const opened = await server(own);
        servers.push(opened);
        received.push(own, path.join(own, "Inbox"));
        return opened.port;
      },
      async sweep() {
        for (const place of received) await removeFiles(place);
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Files only: a companion's home among them stays as it is. */
async function removeFiles(folder: string): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) if (entry.isFile()) await rm(path.join(folder, entry.name), { force: true });
}
