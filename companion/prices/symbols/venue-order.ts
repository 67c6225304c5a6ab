/** The venues of a companion, in the order they are asked for a symbol. */

import type { PriceSettings } from "../settings/price-settings.ts";
import { ownStream } from "../venues/own-stream.ts";
import type { Venue } from "../venues/venue.ts";
import { builtInVenues } from "../venues/venues.ts";

/** The venues of these settings: those of an order alone where one is named, else the user's own streams and then all. */
export function venuesOf({ order, venues = {}, streams = [] }: PriceSettings = {}): readonly Venue[] {
  const builtIn = builtInVenues((name) => venues[name]?.key);
  const all = [...streams.map(ownStream), ...builtIn.filter(({ isSimulated }) => !isSimulated)];
  const wanted = order?.flatMap((name) => all.find((venue) => venue.name === name) ?? []) ?? all;
  // What is simulated answers to no other symbol than its own.
  return [...wanted, ...builtIn.filter(({ isSimulated }) => isSimulated)];
}
