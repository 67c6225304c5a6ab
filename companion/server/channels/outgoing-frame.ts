/** One frame on its way out, encoded at most once for each carrier however many clients it goes to. */

import { type CompanionFrame, encodeCompanionFrame } from "../../../shared/protocol/channel-frame.ts";

const FINAL_TEXT = 0x81;
const FINAL_BINARY = 0x82;
/** Up to here header and payload are one chunk: copying costs less than a second write. */
const ONE_CHUNK_BYTES = 64 * 1024;

export class OutgoingFrame {
  readonly #frame: CompanionFrame;
  #socketChunks: readonly Uint8Array[] | undefined;
  #text: string | undefined;

  constructor(frame: CompanionFrame) {
    this.#frame = frame;
  }

  /** The bytes a WebSocket's stream takes, header and payload: the same for every socket. */
  get socketChunks(): readonly Uint8Array[] {
    this.#socketChunks ??= socketMessage(encodeCompanionFrame(this.#frame));
    return this.#socketChunks;
  }

  /** The frame as text, for a carrier that has nothing else: bytes become `{"base64":…}`. */
  get text(): string {
    this.#text ??= textOnly(this.#frame);
    return this.#text;
  }
}

function textOnly(frame: CompanionFrame): string {
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

/** One whole WebSocket message as a server sends it: unmasked and in one fragment (RFC 6455 §5.2). */
function socketMessage(data: string | Uint8Array): readonly Uint8Array[] {
  const isText = typeof data === "string";
  const bytes = isText ? Buffer.byteLength(data) : data.byteLength;
  const head = bytes < 126 ? 2 : bytes < 0x1_0000 ? 4 : 10;
  const inOneChunk = isText || bytes <= ONE_CHUNK_BYTES;
  const chunk = Buffer.allocUnsafe(inOneChunk ? head + bytes : head);
  chunk[0] = isText ? FINAL_TEXT : FINAL_BINARY;
  if (head === 2) {
    chunk[1] = bytes;
  } else if (head === 4) {
    chunk[1] = 126;
    chunk.writeUInt16BE(bytes, 2);
  } else {
    chunk[1] = 127;
    chunk.writeBigUInt64BE(BigInt(bytes), 2);
  }
  if (isText) chunk.write(data, head);
  else if (inOneChunk) chunk.set(data, head);
  else return [chunk, data];
  return [chunk];
}
