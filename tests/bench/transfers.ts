/** Files both ways through the product itself, in the real browser, beside the plainest HTTP and WebSocket. */

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "playwright-core";
import { pagewire } from "../support/companion-process.ts";
import { openPairedDesktop } from "../support/paired-desktop.ts";
import { writePseudoRandomFile } from "../support/pseudo-random.ts";
import { type Figure, figure } from "./figure.ts";
import { openPlainServer } from "./plain-server.ts";

const ROUNDS = 5;
const FILE_BYTES = 256 * 1024 * 1024;
const MEGA = 1_000_000;

const speed = (ms: number): number => FILE_BYTES / MEGA / (ms / 1000);

/** Puts the page's Blob into the extension's own queue and waits until the companion has acknowledged the file. */
function upThroughPagewire(page: Page, round: number): Promise<number> {
  return page.evaluate(async (number) => {
    const { benchBlob: blob } = globalThis as unknown as { benchBlob: Blob };
    const done = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const db = await done(indexedDB.open("pagewire"));
    const random = crypto.getRandomValues(new Uint8Array(16));
    const id = [...random].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    const write = db.transaction(["sends", "sendBlobs"], "readwrite");
    write.objectStore("sendBlobs").put(blob, id);
    write.objectStore("sends").put({
      id,
      state: "waiting",
      name: `bench-${number}.bin`,
      expects: "any",
      url: "http://bench.test/",
      fidelity: "original",
      at: Date.now(),
      bytes: blob.size,
      mediaType: "",
      ackedBytes: 0,
    });
    await new Promise((resolve) => {
      write.oncomplete = resolve;
    });
    const begun = performance.now();
    const changes = new BroadcastChannel("pagewire-changes");
    const finished = new Promise<void>((resolve) => {
      changes.onmessage = () => {
        void done(db.transaction("sends").objectStore("sends").get(id)).then((item: { state: string }) => {
          if (item.state === "done") resolve();
        });
      };
    });
    await chrome.runtime.sendMessage({ call: "wake", argument: {} });
    await finished;
    changes.close();
    db.close();
    return performance.now() - begun;
  }, round);
}

function upByHttp(page: Page, port: number): Promise<number> {
  return page.evaluate(async (at) => {
    const { benchBlob: blob } = globalThis as unknown as { benchBlob: Blob };
    const begun = performance.now();
    await (await fetch(`http://127.0.0.1:${at}/`, { method: "POST", body: blob })).text();
    return performance.now() - begun;
  }, port);
}

/** From the moment the browser hears of the file until all of it is committed and acknowledged. */
async function downThroughPagewire(page: Page, home: string, file: string): Promise<number> {
  const measured = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let begun: number | undefined;
        const changes = new BroadcastChannel("pagewire-changes");
        const opening = indexedDB.open("pagewire");
        changes.onmessage = (event: MessageEvent<string>) => {
          if (event.data !== "received") return;
          begun ??= performance.now();
          const all = opening.result.transaction("received").objectStore("received").getAll();
          all.onsuccess = () => {
            const items: { state: string }[] = all.result;
            if (begun === undefined || items.some(({ state }) => state === "receiving")) return;
            changes.close();
            opening.result.close();
            resolve(performance.now() - begun);
          };
        };
      }),
  );
  await pagewire(home, ["send", file]);
  return await measured;
}

function downAndForget(page: Page, port: number, bytes: number): Promise<number> {
  return page.evaluate(
    ({ at, wanted }) =>
      new Promise<number>((resolve) => {
        const begun = performance.now();
        const socket = new WebSocket(`ws://127.0.0.1:${at}/`);
        socket.binaryType = "arraybuffer";
        let got = 0;
        socket.onmessage = (event: MessageEvent<ArrayBuffer>) => {
          got += event.data.byteLength;
          if (got < wanted) return;
          socket.close();
          resolve(performance.now() - begun);
        };
      }),
    { at: port, wanted: bytes },
  );
}

export async function measureTransfers(): Promise<Figure[]> {
  const folder = await mkdtemp(path.join(tmpdir(), "pagewire-bench-"));
  const plain = await openPlainServer(folder, FILE_BYTES);
  const paired = await openPairedDesktop();
  const [up, post, down, forget]: [number[], number[], number[], number[]] = [[], [], [], []];
  try {
    const { companion, desktop } = paired;
    const page = await desktop.openExtensionPage("options.html");
    await page.evaluate(async (port) => {
      const blob = await (await fetch(`http://127.0.0.1:${port}/`)).blob();
      Object.assign(globalThis, { benchBlob: blob });
    }, plain.port);
    const file = path.join(folder, "down.bin");
    await writePseudoRandomFile(file, FILE_BYTES, "down");
    for (let round = 0; round < ROUNDS; round += 1) {
      up.push(speed(await upThroughPagewire(page, round)));
      post.push(speed(await upByHttp(page, plain.port)));
      down.push(speed(await downThroughPagewire(page, companion.home, file)));
      forget.push(speed(await downAndForget(page, plain.port, FILE_BYTES)));
    }
  } finally {
    await paired.close();
    plain.close();
    await rm(folder, { recursive: true, force: true });
  }
  return [
    figure("256 MiB up: queue, lane, hash, fsync, inbox", "MB/s", up, { to: "HTTP POST", values: post }),
    figure("256 MiB up: HTTP POST to a server that only writes", "MB/s", post),
    figure("256 MiB down: lane, hash, committed IndexedDB", "MB/s", down, {
      to: "receive and forget",
      values: forget,
    }),
    figure("256 MiB down: WebSocket that receives and forgets", "MB/s", forget),
  ];
}
