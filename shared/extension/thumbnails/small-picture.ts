/** A small picture of an image of pixels, made once when its bytes are at hand; also in a worker. */

import { isRaster } from "../look/picture.ts";

const EDGE_PIXELS = 96;
/** A larger file is not decoded for it: its list entry shows its kind instead. */
const MAX_DECODED_BYTES = 64 * 1024 * 1024;

/** A PNG of at most 96 pixels an edge; `undefined` where the file is no raster image or can't be decoded. */
export async function smallPicture(
  { mediaType, bytes }: { readonly mediaType: string; readonly bytes: number },
  read: () => Promise<Blob>,
): Promise<Blob | undefined> {
  if (!isRaster(mediaType) || bytes > MAX_DECODED_BYTES) return undefined;
  try {
    const bitmap = await createImageBitmap(await read());
    const scale = Math.min(1, EDGE_PIXELS / Math.max(bitmap.width, bitmap.height));
    const width = Math.max(1, Math.round(bitmap.width * scale));
    const height = Math.max(1, Math.round(bitmap.height * scale));
    const canvas = new OffscreenCanvas(width, height);
    canvas.getContext("2d")?.drawImage(bitmap, 0, 0, width, height);
    bitmap.close();
    return await canvas.convertToBlob({ type: "image/png" });
  } catch {
    return undefined;
  }
}
