/** What a program that starts a companion can ask of it. */

import type { SendOptions, Sent } from "./files/outgoing-sends.ts";
import type { ReceivedFile, ReceivedWhich } from "./files/received-feed.ts";

export interface CompanionOptions {
  /** The home folder. */
  readonly home: string;
  /** The port to listen on; 0 picks a free one. */
  readonly port?: number;
  /** One sentence for the person at the terminal. */
  readonly tell?: (sentence: string) => void;
  /** Called when a command asks the companion to stop. */
  readonly onStopAsked?: () => void;
}

export interface Companion {
  readonly port: number;
  readonly url: string;
  readonly home: string;
  /** A fresh pairing link. */
  pair(): { pairUrl: string; expiresInSeconds: number };
  /**
   * The received files, one after the other: those that are finished from now on, or all behind the number `after`
   * (`0`: from the first). The loop ends with the signal or the companion; `seq` says where to go on another time.
   */
  received(which?: ReceivedWhich): AsyncIterable<ReceivedFile>;
  /** Sends a file by its path, or a stream of bytes under a name, to a browser. */
  send(source: string | AsyncIterable<Uint8Array>, options?: SendOptions): Promise<Sent>;
  /** Finishes or parks what runs, then lets go of everything. */
  close(): Promise<void>;
}
