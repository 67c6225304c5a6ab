/** Which received files are shown as pictures, and how: so that nothing in them can ever run as a part of us. */

/** Images of pixels: there is nothing in them that runs. */
const RASTER = /^image\/(?:jpeg|png|apng|gif|webp|avif|bmp|x-icon|vnd\.microsoft\.icon)$/;

/** A larger drawing is not shown: on its way it takes several times its size. */
export const MAX_VECTOR_BYTES = 8 * 1024 * 1024;
/** What a drawing that does not say its size is drawn in. */
const DEFAULT_PIXELS = { width: 300, height: 150 };

/** Whether a type is an image of pixels that browsers show. */
export function isRaster(mediaType: string): boolean {
  return RASTER.test(mediaType);
}

/** Whether a type is a drawing: a document with scripts and all. */
export function isVector(mediaType: string): boolean {
  return mediaType === "image/svg+xml";
}

/**
 * A drawing's pixels. The drawing itself is put before nobody: in an `img` its scripts would not run, but opened by
 * itself in a tab from there it would be a document again, of our origin where its address is a `blob:` one.
 */
export async function pixelsOf(
  drawing: Blob,
  scale: number,
  maxEdgePixels: number,
): Promise<Blob | undefined> {
  const image = new Image();
  // An address that holds the drawing itself gives it no origin while it is drawn.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent((await drawing.text()).toWellFormed())}`;
  try {
    await image.decode();
    const { naturalWidth: width, naturalHeight: height } = image.naturalWidth > 0 ? image : sized(image);
    const fit = Math.min(scale, maxEdgePixels / Math.max(width, height));
    const canvas = new OffscreenCanvas(
      Math.max(1, Math.round(width * fit)),
      Math.max(1, Math.round(height * fit)),
    );
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await canvas.convertToBlob({ type: "image/png" });
  } catch {
    return undefined;
  }
}

function sized(image: HTMLImageElement): { naturalWidth: number; naturalHeight: number } {
  Object.assign(image, DEFAULT_PIXELS);
  return { naturalWidth: DEFAULT_PIXELS.width, naturalHeight: DEFAULT_PIXELS.height };
}

/** A picture of pixels as PNG, which every program takes from a clipboard. Throws where the browser can't read it. */
export async function pngOf(bytes: Blob): Promise<Blob> {
  if (bytes.type === "image/png") return bytes;
  const bitmap = await createImageBitmap(bytes);
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  canvas.getContext("2d")?.drawImage(bitmap, 0, 0);
  bitmap.close();
  return await canvas.convertToBlob({ type: "image/png" });
}
