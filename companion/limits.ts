/** The companion's own limits and delays, each named with its unit; the wire's are in `shared/protocol/limits.ts`. */

const KIB = 1024;
const MIB = 1024 * KIB;

// Lanes.
/** The companion closes a lane that has carried no file for this long; the browser lets go of its own sooner. */
export const LANE_IDLE_CLOSE_MS = 45_000;
/** Chromium splits a 16 MiB Blob frame into about 130 fragments (measured); ours leaves room for smaller ones. */
export const MAX_LANE_FRAGMENTS = 4096;
/** What may wait for a lane's reader: its window, and what it was sent before it asked to go back, a few times over. */
export const MAX_LANE_BUFFERED_BYTES = 64 * MIB;
/** Requests of one client for bytes of files, answered at the same time: a browser has six connections to one place. */
export const MAX_CLIENT_RANGES = 8;
/** How much of a file is read at once for such a request. */
export const RANGE_READ_BYTES = MIB;
/** Files of one client that may be under way at once, over all its lanes; one more is refused as `busy`. */
export const MAX_CLIENT_FILES = 32;
/** Parcels of one client that may be under way at once; each is here as a whole, and on its way to the disk. */
export const MAX_CLIENT_PARCELS = 128;

// Control sockets (Phoenix Channels V2).
export const MAX_TOPICS_PER_SOCKET = 100;
/** A message in more parts than this is no browser's: Chromium sends 4 MiB in about 67 (measured). */
export const MAX_CONTROL_FRAGMENTS = 1_024;
/** What a frame that waits costs beside its bytes, either way: a small one is mostly objects. */
export const WAITING_FRAME_COST_BYTES = 512;
/** What may wait for one reader, beyond what is on its way, before it is closed as too slow. */
export const MAX_CONTROL_BUFFERED_BYTES = 4 * MIB;
/** What a client may have sent and not yet had handled before the companion stops reading from it. */
export const MAX_CONTROL_UNHANDLED_BYTES = 16 * MIB;
/** The same of all of a client's connections together, and what may wait for all its readers. */
export const MAX_CLIENT_UNHANDLED_BYTES = 64 * MIB;
export const MAX_CLIENT_BUFFERED_BYTES = 64 * MIB;
/** Messages and batches of one client that are still coming in; one more byte ends the largest. */
export const MAX_CLIENT_UNFINISHED_BYTES = 96 * MIB;
/** Topics of one client over all its connections. */
export const MAX_CLIENT_TOPICS = 2_000;
/** A join that takes longer has failed; the official client gives up after 10 s. */
export const JOIN_DEADLINE_MS = 30_000;
/** Whole files on their way to one client, over all its connections, until it has read them; the next ones wait. */
export const MAX_CLIENT_WHOLE_FILES = 8;

// Long polling.
/** How long a poll with nothing to say is held open. */
export const LONG_POLL_WINDOW_MS = 10_000;
/** A session that nobody has polled for this many windows is over. */
export const LONG_POLL_LIFETIME_WINDOWS = 1.5;
export const LONG_POLL_TOKEN_BYTES = 32;
export const MAX_LONG_POLL_BATCH_LINES = 100;
/** One batch: room for a whole file in base64 and what else was said in the same moment. */
export const MAX_LONG_POLL_BATCH_BYTES = 16 * MIB;
export const MAX_LONG_POLL_SESSIONS = 64;
/** One client's share of them; where all are taken, a newcomer displaces one of the client that holds most. */
export const MAX_CLIENT_LONG_POLL_SESSIONS = 16;

// The proof.
export const MAX_UNPROVEN_SOCKETS = 8;
/** Good tickets of one client, and of all together: one more makes the oldest worthless. */
export const MAX_CLIENT_TICKETS = 64;
export const MAX_TICKETS = 4_096;
/** A socket that says nothing for this long has no place beyond those few; a browser says hello at once. */
export const UNPROVEN_GRACE_MS = 250;
/** Sockets in the middle of a proof: one more ends the oldest that has named nobody we know. */
export const MAX_PROVING_SOCKETS = 64;
export const MAX_PROVE_FRAGMENTS = 16;
/** Wrong proofs are answered at this pace. The keys can't be guessed: this spares the processor. */
export const WRONG_PROOF_INTERVAL_MS = 4;
export const WRONG_PROOF_BURST = 1;
export const MAX_WRONG_PROOF_DELAY_MS = 1_000;

// Pairing.
/** 256 bits: twice what a link must have at least. */
export const PAIRING_SECRET_BYTES = 32;
export const PAIRING_LIFETIME_MS = 10 * 60_000;
export const MAX_PAIRING_TRIES = 3;

// Connections.
/** All connections of one companion together; one more displaces one of the client that holds most. */
export const MAX_CONNECTIONS = 256;
/** One client's share of them, sockets, lanes and polls together: a program with 100 listeners fits. */
export const MAX_CLIENT_CONNECTIONS = 112;
/** A client with no more than this, as a browser, keeps what it has while another holds more. */
export const FEW_CONNECTIONS = 16;
/** Places that clients can't take from strangers: each connection begins as a stranger's. */
export const STRANGERS_CONNECTIONS = 128;
/** Raw lanes of one client. */
export const MAX_LANES_PER_CLIENT = 64;
/** A request's line and headers together. */
export const MAX_HEADER_BYTES = 8 * KIB;
/** Pings whose answers a peer has not read: one more ends its connection. */
export const MAX_UNANSWERED_PINGS = 32;

/** The largest number a port can have. */
export const MAX_PORT = 65_535;
