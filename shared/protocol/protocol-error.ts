/** The typed error of the wire: a stable code, a sentence for people, and the close code to send. */

/** WebSocket close codes the companion uses (RFC 6455 §7.4.1, and 4xxx for our own). Never 1000. */
export const CloseCode = {
  goingAway: 1001,
  tooLarge: 1009,
  internalError: 1011,
  tooSlow: 1013,
  malformed: 4400,
  unauthorized: 4401,
  timeout: 4408,
  superseded: 4409,
} as const;

export type CloseCode = (typeof CloseCode)[keyof typeof CloseCode];

/** What can be wrong with something that came over the wire. */
export type ProtocolErrorCode =
  | "malformed_frame"
  | "field_missing"
  | "field_wrong"
  | "field_too_large"
  | "frame_too_large"
  | "unknown_word"
  | "unexpected_word"
  | "wrong_version";

/** Thrown by every decoder in this folder; decoders never return `undefined`. */
export class ProtocolError extends Error {
  override readonly name = "ProtocolError";
  readonly code: ProtocolErrorCode;
  readonly closeCode: CloseCode;

  constructor(code: ProtocolErrorCode, message: string, closeCode: CloseCode = CloseCode.malformed) {
    super(message);
    this.code = code;
    this.closeCode = closeCode;
  }
}
