/** The pairing of this browser profile: one companion, its port and the key shared with it. */

import { announceChange } from "./changes.ts";
import { database, type Pairing } from "./database.ts";

/** The pairing, if there is one. */
export async function readPairing(): Promise<Pairing | undefined> {
  return await (await database()).get("pairing", "companion");
}

/** Replaces the pairing. */
export async function writePairing(pairing: Pairing): Promise<void> {
  await (await database()).put("pairing", pairing, "companion");
  announceChange("pairing");
}

/** Forgets the companion; files and queue stay. */
export async function removePairing(): Promise<void> {
  await (await database()).delete("pairing", "companion");
  announceChange("pairing");
}
