/** Every limit and delay on the wire: what both ends must agree on or reckon with, each named with its unit. */

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
/**
 * What is fetched by ranges is checked part by part through one small buffer, against digests made when the file was queued:
 * parts of 512 KiB cost no more than no check at all, pieces of 4 MiB a fifth (measured).
 */
export const RANGE_PART_BYTES = 512 * KIB;
/** A file of one piece goes in one frame: another request would take longer than its bytes. */
export const RANGE_FROM_BYTES = PIECE_BYTES + 1;
/** What may be announced ahead of the last acknowledgement by ranges: one commit of eight pieces while eight more are fetched and checked. */
export const RANGE_WINDOW_BYTES = 64 * MIB;
/** A piece that differs is asked for again this often before the file is given up. */
export const MAX_WRONG_PIECES = 3;

// Lanes.
export const MAX_LANE_FRAME_BYTES = 16 * MIB + 64 * KIB;
/** A lane's text frame: one word of the dialogue. */
export const MAX_LANE_WORD_BYTES = 64 * KIB;
/** A lane with nothing arriving for this long while something is expected is given up and resumed on a new one. */
export const LANE_SILENCE_MS = 45_000;
/**
 * A lane on which bytes arrive but no frame gets whole for this long is given up as well: a few kB/s are too slow. So is
 * one on which a sender says nothing but `wait`: it keeps no room and no file open by that.
 */
export const LANE_STALL_MS = 300_000;
/** The end whose turn it is says that it is still at work this often: three times before the other gives up. */
export const LANE_WAIT_MS = 15_000;

// Parcels: whole files in one frame.
/** A file of one piece goes as a parcel; a larger one in pieces. */
export const MAX_PARCEL_BYTES = PIECE_BYTES;
/** How many parcels one word is about, at most. */
export const MAX_PARCELS_IN_WORD = 64;

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
/** A Chrome service worker dies after 30 s without messages; its own guide asks for 20 s. */
export const HEARTBEAT_INTERVAL_MS = 20_000;
/** A control socket that was silent for two heartbeats and a bit is dead. */
export const CONTROL_IDLE_MS = 45_000;
/** A file as one message: its base64 must fit a control message. */
export const MAX_WHOLE_FILE_BYTES = 8 * MIB;
export const PUSH_TIMEOUT_MS = 10_000;
/** The longest a timer can wait: what switches the phoenix client's own reconnect off. */
export const NEVER_MS = 2 ** 31 - 1;

// The proof.
export const MAX_PROVE_MESSAGE_BYTES = 4 * KIB;
export const PROVE_DEADLINE_MS = 3_000;
export const NONCE_BYTES = 32;
export const KEY_BYTES = 32;
export const TICKET_BYTES = 32;
export const TICKET_LIFETIME_MS = 60 * 60_000;

// Pairing.
/** The answer to `GET /health`: more than its constant is no companion's. */
export const MAX_HEALTH_BYTES = 64;

// Numbers about a file. What is accepted must be what dates, databases and disks can hold, or it can't be read back.
/** The last moment that a `Date` can hold, in milliseconds since 1970 (ECMA-262, time values and time range). */
export const MAX_TIME_MS = 8.64e15;
/** Sizes and offsets: beyond this numbers are no longer exact. */
export const MAX_FILE_BYTES = Number.MAX_SAFE_INTEGER;

// Texts about a file.
/** What one file name may take on the wire, in UTF-8 bytes; the disk's own name is cut shorter. */
export const MAX_WIRE_NAME_BYTES = 4 * KIB;
export const MAX_URL_BYTES = 16 * KIB;
/** A page title or an alt text; longer ones are cut by the sender. */
export const MAX_CAPTION_BYTES = 4 * KIB;
export const MAX_TYPE_BYTES = 255;

// Prices.
/** lightweight-charts' cost per update grows with the points: about 25 µs at 1 k, 145 µs at 10 k (measured). */
export const MAX_BARS = 5_000;
