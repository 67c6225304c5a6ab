/** Every limit and delay of the price feeds, each named with its unit. */

import type { Resolution } from "../../shared/protocol/price.ts";

const KIB = 1024;
const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

// One venue's stream.
export const VENUE_HANDSHAKE_MS = 10 * SECOND_MS;
/** A trade or ticker frame has 200 to 600 bytes (recordings); a subscription's echo grows with its symbols. */
export const MAX_VENUE_FRAME_BYTES = 256 * KIB;
/** The wait before the second try; doubles with each failure up to the ceiling, drawn anew each time. */
export const VENUE_BACKOFF_FLOOR_MS = 500;
export const VENUE_BACKOFF_CEILING_MS = 30 * SECOND_MS;
/** A venue that refuses this country goes on doing so; only a changed route (a VPN) helps. */
export const BLOCKED_RETRY_MS = MINUTE_MS;
/** How often the supervisor looks at the clock for silent symbols. */
export const WATCH_INTERVAL_MS = 500;
/** A subscribed symbol without any price for this long is stale. */
export const FIRST_PRICE_MS = 5 * SECOND_MS;
/** A symbol without data for this long is stale; Coinbase beats once a second per symbol. */
export const STALE_AFTER_MS = 5 * SECOND_MS;
/** A connection without a single frame for this long is taken for half-open and dialled anew. */
export const SILENT_CONNECTION_MS = 15 * SECOND_MS;
/** The wall clock running this far ahead of the monotonic one means the machine slept. */
export const SLEEP_JUMP_MS = 10 * SECOND_MS;
export const MAX_SYMBOLS_PER_VENUE = 100;
/** How much of a venue's own words about a refused symbol is passed on. */
export const MAX_REFUSAL_CHARACTERS = 200;

// Listeners.
/** How long a symbol's feed outlives its last listener: a panel that changes its resolution comes right back. */
export const LINGER_MS = 3 * SECOND_MS;
/** At most ten ticks a second reach one listener. */
export const TICK_INTERVAL_MS = 100;
/** How long a join's reply waits for the venue's candles. */
export const JOIN_PATIENCE_MS = 1500;

// Exchange times.
/** No exchange of this kind is older than Bitcoin's first block, 2009-01-03. */
export const EARLIEST_EXCHANGE_MS = Date.UTC(2009, 0, 3);
/** How far ahead of our clock, corrected by its measured error, a trade may claim to be. */
export const FUTURE_TOLERANCE_MS = 5 * SECOND_MS;
/** How many arrivals the clock's error is the median of. */
export const SKEW_SAMPLES = 15;

// Bars.
/** How many bars a resolution keeps in memory for late trades to amend. */
export const OPEN_BARS = 120;
/** A bar is finished this long after its end: trades arrive late, not only in order. */
export const LATE_TRADE_GRACE_MS = 2 * SECOND_MS;
/** How many trade ids a symbol remembers to know one that comes twice. */
export const REMEMBERED_TRADE_IDS = 4096;
export const FLUSH_INTERVAL_MS = SECOND_MS;
export const PRUNE_INTERVAL_MS = 10 * MINUTE_MS;
/** What waits for a database that refuses to be written: beyond it the oldest are let go. */
export const MAX_UNWRITTEN_BARS = 10_000;
/** How long bars are kept; the resolutions not named are kept for good. */
export const RETENTION_MS: Readonly<Partial<Record<Resolution, number>>> = {
  1: 48 * HOUR_MS,
  60: 400 * DAY_MS,
};

// History from the venues' REST candles.
export const CANDLES_TIMEOUT_MS = 10 * SECOND_MS;
/** 300 Coinbase candles have about 20 KB. */
export const MAX_CANDLES_BYTES = 1024 * KIB;
/** How many replies deep the first fetch of a series reaches. */
export const CANDLE_PAGES = 4;
/** The shortest time between two fetches of one series. */
export const CANDLES_PAUSE_MS = 10 * SECOND_MS;

// The simulated market.
export const DEMO_TRADE_INTERVAL_MS = 250;
/** What it sends at most after a pause of its timers. */
export const DEMO_CATCH_UP_TRADES = 8;
