/** A small picture of a picture, drawn from what the page shows: nothing is asked of its site for it. */

import type { ShownPicture } from "../pictures/shown-picture.ts";

const PREVIEW_SIDE = 72;

export function previewOf({ element, kind, url }: ShownPicture): Element {
  const canvas = document.createElement("canvas");
  canvas.width = PREVIEW_SIDE;
  canvas.height = PREVIEW_SIDE;
  const isDrawable =
    element instanceof HTMLImageElement ||
    element instanceof HTMLCanvasElement ||
    (element instanceof HTMLVideoElement && kind === "video");
  if (isDrawable) {
    const { width, height } = sizeOf(element);
    const scale = Math.min(PREVIEW_SIDE / width, PREVIEW_SIDE / height);
    const [across, down] = [width * scale, height * scale];
    canvas
      .getContext("2d")
      ?.drawImage(element, (PREVIEW_SIDE - across) / 2, (PREVIEW_SIDE - down) / 2, across, down);
    return canvas;
  }
  if (element instanceof SVGSVGElement) {
    const copy = element.cloneNode(true);
    if (copy instanceof SVGSVGElement) return copy;
  }
  const shown = document.createElement("span");
  // The page has loaded it: the browser draws it from its memory.
  shown.className = "preview";
  shown.style.backgroundImage = `url(${JSON.stringify(url)})`;
  return shown;
}

function sizeOf(element: HTMLImageElement | HTMLCanvasElement | HTMLVideoElement): {
  width: number;
  height: number;
} {
  if (element instanceof HTMLImageElement)
    return { width: Math.max(1, element.naturalWidth), height: Math.max(1, element.naturalHeight) };
  if (element instanceof HTMLVideoElement)
    return { width: Math.max(1, element.videoWidth), height: Math.max(1, element.videoHeight) };
  return element;
}
