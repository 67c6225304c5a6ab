/** Which received files are shown as pictures, and how: so that nothing in them can ever run as a part of us. */

/** Images of pixels: there is nothing in them that runs. */
const RASTER = /^image\/(?:jpeg|png|apng|gif|webp|avif|bmp|x-icon|vnd\.microsoft\.icon)$/;

/** A larger drawing is not shown: as an address it would cost several times its size. */
export const MAX_VECTOR_BYTES = 8 * 1024 * 1024;

/** Whether a type is an image of pixels that browsers show. */
export function isRaster(mediaType: string): boolean {
  return RASTER.test(mediaType);
}

/** Whether a type is a drawing: a document, scripts and all, that is only harmless inside an `img`. */
export function isVector(mediaType: string): boolean {
  return mediaType === "image/svg+xml";
}

/**
 * A drawing as an address of its own. In an `img` its scripts never run; and where a person opens the picture by itself
 * in a tab, a `data:` address has no origin, while a `blob:` one would have ours.
 */
export async function vectorAddress(drawing: Blob): Promise<string> {
  return `data:image/svg+xml;charset=utf-8,${encodeURIComponent((await drawing.text()).toWellFormed())}`;
}
