/** Begins anew where the browser does not open the database any more: an empty one, and the pairing where that can be read. */

import { deleteDB, openDB } from "idb";
import * as v from "valibot";
import { message } from "../../texts/message.ts";
import { announceChange } from "./changes.ts";
import { DATABASE_NAME, database, type Pairing, StoreUnusable } from "./database.ts";
import { markLossTold } from "./kept-note.ts";
import { goToFreshPlace } from "./store-place.ts";

const PairingSchema = v.looseObject({
  companionId: v.string(),
  clientId: v.string(),
  port: v.number(),
  key: v.instance(CryptoKey),
  pairedAt: v.number(),
});

/** Resolves to whether this browser is still paired. Throws `StoreUnusable` where even an empty database can't be had. */
export async function beginAnew(): Promise<boolean> {
  const isUsable = await database().then(
    () => true,
    () => false,
  );
  // It was emptied by the browser itself: there is nothing to be deleted.
  const pairing = isUsable ? undefined : await replaceDatabase();
  if (!pairing) await markLossTold();
  await forgetLostClick();
  for (const list of ["pairing", "sends", "received"] as const) announceChange(list);
  return pairing !== undefined;
}

async function replaceDatabase(): Promise<Pairing | undefined> {
  const pairing = await salvagedPairing();
  await deleteDB(DATABASE_NAME).catch(() => undefined);
  const db = await database().catch(async () => {
    // What is broken is not this database but the place: a browser may give another one.
    await goToFreshPlace(Date.now()).catch((error: unknown) => {
      throw new StoreUnusable(message("store.no-place"), { cause: error });
    });
    return await database();
  });
  if (pairing) await db.put("pairing", pairing, "companion");
  return pairing;
}

/** A database of a newer version, or one that has lost a part of itself, may be read all the same. */
async function salvagedPairing(): Promise<Pairing | undefined> {
  try {
    const db = await openDB(DATABASE_NAME);
    try {
      if (!db.objectStoreNames.contains("pairing")) return undefined;
      const pairing: unknown = await db.get("pairing", "companion");
      const parsed = v.safeParse(PairingSchema, pairing);
      return parsed.success ? (parsed.output as Pairing) : undefined;
    } finally {
      db.close();
    }
  } catch {
    return undefined;
  }
}

const LOST_CLICK = "lostClick";

/** A click could not be kept: the user is told so beside the reason. */
export async function noteLostClick(): Promise<void> {
  await chrome.storage.session.set({ [LOST_CLICK]: true });
}

/** Whether a click was lost since the browser started. */
export async function wasClickLost(): Promise<boolean> {
  const { [LOST_CLICK]: isLost } = await chrome.storage.session.get(LOST_CLICK);
  return isLost === true;
}

async function forgetLostClick(): Promise<void> {
  await chrome.storage.session.remove(LOST_CLICK);
}
