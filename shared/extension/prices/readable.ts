/** What cannot be read counts as absent: it must not take a good price away. */

import { ProtocolError } from "../../protocol/protocol-error.ts";

/** What the decoder makes of it; `undefined` where it refuses it with a `ProtocolError`. */
export function readable<Value>(decode: (payload: unknown) => Value, payload: unknown): Value | undefined {
  try {
    return decode(payload);
  } catch (error) {
    if (error instanceof ProtocolError) return undefined;
    throw error;
  }
}
