/** What carries the frames of one channel session: a WebSocket, or a series of polls. */

import type { CloseCode } from "../../../shared/protocol/protocol-error.ts";
import type { OutgoingFrame } from "./outgoing-frame.ts";

export interface Transport {
  /**
   * Sends one frame, now or when the reader has room. Where frames wait, one with the same `latest` replaces the
   * older. A reader that has too much waiting is closed as too slow; after a close nothing is sent any more.
   */
  send(frame: OutgoingFrame, latest?: string): void;
  /** Resolves when the reader has caught up or is gone; `undefined` where it is not behind. */
  room(): Promise<void> | undefined;
  /** Takes no more from the client until `resume`. */
  pause(): void;
  resume(): void;
  /** Ends the connection and with it the session, telling the client why. */
  close(code: CloseCode, reason: string): void;
}
