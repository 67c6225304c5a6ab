/** The extension's own limits and delays, each named with its unit; the wire's are in `shared/protocol/limits.ts`. */

// Reconnecting: full jitter between the floor and a ceiling that doubles with each try.
export const RECONNECT_BACKOFF = { floorMs: 250, ceilingMs: 15_000 } as const;
/** Where the companion itself refused, behind its proof, trying again changes nothing until somebody pairs anew. */
export const RETRY_REFUSED_MS = 5 * 60_000;
/** What is on the port and can't prove to be the companion is asked again after this: longer than one that is away. */
export const RETRY_STRANGER_MS = 20_000;
/** While polling, a WebSocket is looked for this often. */
export const RETRY_SOCKET_MS = 20_000;

// What a page that is looked at says of a companion that hangs: together no more than two seconds after it.
/** The pause between an answer and the next question whether the companion is there. */
export const PULSE_MS = 500;
/** An answer that takes longer is overdue: on this computer it takes a few milliseconds. */
export const PULSE_PATIENCE_MS = 900;

// Prices.
/** What the panel waits for a real venue before it shows the simulated market. */
export const VENUE_PATIENCE_MS = 5_000;
