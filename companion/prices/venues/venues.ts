/** Every venue that is built in: a venue is a file, a line here, and its name in `venue-names.ts`. */

import { VENUE_NAMES, type VenueName } from "../settings/venue-names.ts";
import { binance } from "./binance.ts";
import { bitstamp } from "./bitstamp.ts";
import { coinbase } from "./coinbase.ts";
import { coincap } from "./coincap.ts";
import { demo } from "./demo.ts";
import { kraken } from "./kraken.ts";
import { okx } from "./okx.ts";
import type { Venue } from "./venue.ts";

/** In the order of their names; each with the user's key, where it wants one. */
export function builtInVenues(keyOf: (name: VenueName) => string | undefined): readonly Venue[] {
  const venues: Readonly<Record<VenueName, Venue>> = {
    coinbase,
    kraken,
    bitstamp,
    binance,
    okx,
    coincap: coincap(keyOf("coincap")),
    demo,
  };
  return VENUE_NAMES.map((name) => venues[name]);
}
