/** Lets the user draw an area of what is seen: with the mouse, or with the arrow keys and Enter. */

import type { ShotArea } from "../../shared/extension/words/shot-words.ts";
import { Layer, type Rect } from "./layer.ts";

/** A smaller box was a slip of the hand. */
const MIN_SIDE_PIXELS = 4;
const STEP_PIXELS = 16;
const FINE_STEP_PIXELS = 1;

/** `undefined` where the user has thought better of it, or the page has taken the layer away. */
export async function chooseArea(words: string, signal: AbortSignal): Promise<ShotArea | undefined> {
  const layer = new Layer(words);
  const { promise, resolve } = Promise.withResolvers<Rect | undefined>();
  let from: { readonly x: number; readonly y: number } | undefined;
  let box: Rect | undefined;
  const show = (rect: Rect): void => {
    box = rect;
    layer.show(rect);
  };
  layer.on("pointerdown", ({ clientX: x, clientY: y }) => {
    from = { x, y };
  });
  layer.on("pointermove", ({ clientX, clientY }) => {
    if (from) show(between(from, { x: clientX, y: clientY }));
  });
  layer.on("pointerup", ({ clientX, clientY }) => {
    if (!from) return;
    const drawn = between(from, { x: clientX, y: clientY });
    from = undefined;
    if (Math.min(drawn.width, drawn.height) >= MIN_SIDE_PIXELS) resolve(drawn);
  });
  layer.onKey((event) => {
    if (event.key === "Escape") resolve(undefined);
    else if (event.key === "Enter") {
      if (box) resolve(box);
    } else if (event.key.startsWith("Arrow")) show(stepped(box ?? middle(), event));
    else return false;
    return true;
  });
  signal.addEventListener("abort", () => resolve(undefined), { signal: layer.signal });
  const chosen = await promise;
  await layer.close();
  return chosen && { ...chosen, x: chosen.x + scrollX, y: chosen.y + scrollY };
}

function between(a: { x: number; y: number }, b: { x: number; y: number }): Rect {
  const within = (at: number, end: number): number => Math.max(0, Math.min(at, end));
  const [left, right] = [within(Math.min(a.x, b.x), innerWidth), within(Math.max(a.x, b.x), innerWidth)];
  const [top, bottom] = [within(Math.min(a.y, b.y), innerHeight), within(Math.max(a.y, b.y), innerHeight)];
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** Where the keyboard begins. */
function middle(): Rect {
  const [width, height] = [Math.round(innerWidth / 2), Math.round(innerHeight / 2)];
  return { x: Math.round(width / 2), y: Math.round(height / 2), width, height };
}

function stepped(box: Rect, { key, shiftKey, ctrlKey }: KeyboardEvent): Rect {
  const step = ctrlKey ? FINE_STEP_PIXELS : STEP_PIXELS;
  const across = key === "ArrowRight" ? step : key === "ArrowLeft" ? -step : 0;
  const down = key === "ArrowDown" ? step : key === "ArrowUp" ? -step : 0;
  const within = (at: number, least: number, most: number): number => Math.max(least, Math.min(at, most));
  if (shiftKey)
    return {
      ...box,
      width: within(box.width + across, MIN_SIDE_PIXELS, innerWidth - box.x),
      height: within(box.height + down, MIN_SIDE_PIXELS, innerHeight - box.y),
    };
  return {
    ...box,
    x: within(box.x + across, 0, innerWidth - box.width),
    y: within(box.y + down, 0, innerHeight - box.height),
  };
}
