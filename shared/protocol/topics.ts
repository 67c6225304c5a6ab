/** The topics and events of the control socket, apart from prices: strings that exist nowhere else. */

/** Files for browsers: a browser hears which wait for it and asks for each on a lane; the others what became of them. */
export const OUTBOX_TOPIC = "outbox";
export const OutboxEvent = {
  /** Companion → the browsers a file is for, and nobody else: one more waits. Payload: `WaitingFile`. */
  waiting: "waiting",
  /** Companion → all: a browser has stored a file. Payload: `{"id","client"}`. */
  stored: "stored",
  /** Companion → all: a file it may have begun is no longer available. Payload: `{"id","reason"}`, a `Withdrawal`. */
  withdrawn: "withdrawn",
  /** Companion → scripts and the owner: how much of a file a browser has acknowledged. Payload: `{"id","client","bytes"}`. */
  progress: "progress",
} as const;
/** What a script asks of the same topic. */
export const OutboxAsk = {
  /** Script → companion: an offer of this id, which comes on a lane, is for a browser: `{"id","name","to"?,"show"?}`, answered by `{"state","client","note"?}`. */
  send: "send",
  /** Script → companion: answered by `{"port","pid","version","clients","browsers":[{"id","name","connected"}]}`. */
  about: "about",
} as const;

/** Files that arrived in the inbox: for scripts and `pagewire inbox`. */
export const INBOX_TOPIC = "inbox";
export const InboxEvent = {
  /** A file is finished. Payload: an inbox record. */
  received: "received",
  /** A file was removed from the inbox. Payload: `{"id"}`. */
  removed: "removed",
} as const;
/** What a script asks of the same topic. */
export const InboxAsk = {
  /**
   * Script → companion: `{"limit"?,"before"?,"type"?,"there"?}` or `{"limit"?,"before"?,"type"?,"words"?,"from"?,"host"?}`;
   * answered by `{"records":[…],"before","gone"?:[name,…],"searched"?}`, newest first, and from where to go on. With `there`
   * files that somebody has taken out of the inbox are only named. `searched` is true where the last three were looked at:
   * an older companion passes them over.
   */
  list: "list",
  /** Script → companion: `{"id"}`, the beginning of one, a name, or `latest`; answered by `{"record"}`. */
  find: "find",
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

/** A browser's own pairing: who it is to the companion, what it is called there, and how it ends that itself. */
export const PAIRING_TOPIC = "pairing";
export const PairingEvent = {
  /** Browser → companion: this browser's own trust ends; answered by `{}`, then its sockets are closed. */
  leave: "leave",
  /** Browser → companion: who is paired there, and, asked with `{"lastSeen":true}`, when they last were; answered by `{"clients":[{"name","kind","connected","own","lastSeenAt"?}]}`. */
  list: "list",
  /** Browser → companion: what this browser is to be called, `{"name"}`; answered by `{"name"}`, with a number where that is taken. */
  rename: "rename",
} as const;

/** Where what a browser has sent lies on the computer. */
export const FOLDERS_TOPIC = "folders";
export const FoldersEvent = {
  /** Browser → companion: `{"id"}` of a transfer of its own; answered by `{"path"}`. */
  place: "place",
  /** Browser → companion: `{"id"}` of a transfer of its own, or `{"folder":"inbox"|"outbox"}`: opens it in the system's file manager; answered by `{}`. */
  show: "show",
  /** Companion → browser: the file of a transfer of its own was removed from the inbox. Payload: `{"id"}`. */
  removed: "removed",
} as const;

/** What was received, after it came: searched, edited, put into the bin, and the rule by which it is named. */
export const KEPT_TOPIC = "kept";
export const KeptEvent = {
  /** Client → companion: `{"id","name"?,"folder"?,"tags"?,"note"?}`; answered by the record as it is then. */
  edit: "edit",
  /** Client → companion: `{"id"}`, into the bin or out of it; answered by the record as it is then. */
  undo: "undo",
  /** Client → companion: what is in the bin; answered by `{"files":[record,…]}`, oldest first. */
  bin: "bin",
  /** Client → companion: `{"words"?,"from"?,"host"?,"type"?,"limit"?}`; answered by `{"files":[record,…]}`, newest first. */
  search: "search",
  /** Client → companion: `{"ids":[id,…]}`; answered by `{"files":[record,…]}`, those that are known. */
  look: "look",
  /** Client → companion: `{"template"?,"sidecars"?}`, what changes; answered by the rule. Companion → all: the rule as it is now. */
  naming: "naming",
  /** Companion → all: a record as it is now, after an edit or when another source was added. */
  changed: "changed",
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
  /** Removes a received file. Payload: `{"id"}`, answered by the same. */
  remove: "remove",
} as const;

/** Why a file is no longer available: its copy is gone or changed, or its owner took it back. */
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
  /** The id of a file that was a part of this one, byte for byte: who has stored it lets go of it when this one is stored. */
  readonly replaces?: string;
  /** Who has sent it, where that is known. */
  readonly from?: { readonly id: string; readonly name: string };
  /** Whether that one asks for it to be shown at once. */
  readonly show?: boolean;
}
