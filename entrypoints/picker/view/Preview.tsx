/** A picture's pixels in its tile, made small beside the page's own work: while it is scrolled nothing large is decoded. */

import { useEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../../../shared/extension/look/Icon.tsx";
import { isRaster, isVector, MAX_VECTOR_BYTES, pixelsOf } from "../../../shared/extension/look/picture.ts";
import type { PagePicture } from "../pictures/picture.ts";
import { whenSettled } from "./preview-turns.ts";

/** A tile is no larger, in CSS pixels. */
const EDGE_PIXELS = 200;

export function Preview({ picture }: { readonly picture: PagePicture }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [isDrawn, setDrawn] = useState(false);
  useEffect(() => {
    let isOver = false;
    const callOff = whenSettled(async () => {
      const bitmap = await smallBitmap(picture);
      const room = canvas.current;
      if (isOver || !room) return bitmap?.close();
      if (!bitmap) return;
      [room.width, room.height] = [bitmap.width, bitmap.height];
      room.getContext("bitmaprenderer")?.transferFromImageBitmap(bitmap);
      setDrawn(true);
    });
    return () => {
      isOver = true;
      callOff();
    };
  }, [picture.bytes?.sha256]);
  return (
    <>
      <canvas ref={canvas} hidden={!isDrawn} />
      {!isDrawn && <Icon name="image" />}
    </>
  );
}

/** Of a drawing, which is a document with scripts and all, its pixels alone. */
async function smallBitmap({ bytes, width, height }: PagePicture): Promise<ImageBitmap | undefined> {
  if (!bytes) return undefined;
  const { blob, mediaType } = bytes;
  const edge = EDGE_PIXELS * devicePixelRatio;
  const isDrawing = isVector(mediaType) && blob.size <= MAX_VECTOR_BYTES;
  const pixels = isDrawing
    ? await pixelsOf(blob, devicePixelRatio, edge)
    : isRaster(mediaType)
      ? blob
      : undefined;
  if (!pixels) return undefined;
  const fit = Math.min(1, edge / Math.max(1, width, height));
  const isSmaller = !isDrawing && width > 0 && height > 0 && fit < 1;
  const options: ImageBitmapOptions = isSmaller
    ? {
        resizeWidth: Math.max(1, Math.round(width * fit)),
        resizeHeight: Math.max(1, Math.round(height * fit)),
        resizeQuality: "medium",
      }
    : {};
  return await createImageBitmap(pixels, options).catch(() => undefined);
}
