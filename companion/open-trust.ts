/** The part that says who may come in: keys, the owner's token, pairing links and tickets. */

import { text } from "../shared/texts/text.ts";
import type { Home } from "./home/home.ts";
import { Keys } from "./trust/keys.ts";
import { writeOwnerToken } from "./trust/owner-token.ts";
import { PairingLinks } from "./trust/pairing-links.ts";
import { Tickets } from "./trust/tickets.ts";

/** Keys are on the disk when they are made, when browsers were last here at the end; links and tickets end with the process. */
export interface TrustPart {
  readonly keys: Keys;
  /** Made anew for this run. */
  readonly ownerToken: string;
  readonly links: PairingLinks;
  readonly tickets: Tickets;
}

/** Reads the keys and writes the owner's token; `tell` hears of entries that can't be read. Throws `HomeUnusable` where none can. */
export async function openTrust(home: Home, tell: (sentence: string) => void): Promise<TrustPart> {
  const keys = await Keys.open(home.keys);
  const { oddEntries: count } = keys;
  if (count > 0) tell(text("home.keys-odd", { file: home.keys, count }));
  const ownerToken = await writeOwnerToken(home.ownerToken);
  return { keys, ownerToken, links: new PairingLinks(), tickets: new Tickets() };
}
