/** Every limit and delay of the price feeds, each named with its unit. */

import type { Resolution } from "../../shared/protocol/price.ts";

const KIB = 1024;
const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

// One venue's stream.
export const VENUE_HANDSHAKE_MS = 10 * SECOND_MS;
/** A venue that says goodbye is given this long to let go of the line. */
export const VENUE_CLOSING_MS = SECOND_MS;
/** A trade or ticker frame has 200 to 600 bytes (recordings); a subscription's echo grows with its symbols. */
export const MAX_VENUE_FRAME_BYTES = 256 * KIB;
/** The wait before the second try; doubles with each failure up to the ceiling, drawn anew each time. */
export const VENUE_BACKOFF = { floorMs: 500, ceilingMs: 30 * SECOND_MS } as const;
/** A venue that refuses this country goes on doing so; only a changed route (a VPN) helps. */
export const BLOCKED_RETRY_MS = MINUTE_MS;
/**
 * Between two dials that came sooner because somebody asked. Venues count connections by address, Binance 300 in five
 * minutes: a program that asks in a loop makes a fifth of those.
 */
export const ASKED_DIAL_MS = 5 * SECOND_MS;
/** How often the supervisor looks at the clock for silent symbols. */
export const WATCH_INTERVAL_MS = 500;
/** A subscribed symbol without any price for this long is stale. */
export const FIRST_PRICE_MS = 5 * SECOND_MS;
/** A connection without a single frame for this long is taken for half-open and dialled anew. */
export const SILENT_CONNECTION_MS = 15 * SECOND_MS;
/** A venue that names a trade is given this long to tell it. */
export const LAG_MS = 3 * SECOND_MS;
/** A symbol that was asked for once more and still lags after this long wants another connection. */
export const LAG_DIAL_MS = 10 * SECOND_MS;
/** A connection that lasted this long was a good one: the next failure is the first again. */
export const STEADY_MS = 30 * SECOND_MS;
/** A venue that announces its end is dialled anew within this time: not by all its listeners in the same moment. */
export const PLANNED_DIAL_MS = SECOND_MS;
/** Symbols that stand in the address gather for this long before another one is dialled. */
export const ADDRESS_GATHER_MS = 250;
/** The wall clock running this far ahead of the monotonic one means the machine slept. */
export const SLEEP_JUMP_MS = 10 * SECOND_MS;
/** How many symbols of one venue are followed at a time. */
export const MAX_SYMBOLS_PER_VENUE = 100;
/** One client's share of them. */
export const MAX_CLIENT_SYMBOLS = 32;
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
/** How many arrivals the clock's error is measured by, and how many of them must agree that it is as large. */
export const SKEW_SAMPLES = 15;
export const SKEW_WITNESSES = 3;

// Bars.
/** How many bars a resolution keeps in memory for late trades to amend. */
export const OPEN_BARS = 120;
/** A bar is finished this long after its end: trades arrive late, not only in order. */
export const LATE_TRADE_GRACE_MS = 2 * SECOND_MS;
/** How many trade ids a symbol remembers to know one that comes twice. */
export const REMEMBERED_TRADE_IDS = 4096;
/** What is not written yet, a candle request brings back: a disk is not to be woken each second for it. */
export const FLUSH_INTERVAL_MS = 30 * SECOND_MS;
export const PRUNE_INTERVAL_MS = 10 * MINUTE_MS;
/** What waits for a database that refuses to be written: beyond it the oldest are dropped. */
export const MAX_UNWRITTEN_BARS = 10_000;
/** How long bars are kept; the resolutions not named are kept for good. */
export const RETENTION_MS: Readonly<Partial<Record<Resolution, number>>> = {
  1: 48 * HOUR_MS,
  60: 400 * DAY_MS,
  300: 400 * DAY_MS,
  900: 400 * DAY_MS,
  3600: 10 * 366 * DAY_MS,
  14400: 10 * 366 * DAY_MS,
};

// History from the venues' REST candles.
export const CANDLES_TIMEOUT_MS = 10 * SECOND_MS;
/** 300 Coinbase candles have about 20 KB. */
export const MAX_CANDLES_BYTES = 1024 * KIB;
/** How many replies deep the first fetch of a series reaches. */
export const CANDLE_PAGES = 4;
/** Between two fetches of one series that both brought what they could. */
export const CANDLES_PAUSE_MS = 10 * SECOND_MS;
/** After one that failed, or came back empty; doubles up to the ceiling, drawn anew each time. */
export const CANDLES_BACKOFF = { floorMs: 2 * SECOND_MS, ceilingMs: 5 * MINUTE_MS } as const;
/** A REST interface that could not be reached is left alone for so long by all symbols. */
export const REST_DOWN_MS = SECOND_MS;
/** A venue that asks to be left alone is, but not for longer. */
export const MAX_RETRY_AFTER_MS = 15 * MINUTE_MS;
/** How often what was heard is held against the candles of a venue whose stream does not tell what is lost. */
export const CONFIRM_MS = MINUTE_MS;
/** How long after its end a bar's candle is asked for: some venues write theirs late. */
export const CANDLE_READY_MS = 3 * SECOND_MS;
/** That nothing was traded after a reply's last candle is believed when so many replies say so. */
export const QUIET_REPLIES = 3;
/** The same of a reply without any candle. */
export const EMPTY_REPLIES = 8;
/** How long a question about history waits for the venue; a client waits 10 s for its answer. */
export const HISTORY_PATIENCE_MS = 8 * SECOND_MS;

// The next venue in the user's order.
/** A venue without a price for this long makes room for the next one. */
export const FALL_BACK_MS = 4 * SECOND_MS;
/** One that was live and is lost is given longer: another line is another series. */
export const FALL_BACK_LOST_MS = 20 * SECOND_MS;
/** Where all have failed, the first is tried again after this. */
export const ALL_FAILED_MS = 30 * SECOND_MS;
/** How often a venue that was preferred is tried again. */
export const RETURN_MS = 5 * MINUTE_MS;

// Lists of symbols.
export const SYMBOLS_LAST_MS = 6 * HOUR_MS;
/** How long a search waits for a venue's list. */
export const SEARCH_PATIENCE_MS = 4 * SECOND_MS;
/** After a list that could not be had. */
export const SYMBOLS_RETRY_MS = MINUTE_MS;
/** Binance's has about 200 KB, Kraken's 1 MB. */
export const MAX_SYMBOLS_BYTES = 8 * 1024 * KIB;

// The simulated market.
export const DEMO_TRADE_INTERVAL_MS = 250;
/** What it sends at most after a pause of its timers. */
export const DEMO_CATCH_UP_TRADES = 8;
