/** The event `status` of a price topic: how trustworthy a price is, read and checked. */

import { choiceField, integerField, isFields, textField } from "../fields.ts";
import { FEED_STATES, type FeedStatus } from "../price.ts";
import { ProtocolError } from "../protocol-error.ts";
import { decodeSaid } from "../said.ts";

const MAX_DETAIL_BYTES = 1024;
/** A day: nobody waits for longer. */
const MAX_RETRY_MS = 86_400_000;

/** Reads a `status`. */
export function decodeFeedStatus(payload: unknown): FeedStatus {
  if (!isFields(payload)) throw new ProtocolError("malformed_frame", "A feed status must be a JSON object.");
  const { retryInMs } = payload;
  const said = decodeSaid(payload.said);
  return {
    state: choiceField(payload, "state", FEED_STATES),
    detail: textField(payload, "detail", MAX_DETAIL_BYTES),
    ...(said && { said }),
    ...(retryInMs !== undefined && { retryInMs: integerField(payload, "retryInMs", 0, MAX_RETRY_MS) }),
  };
}
