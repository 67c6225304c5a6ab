/** The pairing of this browser profile: one companion, its port and the key shared with it. */

import { announceChange } from "../store/changes.ts";
import { database, type Pairing } from "../store/database.ts";
import { forgetKeptNote } from "../store/kept-note.ts";

/** The pairing, if there is one. */
export async function readPairing(): Promise<Pairing | undefined> {
  return await (await database()).get("pairing", "companion");
}

/** What tells one pairing from another. */
export type KnownPairing = Pick<Pairing, "companionId" | "pairedAt">;

/**
 * Puts a pairing in the place of the known one, or where there is none; `false`, with nothing changed, where another
 * has come meanwhile. Nobody is told until `announcePairing`.
 */
export async function replacePairing(pairing: Pairing, known: KnownPairing | undefined): Promise<boolean> {
  const transaction = (await database()).transaction("pairing", "readwrite");
  const now = await transaction.store.get("companion");
  const isFree =
    now === undefined || (now.companionId === known?.companionId && now.pairedAt === known.pairedAt);
  if (isFree) await transaction.store.put(pairing, "companion");
  await transaction.done;
  return isFree;
}

/** Tells every page that the pairing is another one. */
export function announcePairing(): void {
  announceChange("pairing");
}

/** Forgets the companion; files and queue stay. */
export async function removePairing(): Promise<void> {
  await forgetKeptNote();
  await (await database()).delete("pairing", "companion");
  announceChange("pairing");
}

/** Notes that the user has looked at this pairing; `false`, with nothing changed, where it is another one by now. */
export function markSeen(known: KnownPairing): Promise<boolean> {
  return changeKnown(known, ({ unseen: _, ...seen }) => seen);
}

/** Forgets this companion; `false`, with nothing changed, where another one has come meanwhile. */
export function dropPairing(known: KnownPairing): Promise<boolean> {
  return changeKnown(known, () => undefined);
}

async function changeKnown(
  known: KnownPairing,
  change: (pairing: Pairing) => Pairing | undefined,
): Promise<boolean> {
  const transaction = (await database()).transaction("pairing", "readwrite");
  const now = await transaction.store.get("companion");
  const isKnown = now?.companionId === known.companionId && now.pairedAt === known.pairedAt;
  let isEnded = false;
  if (now && isKnown) {
    const changed = change(now);
    if (changed) await transaction.store.put(changed, "companion");
    else {
      isEnded = true;
      await transaction.store.delete("companion");
    }
  }
  await transaction.done;
  if (isEnded) await forgetKeptNote();
  if (isKnown) announceChange("pairing");
  return isKnown;
}
