/** The bytes that every contender sends: a Blob that lies in IndexedDB, other bytes for every turn. */

import { type DBSchema, openDB } from "idb";

interface BenchSchema extends DBSchema {
  blobs: { key: string; value: Blob };
}

const SALT_BYTES = 16;

const opened = openDB<BenchSchema>("pagewire-bench", 1, {
  upgrade: (database) => void database.createObjectStore("blobs"),
});

let current: Blob | undefined;

/** Fetches the bytes once and keeps them. */
export async function keepBlob(port: number): Promise<void> {
  const blob = await (await fetch(`http://127.0.0.1:${port}/`)).blob();
  await (await opened).put("blobs", blob, "origin");
}

/** Makes the next turn's Blob for whoever takes it: as long as the one before, but no file the companion has seen. */
export async function renewBlob(): Promise<void> {
  const database = await opened;
  const origin = await database.get("blobs", "origin");
  if (!origin) throw new Error("keepBlob comes first");
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
  await database.put("blobs", new Blob([salt, origin.slice(SALT_BYTES)]), "current");
}

/** Takes this turn's Blob into this context. */
export async function takeBlob(): Promise<void> {
  current = await (await opened).get("blobs", "current");
}

/** This turn's Blob, as IndexedDB gives it. */
export function keptBlob(): Blob {
  if (!current) throw new Error("takeBlob comes first");
  return current;
}
