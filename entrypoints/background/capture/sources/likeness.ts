/** Whether a second request was answered with the picture that the page shows, as far as its size tells. */

import { isDrawnLike } from "../../../../shared/extension/drawn-size.ts";
import type { Picture } from "../../../../shared/extension/page-words.ts";

/** How far the shape of what is scaled may be off by rounding. */
const MAX_SHAPE_DIFFERENCE = 0.02;

/** False where it does not decode, or has another size than the page's; true where the page does not say. Of a larger version, whether it is a picture. */
export async function isLikePage(blob: Blob, picture: Picture | undefined): Promise<boolean> {
  if (picture?.isLarger) return await isPicture(blob);
  if (!picture || picture.width === 0 || picture.height === 0) return true;
  // The worker draws no SVG: what it says of its size is compared; the computer looks at what it is.
  if (/svg|xml/.test(blob.type)) return await isDrawnLike(blob, picture);
  const bitmap = await createImageBitmap(blob).catch(() => undefined);
  if (!bitmap) return false;
  const { width, height } = bitmap;
  bitmap.close();
  // Of several candidates the page gives the size on the screen, not that of the file.
  if (picture.isScaled)
    return Math.abs((width * picture.height) / (height * picture.width) - 1) <= MAX_SHAPE_DIFFERENCE;
  return width === picture.width && height === picture.height;
}

/** A larger version is what a link leads to: its site says that it is a picture, or it is seen that it is. */
async function isPicture(blob: Blob): Promise<boolean> {
  if (/^image\//i.test(blob.type)) return true;
  const bitmap = await createImageBitmap(blob).catch(() => undefined);
  bitmap?.close();
  return bitmap !== undefined;
}
