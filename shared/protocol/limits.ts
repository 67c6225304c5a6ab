/** Every limit and delay that both ends must agree on, each named with its unit. */

const KIB = 1024;
const MIB = 1024 * KIB;

/** The port the companion listens on unless told otherwise. */
export const DEFAULT_PORT = 8737;
/** The literal address that both ends dial and bind; never a name, which could resolve elsewhere. */
export const LOOPBACK_ADDRESS = "127.0.0.1";

/** The wire's version: what `/prove` binds into its transcript and what the lanes speak. */
export const PROTOCOL_VERSION = 1;

// Pieces: the unit that is hashed, sent and acknowledged. Native digests of 4 MiB run at 393 MB/s in
// Chromium against 223 MB/s for incremental wasm (measured).
export const PIECE_BYTES = 4 * MIB;
/** The largest piece a receiver accepts: what bounds one binary frame on a lane. */
export const MAX_PIECE_BYTES = 16 * MIB;
/** How many bytes a sender may have under way before an acknowledgement comes back. */
export const WINDOW_BYTES = 16 * MIB;
/** The most credit a receiver can give. */
export const MAX_WINDOW_BYTES = 64 * MIB;
/** A piece that differs is asked for again this often before the file is given up. */
export const MAX_WRONG_PIECES = 3;

// Lanes.
export const MAX_LANE_FRAME_BYTES = 16 * MIB + 64 * KIB;
/** Chromium splits a 16 MiB Blob frame into about 130 fragments (measured); ours leaves room for smaller ones. */
export const MAX_LANE_FRAGMENTS = 4096;
/** Files of one client that may be under way at once, over all its lanes; whoever offers more is told `busy`. */
export const MAX_CLIENT_FILES = 32;
/** A lane's text frame: one word of the dialogue. */
export const MAX_LANE_WORD_BYTES = 64 * KIB;
/** A lane with nothing arriving for this long while something is expected is given up and resumed on a new one. */
export const LANE_IDLE_MS = 45_000;
/** A lane on which bytes arrive but no frame gets whole for this long is given up as well: a few kB/s are too slow. */
export const LANE_STALL_MS = 300_000;
/** Whoever's turn it is and has nothing to say yet says so this often: three times before the other gives up. */
export const LANE_WAIT_MS = 15_000;

// Sources that stream through.
/** A piece that has been gathered for this long goes as it is. */
export const STREAM_FLUSH_MS = 1_000;
/** A line that breaks without having brought anything is tried again this often, after a pause that doubles. */
export const STREAM_TRIES = 4;
export const STREAM_RETRY_FLOOR_MS = 500;

// Lanes over a channel: small enough that other topics' messages pass between its chunks.
export const CHANNEL_CHUNK_BYTES = 256 * KIB;
/** The largest chunk a receiver accepts. */
export const MAX_CHANNEL_CHUNK_BYTES = MIB;
export const CHANNEL_PIECE_BYTES = MIB;
/** Below what may wait for a slow reader (4 MiB), in base64 too. */
export const CHANNEL_WINDOW_BYTES = 2 * MIB;

// Control sockets (Phoenix Channels V2).
export const MAX_CONTROL_MESSAGE_BYTES = 12 * MIB;
export const MAX_TOPICS_PER_SOCKET = 100;
/** A message in more parts than this is no browser's: Chromium sends 4 MiB in about 67 (measured). */
export const MAX_CONTROL_FRAGMENTS = 1_024;
/** A Chrome service worker dies after 30 s without messages; its own guide asks for 20 s. */
export const HEARTBEAT_INTERVAL_MS = 20_000;
/** A control socket that was silent for two heartbeats and a bit is dead. */
export const CONTROL_IDLE_MS = 45_000;
/** What a frame that waits costs beside its bytes, either way: a small one is mostly objects. */
export const WAITING_FRAME_COST_BYTES = 512;
/** What may wait for one reader, behind what is on its way, before it is closed as too slow. */
export const MAX_CONTROL_BUFFERED_BYTES = 4 * MIB;
/** What a client may have sent and not yet had handled before the companion stops reading from it. */
export const MAX_CONTROL_UNHANDLED_BYTES = 16 * MIB;
/** A join that takes longer has failed; the official client gives up after 10 s. */
export const JOIN_DEADLINE_MS = 30_000;
/** A file as one message: its base64 must fit a control message. */
export const MAX_WHOLE_FILE_BYTES = 8 * MIB;
export const PUSH_TIMEOUT_MS = 10_000;

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

// The proof.
export const MAX_PROVE_MESSAGE_BYTES = 4 * KIB;
export const PROVE_DEADLINE_MS = 3_000;
export const MAX_UNPROVEN_SOCKETS = 8;
export const NONCE_BYTES = 32;
export const KEY_BYTES = 32;
export const TICKET_BYTES = 32;
export const TICKET_LIFETIME_MS = 60 * 60_000;

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

/** All connections of one companion together; one more cuts the oldest that is no client's. */
export const MAX_CONNECTIONS = 256;
/** Control sockets of one client. */
export const MAX_SOCKETS_PER_CLIENT = 128;
/** Raw lanes of one client. */
export const MAX_LANES_PER_CLIENT = 64;
/** A request's line and headers together. */
export const MAX_HEADER_BYTES = 8 * KIB;
/** Pings whose answers a peer has not read: one more ends its connection. */
export const MAX_UNANSWERED_PINGS = 32;

// Names and words about a file.
/** What one file name may take on the wire, in UTF-8 bytes; the disk's own name is cut shorter. */
export const MAX_WIRE_NAME_BYTES = 4 * KIB;
export const MAX_URL_BYTES = 16 * KIB;
/** A page title or an alt text; longer ones are cut by the sender. */
export const MAX_CAPTION_BYTES = 4 * KIB;
export const MAX_TYPE_BYTES = 255;

// Reconnecting: full jitter between the floor and a ceiling that doubles with each try.
export const RECONNECT_FLOOR_MS = 250;
export const RECONNECT_CEILING_MS = 15_000;
/** Where the companion itself refused, behind its proof, trying again changes nothing until somebody pairs anew. */
export const RETRY_REFUSED_MS = 5 * 60_000;
/** While polling, a WebSocket is looked for this often. */
export const RETRY_SOCKET_MS = 20_000;

// Prices.
/** lightweight-charts' cost per update grows with the points: about 25 µs at 1 k, 145 µs at 10 k (measured). */
export const MAX_BARS = 5_000;
/** What the panel waits for a real venue before it shows the simulated market. */
export const VENUE_PATIENCE_MS = 5_000;
