/** The pairing of this browser profile: one companion, its port and the key shared with it. */

import { announceChange } from "./changes.ts";
import { database, type Pairing } from "./database.ts";

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
  await (await database()).delete("pairing", "companion");
  announceChange("pairing");
}
