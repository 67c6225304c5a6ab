/** A box drawn with the mouse: what it touches is chosen; at the edges the grid scrolls under it. */

import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Box } from "./grid-places.ts";

/** A press that moves less is a click. */
const THRESHOLD_PIXELS = 6;
/** So near to an edge the grid scrolls, so far a frame. */
const EDGE_PIXELS = 36;
const SCROLL_PIXELS = 14;

interface Point {
  readonly x: number;
  readonly y: number;
}

export interface DragBoxOptions {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly onBegin: () => void;
  /** In pixels of the whole grid. */
  readonly onBox: (box: Box) => void;
}

/** The box while it is drawn, in pixels of the whole grid. */
export function useDragBox(options: DragBoxOptions): Box | undefined {
  const [box, setBox] = useState<Box>();
  const latest = useRef(options);
  latest.current = options;
  useEffect(() => {
    const room = options.scroller.current;
    if (!room) return;
    const ending = new AbortController();
    const { signal } = ending;
    let from: Point | undefined;
    let at: Point | undefined;
    let frame = 0;
    let isDrawing = false;
    const inGrid = ({ clientX, clientY }: MouseEvent): Point => {
      const { left, top } = room.getBoundingClientRect();
      return { x: clientX - left, y: clientY - top + room.scrollTop };
    };
    const draw = (): void => {
      if (!from || !at) return;
      const drawn = {
        left: Math.min(from.x, at.x),
        top: Math.min(from.y, at.y),
        right: Math.max(from.x, at.x),
        bottom: Math.max(from.y, at.y),
      };
      setBox(drawn);
      latest.current.onBox(drawn);
    };
    const scroll = (): void => {
      if (!isDrawing || !at) return;
      const y = at.y - room.scrollTop;
      const by = y < EDGE_PIXELS ? -SCROLL_PIXELS : y > room.clientHeight - EDGE_PIXELS ? SCROLL_PIXELS : 0;
      const before = room.scrollTop;
      room.scrollTop += by;
      if (room.scrollTop !== before) {
        at = { x: at.x, y: at.y + room.scrollTop - before };
        draw();
      }
      frame = requestAnimationFrame(scroll);
    };
    const end = (): void => {
      from = undefined;
      if (!isDrawing) return;
      isDrawing = false;
      cancelAnimationFrame(frame);
      setBox(undefined);
      // The click that follows belongs to the box.
      addEventListener("click", stopClick, { capture: true, once: true });
      setTimeout(() => removeEventListener("click", stopClick, { capture: true }));
    };
    room.addEventListener(
      "pointerdown",
      (event) => {
        const isOnBar = event.offsetX > room.clientWidth && event.target === room;
        const isOnButton = event.target instanceof Element && event.target.closest("button") !== null;
        if (event.button === 0 && event.pointerType === "mouse" && !isOnBar && !isOnButton)
          from = inGrid(event);
      },
      { signal },
    );
    addEventListener(
      "pointermove",
      (event) => {
        if (!from) return;
        at = inGrid(event);
        if (!isDrawing && Math.hypot(at.x - from.x, at.y - from.y) >= THRESHOLD_PIXELS) {
          isDrawing = true;
          latest.current.onBegin();
          frame = requestAnimationFrame(scroll);
        }
        if (isDrawing) draw();
      },
      { signal },
    );
    addEventListener("pointerup", end, { signal });
    addEventListener("pointercancel", end, { signal });
    return () => {
      cancelAnimationFrame(frame);
      ending.abort();
    };
  }, []);
  return box;
}

function stopClick(event: Event): void {
  event.stopPropagation();
}
