/** The topics and events of the control socket, apart from prices: strings that exist nowhere else. */

/** Files that wait for this browser: joined by its background, which then asks for each on a lane. */
export const OUTBOX_TOPIC = "outbox";
export const OutboxEvent = {
  /** Companion → browser: one more file waits. Payload: `WaitingFile`. */
  waiting: "waiting",
  /** Companion → owner: a file stands in a browser. Payload: `{"id","client"}`. */
  stored: "stored",
  /** Companion → all: a file it may have begun is no longer to be had. Payload: `{"id","reason"}`, a `Withdrawal`. */
  withdrawn: "withdrawn",
  /** Companion → owner: how much of a file a browser has acknowledged. Payload: `{"id","client","bytes"}`. */
  progress: "progress",
} as const;

/** Files that arrived in the inbox: for scripts and `pagewire inbox`. */
export const INBOX_TOPIC = "inbox";
export const InboxEvent = {
  /** A file is finished. Payload: an inbox record. */
  received: "received",
} as const;

/** Whole files in one message each way, and large ones in numbered chunks: for scripts and the owner. */
export const FILES_TOPIC = "files";
export const FilesEvent = {
  /** Script → companion: `{"name","base64","source"?}`; answered by `{"sha256","name","id"}`. */
  put: "put",
  /** Script → companion: `{"id"}` of an inbox record; answered by the file's bytes in one binary reply. */
  get: "get",
  /** Script → companion: `{"id","form":"base64"}`; answered by `{"id"}`, then the event `file`. */
  fetch: "fetch",
  /** Companion → script: `{"id","name","bytes","sha256","base64"}`, a whole file. */
  file: "file",
  /** Script → companion: `{"id"}`; answered by `{"bytes","chunks","sha256"}`, then `chunk` after `chunk`. */
  stream: "stream",
  /** Companion → script: `<<index::32, bytes>>`, numbered from 0, as fast as they are read. */
  chunk: "chunk",
  /** Companion → script: `{"id","chunks","bytes","sha256"}`, what was sent; the stream is over. */
  complete: "complete",
  /** Companion → script: `{"id","reason","message"}`; the stream is over before its end. */
  failed: "failed",
} as const;

/** A browser's own pairing: who it is to the companion, and how it ends that itself. */
export const PAIRING_TOPIC = "pairing";
export const PairingEvent = {
  /** Browser → companion: this browser's own trust ends; answered by `{}`, then its sockets are closed. */
  leave: "leave",
  /** Browser → companion: who is paired there; answered by `{"clients":[{"name","kind","connected","own"}]}`. */
  list: "list",
} as const;

/** The companion itself: for its owner's commands only. */
export const COMPANION_TOPIC = "companion";
export const CompanionEvent = {
  status: "status",
  stop: "stop",
  pair: "pair",
  clients: "clients",
  revoke: "revoke",
  token: "token",
  send: "send",
  /** Asks which browser a name stands for, before anything is copied for it: `{"to"}`, answered by `{"client"}`. */
  recipient: "recipient",
  /** Takes a waiting file back. Payload: `{"id"}`. */
  cancel: "cancel",
} as const;

/** Why a file is no longer to be had: its copy is gone or changed, or its owner took it back. */
export type Withdrawal = "gone" | "cancelled";

/** What a browser is told of a file that waits for it. */
export interface WaitingFile {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly mediaType: string;
  readonly sha256: string;
  /** When it was sent: milliseconds since 1970. */
  readonly at: number;
}
