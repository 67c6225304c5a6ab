/** The ways down: into the product's IndexedDB, and into nothing. */

import { onChange } from "../../../shared/extension/changes.ts";
import { database } from "../../../shared/extension/database.ts";
import { newestReceived, removeReceived } from "../../../shared/extension/received.ts";

/** More than one turn leaves. */
const MOST_ITEMS = 10;

/** From the moment the browser hears of a file until all of it is committed, checked and acknowledged. */
export async function receiveThroughPagewire(): Promise<number> {
  await database();
  return await new Promise((resolve) => {
    let begun: number | undefined;
    const stop = onChange((changed) => {
      if (changed !== "received") return;
      const now = performance.now();
      void newestReceived(MOST_ITEMS).then(({ items }) => {
        // The ones that were let go of before are announced as well.
        if (items.length === 0) return;
        begun ??= now;
        const since = begun;
        if (items.some(({ state }) => state === "receiving")) return;
        stop();
        resolve(performance.now() - since);
      });
    });
  });
}

/** Lets go of everything that was received. */
export async function forgetReceived(): Promise<void> {
  for (const { id } of (await newestReceived(MOST_ITEMS)).items) await removeReceived(id);
}

/** Receives so many bytes from a WebSocket and keeps none. */
export function receiveAndForget(port: number, bytes: number): Promise<number> {
  return new Promise((resolve) => {
    const begun = performance.now();
    const socket = new WebSocket(`ws://127.0.0.1:${port}/`);
    socket.binaryType = "arraybuffer";
    let got = 0;
    socket.onmessage = (event: MessageEvent<ArrayBuffer>) => {
      got += event.data.byteLength;
      if (got < bytes) return;
      socket.close();
      resolve(performance.now() - begun);
    };
  });
}
