/** Draws a picture anew, where its bytes can't be had: its pixels as the page may read them, or a drawing with its style. */

import { type Message, message } from "../../../shared/texts/message.ts";
import type { ShownPicture } from "../pictures/shown-picture.ts";
import { isSelfContained, styledMarkupOf } from "./svg-markup.ts";

/** More pixels than that are not drawn: a page can name any size. */
const MAX_DRAWN_PIXELS = 100_000_000;

/** A tab that another window lies over, as our own question does, is given no frames. */
const FRAME_PATIENCE_MS = 500;

/** The picture as a new file, or why the page can't draw it. */
export async function drawn({ element, kind }: ShownPicture): Promise<Blob | Message> {
  if (element instanceof SVGSVGElement && !isSelfContained(element)) return message("capture.not-drawable");
  if (element instanceof SVGSVGElement) return new Blob([styledMarkupOf(element)], { type: "image/svg+xml" });
  const source = sourceOf(element);
  if (!source || kind === "css" || kind === "poster") return message("capture.not-drawable");
  const { width, height } = source;
  if (width < 1 || height < 1 || width * height > MAX_DRAWN_PIXELS) return message("capture.not-drawable");
  try {
    // What WebGL has drawn is there until the frame is shown.
    if (element instanceof HTMLCanvasElement) await nextFrame();
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext("2d");
    context?.drawImage(source.image, 0, 0, width, height);
    if (!context || isEmpty(context, width, height)) return message("capture.not-drawable");
    return await canvas.convertToBlob({ type: "image/png" });
  } catch {
    // It shows another site's picture, which the page must not read.
    return message("capture.not-drawable");
  }
}

async function nextFrame(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  requestAnimationFrame(() => resolve());
  const late = setTimeout(resolve, FRAME_PATIENCE_MS);
  await promise;
  clearTimeout(late);
}

function sourceOf(element: Element): { image: CanvasImageSource; width: number; height: number } | undefined {
  if (element instanceof HTMLImageElement)
    return { image: element, width: element.naturalWidth, height: element.naturalHeight };
  if (element instanceof HTMLCanvasElement)
    return { image: element, width: element.width, height: element.height };
  if (element instanceof HTMLVideoElement)
    return { image: element, width: element.videoWidth, height: element.videoHeight };
  return undefined;
}

/** Whether nothing at all was drawn: a canvas of the graphics card may give its pixels away. */
function isEmpty(context: OffscreenCanvasRenderingContext2D, width: number, height: number): boolean {
  const { data } = context.getImageData(0, 0, width, height);
  return data.every((channel) => channel === 0);
}
