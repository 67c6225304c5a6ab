/** What bytes are: their digest, and the size of the picture that they hold. */

import { toHex } from "../../../shared/protocol/hex.ts";

export async function digestOf(blob: Blob): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest("SHA-256", await blob.arrayBuffer())));
}

export interface PixelSize {
  readonly width: number;
  readonly height: number;
}

/** In its own pixels; `undefined` where the browser can't draw it here, as a drawing or what is damaged. */
export async function pixelSize(blob: Blob): Promise<PixelSize | undefined> {
  const bitmap = await createImageBitmap(blob).catch(() => undefined);
  if (!bitmap) return undefined;
  const { width, height } = bitmap;
  bitmap.close();
  return { width, height };
}
