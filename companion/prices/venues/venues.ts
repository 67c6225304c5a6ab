/** Every venue there is, in the order they are asked for a symbol unless the settings say another. */

import { binance } from "./binance.ts";
import { bitstamp } from "./bitstamp.ts";
import { coinbase } from "./coinbase.ts";
import { coincap } from "./coincap.ts";
import { demo } from "./demo.ts";
import { kraken } from "./kraken.ts";
import { okx } from "./okx.ts";
import { ownStream } from "./own-stream.ts";
import type { Venue } from "./venue.ts";
import type { PriceSettings } from "./venue-settings.ts";

/** The venues of these settings: those of an order alone where one is named, else the user's own streams and then all. */
export function venuesOf({ order, venues = {}, streams = [] }: PriceSettings = {}): readonly Venue[] {
  const all = [
    ...streams.map(ownStream),
    coinbase,
    kraken,
    bitstamp,
    binance,
    okx,
    coincap(venues.coincap?.key),
  ];
  const wanted = order?.flatMap((name) => all.find((venue) => venue.name === name) ?? []) ?? all;
  // The simulated market answers to no other symbol than its own.
  return [...wanted, demo];
}
