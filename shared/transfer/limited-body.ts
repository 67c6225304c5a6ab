/** Reads bodies to a named limit: an answer may be endless, and what reads all of it fills its memory. */

/** What reads a body, as both platforms have it. */
export interface BodyReader {
  read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array<ArrayBuffer> | undefined }>;
  /** Lets go of the rest: nothing more is taken from the network. */
  cancel(): Promise<void>;
}

/** An answer to a request, as both platforms have it. */
export interface Answer {
  readonly body: { getReader(): BodyReader } | null;
}

/** The body did not end where it had to; the rest of it was let go of. */
export class BodyTooLarge extends Error {
  override readonly name = "BodyTooLarge";
  readonly code = "body_too_large";

  constructor(maxBytes: number) {
    super(`The answer has more than ${maxBytes} bytes.`);
  }
}

/** What a body began with. */
export interface BodyBeginning {
  readonly chunks: readonly Uint8Array<ArrayBuffer>[];
  readonly bytes: number;
  /** Whether this is all of it. */
  readonly isWhole: boolean;
}

/**
 * Reads until the body ends or has brought more than `maxBytes`, and no further: the reader is where it stopped. What
 * came is at most one chunk longer than the limit. `onBytes` is told how much has come so far.
 */
export async function readBeginning(
  reader: BodyReader,
  maxBytes: number,
  onBytes: (bytes: number) => void = () => undefined,
): Promise<BodyBeginning> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  while (bytes <= maxBytes) {
    const { done, value } = await reader.read();
    if (done) return { chunks, bytes, isWhole: true };
    if (!value) continue;
    chunks.push(value);
    bytes += value.byteLength;
    onBytes(bytes);
  }
  return { chunks, bytes, isWhole: false };
}

/** The whole body as text. Throws `BodyTooLarge` for more than `maxBytes`, else what the body's reader throws. */
export async function limitedText({ body }: Answer, maxBytes: number): Promise<string> {
  if (!body) return "";
  const reader = body.getReader();
  const { chunks, bytes, isWhole } = await readBeginning(reader, maxBytes);
  if (isWhole && bytes <= maxBytes) return new TextDecoder().decode(joined(chunks));
  // What it throws says no more than that the line is gone.
  await reader.cancel().catch(() => undefined);
  throw new BodyTooLarge(maxBytes);
}

/** Chunks in one stretch of memory. */
export function joined(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}
