/** The extension's IndexedDB: what is to be sent, what was received, and whom the browser is paired with. */

import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from "idb";
import { message } from "../../texts/message.ts";
import { SaidError } from "../../texts/said.ts";
import type {
  GivenUp,
  Pairing,
  ReceivedItem,
  ReceivedState,
  SendItem,
  SendState,
  StoredPiece,
  StreamPiece,
  Unseen,
} from "./kept/items.ts";
import { readOldNote } from "./kept/old-stream-note.ts";
import { goToPlace } from "./store-place.ts";

export type {
  GivenUp,
  Pairing,
  ReceivedItem,
  ReceivedState,
  SendItem,
  SendState,
  StoredPiece,
  StreamNote,
  StreamPiece,
  Unseen,
} from "./kept/items.ts";

/** Every store, what is in it, and how it is found. */
export interface PagewireSchema extends DBSchema {
  sends: {
    key: string;
    value: SendItem;
    indexes: { at: number; state: [SendState, number]; unseen: [SendState, Unseen] };
  };
  sendBlobs: { key: string; value: Blob };
  streamPieces: { key: [string, number]; value: StreamPiece };
  givenUp: { key: string; value: GivenUp };
  received: {
    key: string;
    value: ReceivedItem;
    indexes: { at: number; state: [ReceivedState, number]; unseen: [ReceivedState, Unseen] };
  };
  pieces: { key: [string, number]; value: StoredPiece };
  pairing: { key: "companion"; value: Pairing };
}

/** A transaction that is on the disk when it is complete, and not only in the system's memory. */
export const FLUSHED = { durability: "strict" } as const;

export type PagewireDatabase = IDBPDatabase<PagewireSchema>;

export const DATABASE_NAME = "pagewire";
const VERSION = 5;
const STORES = ["sends", "sendBlobs", "streamPieces", "givenUp", "received", "pieces", "pairing"] as const;

/** The browser does not open the database, or only a part of it: nothing is kept until it is begun anew. */
export class StoreUnusable extends SaidError {
  override readonly name = "StoreUnusable";
  readonly code = "store_unusable";
}

let opened: Promise<PagewireDatabase> | undefined;

/** The database of this context, opened once. Throws `StoreUnusable`; the next call tries again. */
export function database(): Promise<PagewireDatabase> {
  opened ??= openWhole().catch((error: unknown) => {
    opened = undefined;
    // A full disk is no damage: once there is room it opens again.
    if (error instanceof DOMException && error.name === "QuotaExceededError")
      throw new SaidError(message("files.storage-full"), { cause: error });
    throw new StoreUnusable(message("store.unusable"), { cause: error });
  });
  return opened;
}

async function openWhole(): Promise<PagewireDatabase> {
  await goToPlace();
  const db = await openDatabase();
  const missing = STORES.find((name) => !db.objectStoreNames.contains(name));
  if (missing === undefined) return db;
  db.close();
  throw new Error(`The database has no ${missing}.`);
}

function openDatabase(): Promise<PagewireDatabase> {
  return openDB<PagewireSchema>(DATABASE_NAME, VERSION, {
    async upgrade(db, oldVersion, _newVersion, transaction) {
      if (oldVersion < 1) {
        db.createObjectStore("sends", { keyPath: "id" }).createIndex("at", "at");
        db.createObjectStore("sendBlobs");
        db.createObjectStore("received", { keyPath: "id" }).createIndex("at", "at");
        db.createObjectStore("pieces", { keyPath: ["id", "offset"] });
        db.createObjectStore("pairing");
      }
      if (oldVersion < 3) db.createObjectStore("givenUp", { keyPath: "id" });
      if (oldVersion < 2) {
        // What is open is found without reading what is done.
        transaction.objectStore("sends").createIndex("state", ["state", "at"]);
        transaction.objectStore("received").createIndex("state", ["state", "at"]);
      }
      if (oldVersion < 4) {
        db.createObjectStore("streamPieces", { keyPath: ["id", "offset"] });
        await moveStreamPieces(transaction);
      }
      if (oldVersion < 5) {
        // Only what is marked is in there; what an older version has left behind counts as looked at.
        transaction.objectStore("sends").createIndex("unseen", ["state", "unseen"]);
        transaction.objectStore("received").createIndex("unseen", ["state", "unseen"]);
      }
    },
    // A newer version of the extension must not wait for this context to end.
    blocking: (_current, _blocked, event) => {
      if (event.target instanceof IDBDatabase) event.target.close();
      opened = undefined;
    },
    terminated: () => {
      opened = undefined;
    },
  });
}

/** Gives the digests of pieces that versions before the fourth noted within an item rows of their own. */
async function moveStreamPieces(
  transaction: IDBPTransaction<PagewireSchema, StoreNames<PagewireSchema>[], "versionchange">,
): Promise<void> {
  for await (const cursor of transaction.objectStore("sends")) {
    const item = cursor.value;
    const old = readOldNote(item.stream);
    if (!old) continue;
    const { pieces, ...stream } = old;
    for (const piece of pieces) await transaction.objectStore("streamPieces").put({ id: item.id, ...piece });
    await cursor.update({ ...item, stream });
  }
}
