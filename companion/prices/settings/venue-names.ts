/** The venues that are built in, by name: what the settings can speak of without loading them. */

/** In the order they are asked for a symbol unless the settings say another. */
export const REAL_VENUES = ["coinbase", "kraken", "bitstamp", "binance", "okx", "coincap"] as const;
/** The simulated market; it answers to no other symbol than its own, and is asked last. */
export const SIMULATED_VENUE = "demo";

export const VENUE_NAMES = [...REAL_VENUES, SIMULATED_VENUE] as const;
export type VenueName = (typeof VENUE_NAMES)[number];
