/** The ways down: into the product's IndexedDB, and into nothing. */

import { type DBSchema, openDB } from "idb";
import { onChange } from "../../../shared/extension/store/changes.ts";
import { database } from "../../../shared/extension/store/database.ts";
import { removeReceived } from "../../../shared/extension/store/received.ts";
import { PIECE_BYTES } from "../../../shared/protocol/limits.ts";
import { listedReceived } from "../../support/listed.ts";

/** From the moment the browser hears of a file until all of it is committed, checked and acknowledged. */
export async function receiveThroughPagewire(): Promise<number> {
  await database();
  return await new Promise((resolve) => {
    let begun: number | undefined;
    const stop = onChange((changed) => {
      if (changed !== "received") return;
      const now = performance.now();
      void listedReceived().then((items) => {
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
  for (const { id } of await listedReceived()) await removeReceived(id);
}

const PIECES_A_TRANSACTION = 8;

interface CommittedSchema extends DBSchema {
  pieces: { key: number; value: Blob };
}

const committed = () =>
  openDB<CommittedSchema>("pagewire-bench-down", 1, {
    upgrade: (opened) => void opened.createObjectStore("pieces", { autoIncrement: true }),
  });

/**
 * What bounds the way down: pieces are fetched and committed as Blobs, eight a flushed transaction, the next eight on their way
 * meanwhile. Nothing is asked for, checked or acknowledged.
 */
export async function commitAlone(port: number, bytes: number): Promise<number> {
  const store = await committed();
  const begun = performance.now();
  const fetched = (): Promise<Blob[]> =>
    Promise.all(
      Array.from({ length: PIECES_A_TRANSACTION }, async () =>
        (await fetch(`http://127.0.0.1:${port}/?bytes=${PIECE_BYTES}`, { cache: "no-store" })).blob(),
      ),
    );
  let next = fetched();
  for (let at = 0; at < bytes; at += PIECES_A_TRANSACTION * PIECE_BYTES) {
    const pieces = await next;
    if (at + PIECES_A_TRANSACTION * PIECE_BYTES < bytes) next = fetched();
    const transaction = store.transaction("pieces", "readwrite", { durability: "strict" });
    for (const piece of pieces) void transaction.store.add(piece);
    await transaction.done;
  }
  const tookMs = performance.now() - begun;
  await store.clear("pieces");
  store.close();
  return tookMs;
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
