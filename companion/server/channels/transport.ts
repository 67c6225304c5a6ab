/** What carries the frames of one channel session: a WebSocket, or a series of polls. */

import type { CompanionFrame } from "../../../shared/protocol/channel-frame.ts";
import type { CloseCode } from "../../../shared/protocol/protocol-error.ts";

export interface Transport {
  /**
   * Sends one frame, now or when the reader has read what was sent before. Where frames wait, one with the same `latest` replaces the
   * older. A reader that has too much waiting is closed as too slow; after a close nothing is sent any more.
   */
  send(frame: CompanionFrame, latest?: string): void;
  /** Resolves when the reader has read what it was sent, or is gone; `undefined` where nothing waits for it. */
  drained(): Promise<void> | undefined;
  /** Takes no more from the client until `resume`. */
  pause(): void;
  resume(): void;
  /** Ends the connection and with it the session, telling the client why. */
  close(code: CloseCode, reason: string): void;
}
