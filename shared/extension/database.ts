/** The extension's IndexedDB: what is to be sent, what was received, and whom the browser is paired with. */

import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { Fidelity } from "../protocol/lane-words.ts";
import type { StreamMemory } from "../transfer/stream-source.ts";

/** Where a file to be sent stands. */
export type SendState = "fetching" | "waiting" | "sending" | "paused" | "done" | "failed";

/** What is known of a file that is read from its site while it is sent. */
export interface StreamNote {
  /** What its first answer said, and what was offered by it. */
  readonly head?: { readonly name: string; readonly bytes: number | null; readonly mediaType: string };
  readonly memory?: StreamMemory;
  /** How often it had to begin anew because the site's file had changed. */
  readonly restarts?: number;
}

/** One thing the user chose to send; its bytes lie in the store `sendBlobs` until the computer has them. */
export interface SendItem {
  readonly id: string;
  readonly state: SendState;
  readonly name: string;
  readonly expects: "image" | "any";
  readonly url: string;
  readonly pageUrl?: string;
  readonly title?: string;
  readonly alt?: string;
  readonly fidelity: Fidelity;
  /** When it was chosen: milliseconds since 1970. */
  readonly at: number;
  /** The whole size; `null` as long as nobody knows it. */
  readonly bytes: number | null;
  readonly mediaType: string;
  /** What the companion has acknowledged, never what was handed to a socket. */
  readonly ackedBytes: number;
  /** While it is sent: how fast bytes are acknowledged, smoothed. */
  readonly bytesPerSecond?: number;
  /** It is read from its site while it is sent: no bytes of it are kept. */
  readonly stream?: StreamNote;
  /** Why it failed, or what it waits for: one sentence. */
  readonly message?: string;
  /** The site whose permission is missing, as a match pattern. */
  readonly needsOrigin?: string;
  /** The name it was given on the computer. */
  readonly storedName?: string;
  /** The computer had it already. */
  readonly already?: boolean;
}

/**
 * Where a file from the computer stands. `full` waits for room in the browser's storage, `paused` for the user;
 * `declined` was deleted before all of it had come: it is shown nowhere and not asked for again.
 */
export type ReceivedState = "receiving" | "paused" | "full" | "stored" | "failed" | "declined";

/** One file from the computer; its bytes lie in the store `pieces`. */
export interface ReceivedItem {
  readonly id: string;
  readonly state: ReceivedState;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly storedBytes: number;
  /** When it was sent: milliseconds since 1970. */
  readonly at: number;
  readonly thumbnail?: Blob;
  readonly message?: string;
}

/**
 * One stored piece; `[id, offset]` is its key. Not as a Blob, which would be a tenth faster: what a script has made or
 * read as a Blob stays in the browser's memory or on its disk until that script's garbage is collected (measured:
 * 150 MiB while 1 GiB came), also when the file is deleted.
 */
export interface StoredPiece {
  readonly id: string;
  readonly offset: number;
  readonly data: ArrayBuffer;
}

/** The one companion this browser profile is paired with. */
export interface Pairing {
  readonly companionId: string;
  readonly clientId: string;
  readonly port: number;
  /** HMAC-SHA-256, not extractable: no script can read it, this one included. */
  readonly key: CryptoKey;
  readonly pairedAt: number;
}

interface PagewireSchema extends DBSchema {
  sends: { key: string; value: SendItem; indexes: { at: number; state: [SendState, number] } };
  sendBlobs: { key: string; value: Blob };
  received: {
    key: string;
    value: ReceivedItem;
    indexes: { at: number; state: [ReceivedState, number] };
  };
  pieces: { key: [string, number]; value: StoredPiece };
  pairing: { key: "companion"; value: Pairing };
}

/** A transaction that is on the disk when it is complete, and not only in the system's memory. */
export const FLUSHED = { durability: "strict" } as const;

export type PagewireDatabase = IDBPDatabase<PagewireSchema>;

const NAME = "pagewire";
const VERSION = 2;

let opened: Promise<PagewireDatabase> | undefined;

/** The database of this context, opened once. */
export function database(): Promise<PagewireDatabase> {
  opened ??= openDatabase().catch((error: unknown) => {
    opened = undefined;
    throw error;
  });
  return opened;
}

function openDatabase(): Promise<PagewireDatabase> {
  return openDB<PagewireSchema>(NAME, VERSION, {
    upgrade(db, oldVersion, _newVersion, transaction) {
      if (oldVersion < 1) {
        db.createObjectStore("sends", { keyPath: "id" }).createIndex("at", "at");
        db.createObjectStore("sendBlobs");
        db.createObjectStore("received", { keyPath: "id" }).createIndex("at", "at");
        db.createObjectStore("pieces", { keyPath: ["id", "offset"] });
        db.createObjectStore("pairing");
      }
      if (oldVersion < 2) {
        // What is open is found without reading what is done.
        transaction.objectStore("sends").createIndex("state", ["state", "at"]);
        transaction.objectStore("received").createIndex("state", ["state", "at"]);
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
