/** A frame of the companion as text, for a carrier that has nothing else. */

import { type CompanionFrame, encodeCompanionFrame } from "../../../shared/protocol/channel-frame.ts";

/** Bytes become `{"base64":…}` in the payload's place. Throws as `encodeCompanionFrame` does. */
export function encodeAsText(frame: CompanionFrame): string {
  const { payload } = frame;
  const encoded = encodeCompanionFrame(
    payload instanceof Uint8Array
      ? {
          ...frame,
          payload: {
            base64: Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength).toString("base64"),
          },
        }
      : frame,
  );
  if (typeof encoded !== "string") throw new TypeError("A frame without bytes was encoded as bytes.");
  return encoded;
}
