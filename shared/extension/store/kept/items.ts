/** What the extension's IndexedDB keeps: files on their way to the computer and from it, and the one pairing. */

import type { Fidelity, How } from "../../../protocol/lane-words.ts";
import type { RunsAs } from "../../../protocol/proof.ts";
import type { Said } from "../../../protocol/said.ts";
import type { SentPiece } from "../../../transfer/stream-source.ts";

/** Marks what nobody has looked at yet. A number, for the browser finds no booleans by an index. */
export type Unseen = 1;

/** What has become of a file to be sent so far. */
export type SendState = "fetching" | "waiting" | "sending" | "paused" | "done" | "failed";

/** What is known of a file that is read from its site while it is sent. */
export interface StreamNote {
  /** What its first answer said, and what was offered by it. */
  readonly head?: { readonly name: string; readonly bytes: number | null; readonly mediaType: string };
  /** What tells two versions of the site's file apart; the digests of what was sent are in the store `streamPieces`. */
  readonly validator?: string;
  /** How often it had to begin anew because the site's file had changed. */
  readonly restarts?: number;
}

/** One thing the user chose to send; its bytes are in the store `sendBlobs` until the computer has them. */
export interface SendItem {
  readonly id: string;
  readonly state: SendState;
  readonly name: string;
  readonly expects: "image" | "any";
  readonly url: string;
  /** The tab whose page shows it: its bytes are fetched as long as that is open. A link's file has none. */
  readonly tabId?: number;
  /** The tab that showed it when it was clicked: asked once more where it is tried again. */
  readonly shownInTab?: number;
  /** The frame of that page, and what was loaded in it: another try asks no other page that has taken its place. */
  readonly frameId?: number;
  readonly documentId?: string;
  /** On a link: neither its page nor its user has said yet whether what it leads to is meant, or a picture in it. */
  readonly isUndecided?: boolean;
  /** It was chosen in a private window: nothing of it stays here once the computer has it. */
  readonly isPrivate?: boolean;
  readonly pageUrl?: string;
  readonly title?: string;
  readonly alt?: string;
  readonly fidelity: Fidelity;
  /** How its bytes were had, as soon as they are here. */
  readonly how?: How;
  /** When it was chosen: milliseconds since 1970. */
  readonly at: number;
  /** The whole size; `null` as long as it is unknown. */
  readonly bytes: number | null;
  readonly mediaType: string;
  /** While it is fetched from its site: how much has come, where the whole size is unknown. */
  readonly gotBytes?: number;
  /** What the companion has acknowledged, never what was handed to a socket. */
  readonly ackedBytes: number;
  /** While it is sent: how fast bytes are acknowledged, smoothed. */
  readonly bytesPerSecond?: number;
  /** It is read from its site while it is sent: no bytes of it are kept. */
  readonly stream?: StreamNote;
  /** Why it failed, or what it waits for: one sentence in English. */
  readonly message?: string;
  /** The same as a code of the catalogue; entries of older versions have the sentence alone. */
  readonly said?: Said | undefined;
  /** The site whose permission is missing, as a match pattern. */
  readonly needsOrigin?: string;
  /** The name it was given on the computer. */
  readonly storedName?: string;
  /** The computer had it already. */
  readonly already?: boolean;
  /** A small picture of it, made while its bytes were at hand. */
  readonly thumbnail?: Blob;
  /** It has failed, and nobody has looked at that yet. */
  readonly unseen?: Unseen;
}

/** One piece that was sent of a streamed file; `[id, offset]` is its key. */
export interface StreamPiece extends SentPiece {
  readonly id: string;
}

/** A file that was given up while the computer may have had a part of it, until the computer has been told. */
export interface GivenUp {
  readonly id: string;
  /** When it was given up: milliseconds since 1970. */
  readonly at: number;
}

/**
 * What has become of a file from the computer so far. `full` waits for room in the browser's storage, `paused` for the user.
 * Nowhere shown: `declined`, deleted before all of it had come and not asked for again; `deleted`, which may be taken back.
 */
export type ReceivedState = "receiving" | "paused" | "full" | "stored" | "failed" | "declined" | "deleted";

/** One file from the computer; its bytes are in the store `pieces`. */
export interface ReceivedItem {
  readonly id: string;
  readonly state: ReceivedState;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly storedBytes: number;
  /** When it was sent: milliseconds since 1970. */
  readonly at: number;
  /** The file that was a part of this one, and goes when this one is whole. */
  readonly replaces?: string;
  readonly thumbnail?: Blob;
  readonly hasNoThumbnail?: boolean;
  /** Of one that is `deleted`: when (together: the same), and what it will be again where it is taken back. */
  readonly deleted?: { readonly at: number; readonly was: ReceivedState };
  /** Why it failed, or what it waits for: one sentence in English. */
  readonly message?: string;
  /** The same as a code of the catalogue. */
  readonly said?: Said | undefined;
  /** It has come, has failed or waits for room, and nobody has looked at that yet. */
  readonly unseen?: Unseen;
}

/** One stored piece; `[id, offset]` is its key. Small ones, and all that older versions have stored, are no Blobs. */
export interface StoredPiece {
  readonly id: string;
  readonly offset: number;
  readonly data: Blob | ArrayBuffer;
}

/** The one companion this browser profile is paired with. */
export interface Pairing {
  readonly companionId: string;
  readonly clientId: string;
  readonly port: number;
  /** HMAC-SHA-256, not extractable: no script can read it, this one included. */
  readonly key: CryptoKey;
  readonly pairedAt: number;
  /** Its result has not been looked at yet: until then this browser does not connect. */
  readonly unseen?: true;
  /** Whose the companion says to be. */
  readonly runsAs?: RunsAs;
}
