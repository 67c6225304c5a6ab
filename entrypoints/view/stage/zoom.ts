/** How large a picture is shown: in pixels of the screen for each of its own. */

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Fitted into the window, however large that is, or fixed. */
export type Zoom = "fit" | number;

const MIN_ZOOM = 0.02;
const MAX_ZOOM = 32;
/** What one press of a key or a button is. */
export const ZOOM_STEP = 1.25;
/** From here on the single pixels are what somebody wants to see. */
export const PIXELS_FROM = 3;

/** How large a picture is that fits into the room; none is made larger than it is. */
export function fittingZoom(picture: Size, room: Size): number {
  return limited(Math.min(1, room.width / picture.width, room.height / picture.height));
}

/** Larger or smaller by a factor; what would pass the actual size stops there. */
export function zoomedBy(zoom: number, factor: number): number {
  const next = limited(zoom * factor);
  return (zoom < 1 && next > 1) || (zoom > 1 && next < 1) ? 1 : next;
}

function limited(zoom: number): number {
  return Math.min(MAX_ZOOM, Math.max(MIN_ZOOM, zoom));
}

/** What a turn of the wheel, or two fingers (which browsers tell as one with Control), makes of the size. */
export function wheelFactor(delta: number, isPinch: boolean): number {
  return Math.exp(-delta * (isPinch ? 0.01 : 0.002));
}
