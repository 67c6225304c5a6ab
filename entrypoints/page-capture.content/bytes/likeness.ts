/** Whether bytes are of the picture that an element shows: a site may answer a second request with another one. */

import { isDrawnLike } from "../../../shared/extension/drawn-size.ts";
import { contentOf, isScaled, type ShownPicture } from "../pictures/shown-picture.ts";

/** Both are drawn into a square of that many pixels a side. */
const COMPARED_SIDE = 64;
/** The mean difference of a channel that decoding and scaling the same picture twice may make. */
const MAX_MEAN_DIFFERENCE = 2;

/** False where it is no picture, or they differ in size or in what is seen; true where nothing more can be told. */
export async function looksTheSame(shownBy: ShownPicture, blob: Blob): Promise<boolean> {
  const { element, url, width, height } = shownBy;
  const isDrawing = /svg|xml/.test(blob.type);
  const bitmap = await createImageBitmap(blob).catch(() => undefined);
  // The browser makes no bitmap of a drawing: what it says of its size is compared.
  if (!bitmap) return isDrawing && (await isDrawnLike(blob, { width, height, isScaled: isScaled(shownBy) }));
  try {
    const shown = contentOf(element);
    // Of a style's picture, or an input's, the size is all that is known, and not always that.
    if (shown?.kind !== "image" || !(element instanceof HTMLImageElement))
      return isDrawing || width === 0 || (bitmap.width === width && bitmap.height === height);
    if (shown.width === 0) return true;
    // A larger version is wanted than the one that is shown.
    if (shown.url !== url) return true;
    const isSized = !isDrawing && !isScaled(shown);
    if (isSized && (bitmap.width !== shown.width || bitmap.height !== shown.height)) return false;
    // An element is made smaller in another way than a bitmap is: of fine lines that leaves two different greys.
    const shownBitmap = await createImageBitmap(element).catch(() => undefined);
    const [there, here] = [shownBitmap && pixelsOf(shownBitmap), pixelsOf(bitmap)];
    shownBitmap?.close();
    return !there || !here || meanDifference(there, here) <= MAX_MEAN_DIFFERENCE;
  } finally {
    bitmap.close();
  }
}

/** `undefined` where the page may not read what it shows. */
function pixelsOf(source: ImageBitmap): Uint8ClampedArray | undefined {
  const canvas = new OffscreenCanvas(COMPARED_SIDE, COMPARED_SIDE);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  try {
    context?.drawImage(source, 0, 0, COMPARED_SIDE, COMPARED_SIDE);
    return context?.getImageData(0, 0, COMPARED_SIDE, COMPARED_SIDE).data;
  } catch {
    return undefined;
  }
}

function meanDifference(a: Uint8ClampedArray, b: Uint8ClampedArray): number {
  const sum = a.reduce((total, value, index) => total + Math.abs(value - (b[index] ?? 0)), 0);
  return sum / a.length;
}
