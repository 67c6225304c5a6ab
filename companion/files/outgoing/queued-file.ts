/** A file in the queue for browsers, and how its row is read. */

import type { WaitingFile } from "../../../shared/protocol/topics.ts";
import { decodeWaitingFile } from "../../../shared/protocol/waiting-file.ts";
import { optionalTextOf, type Row, wholeNumber } from "../stored-values.ts";

export interface QueuedFile extends WaitingFile {
  /** The browser it is meant for; `null`: whichever comes first. */
  readonly to: string | null;
  /** The browser that has it. */
  readonly storedBy: string | null;
}

/** What is read of a row. */
export const COLUMNS = ["bytes", "queued_at"]
  .map(wholeNumber)
  .concat("id", "name", "type", "sha256", "to_client", "stored_by")
  .join(", ");

/** The file of a row. Throws `ProtocolError` for one that a browser could not be told of. */
export function queuedFileOf({
  type: mediaType,
  queued_at: at,
  to_client,
  stored_by,
  ...row
}: Row): QueuedFile {
  const file = decodeWaitingFile({ ...row, mediaType, at });
  return { ...file, to: optionalTextOf(to_client), storedBy: optionalTextOf(stored_by) };
}
