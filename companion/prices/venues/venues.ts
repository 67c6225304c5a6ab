/** Every venue that is built in: a venue is a file, and a line here. */

import { binance } from "./binance.ts";
import { bitstamp } from "./bitstamp.ts";
import { coinbase } from "./coinbase.ts";
import { coincap } from "./coincap.ts";
import { demo } from "./demo.ts";
import { kraken } from "./kraken.ts";
import { okx } from "./okx.ts";
import type { Venue } from "./venue.ts";

/** In the order they are asked for a symbol unless the settings say another; each with the user's key, where it wants one. */
export function builtInVenues(keyOf: (name: string) => string | undefined): readonly Venue[] {
  return [coinbase, kraken, bitstamp, binance, okx, coincap(keyOf("coincap")), demo];
}
