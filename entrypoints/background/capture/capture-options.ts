/** What is done with what was captured. */

import type { SendItem, StreamNote } from "../../../shared/extension/store/database.ts";
import type { OpenStream } from "../../../shared/transfer/stream-source.ts";
import type { SendQueue } from "../sending/send-queue.ts";

export interface CaptureOptions {
  readonly queue: SendQueue;
  /** Whether the companion is there: then a file of any size streams through instead of being kept first. */
  readonly isConnected: () => boolean;
  /** Takes over a download that was begun, for when the item's turn comes. */
  readonly handOver: (item: SendItem, note: StreamNote, stream: OpenStream) => void;
  /** A click was noted: from now on it is on the list. */
  readonly onNoted: (item: SendItem) => void;
  /** The user is to be asked for a permission that this item needs. */
  readonly onPermissionNeeded: (item: SendItem) => void;
}
