/** A picture that can be made larger and smaller and pulled about, with what is transparent in it on a chequered ground. */

import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { IconButton } from "../../../shared/extension/look/IconButton.tsx";
import { language, text } from "../../../shared/texts/text.ts";
import { useObjectUrl } from "./object-url.ts";
import { fittingZoom, PIXELS_FROM, type Size, wheelFactor, ZOOM_STEP, type Zoom, zoomedBy } from "./zoom.ts";

export interface PictureProps {
  readonly bytes: Blob;
  readonly name: string;
  /** How many pixels were drawn for each of the picture's own. */
  readonly scale: number;
  readonly onSize: (size: Size) => void;
  readonly onError: () => void;
}

/** A point that stays where it is while the size changes. */
interface Held {
  readonly x: number;
  readonly y: number;
  /** Where within the picture it is, as parts of its width and height. */
  readonly right: number;
  readonly down: number;
}

/** Empty space around a picture that fits. */
const MARGIN_PX = 16;

export function Picture({ bytes, name, scale, onSize, onError }: PictureProps) {
  const url = useObjectUrl(bytes);
  const room = useRef<HTMLDivElement>(null);
  const image = useRef<HTMLImageElement>(null);
  const held = useRef<Held>(null);
  const [size, setSize] = useState<Size>();
  const [space, setSpace] = useState<Size>();
  const [zoom, setZoom] = useState<Zoom>("fit");
  // Of the screen's own pixels there may be several for each of the page's.
  const shown = size && { width: size.width / devicePixelRatio, height: size.height / devicePixelRatio };
  const fitting = shown && space ? fittingZoom(shown, space) : 1;
  const current = zoom === "fit" ? fitting : zoom;

  const zoomTo = useCallback((next: (current: number) => Zoom, x?: number, y?: number): void => {
    const [around, picture] = [room.current, image.current];
    if (!(around && picture)) return;
    const outer = around.getBoundingClientRect();
    const inner = picture.getBoundingClientRect();
    const point = { x: x ?? outer.x + outer.width / 2, y: y ?? outer.y + outer.height / 2 };
    held.current = {
      ...point,
      right: (point.x - inner.x) / inner.width,
      down: (point.y - inner.y) / inner.height,
    };
    setZoom(next(latest.current));
  }, []);
  const latest = useRef(current);
  latest.current = current;

  useLayoutEffect(() => {
    const [around, picture, point] = [room.current, image.current, held.current];
    held.current = null;
    if (!(around && picture && point)) return;
    const inner = picture.getBoundingClientRect();
    around.scrollBy(
      inner.x + point.right * inner.width - point.x,
      inner.y + point.down * inner.height - point.y,
    );
  }, [zoom]);

  useEffect(() => {
    const around = room.current;
    if (!around) return;
    const watch = new ResizeObserver(() =>
      setSpace({
        width: around.offsetWidth - 2 * MARGIN_PX,
        height: around.offsetHeight - 2 * MARGIN_PX,
      }),
    );
    watch.observe(around);
    const onWheel = (event: WheelEvent): void => {
      if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) return;
      event.preventDefault();
      zoomTo((before) => zoomedBy(before, wheelFactor(event.deltaY, event.ctrlKey)), event.x, event.y);
    };
    around.addEventListener("wheel", onWheel, { passive: false });
    return () => {
      watch.disconnect();
      around.removeEventListener("wheel", onWheel);
    };
  }, [zoomTo]);

  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const act = KEYS[event.key];
      if (!act) return;
      event.preventDefault();
      zoomTo(act);
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [zoomTo]);

  const isLarge = shown !== undefined && space !== undefined && current > fittingZoom(shown, space) + 1e-6;
  const percent = current.toLocaleString(language(), { style: "percent" });
  return (
    <div class="picture">
      <section
        class="room"
        ref={room}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: who has no pointer moves a large picture by the arrow keys
        tabIndex={0}
        aria-label={text("view.picture", { name, percent })}
        data-moves={isLarge || undefined}
        onPointerDown={isLarge ? pull : undefined}
        onDblClick={() => zoomTo((before) => (before === 1 ? "fit" : 1))}
      >
        {url && (
          <img
            ref={image}
            src={url}
            alt={name}
            draggable={!isLarge}
            style={
              shown && space && { width: `${shown.width * current}px`, height: `${shown.height * current}px` }
            }
            data-pixels={current >= PIXELS_FROM || undefined}
            onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => {
              const natural = { width: naturalWidth, height: naturalHeight };
              setSize(natural);
              onSize({ width: Math.round(naturalWidth / scale), height: Math.round(naturalHeight / scale) });
            }}
            onError={onError}
          />
        )}
      </section>
      {size && (
        <div class="zoom" role="toolbar" aria-label={text("view.zoom")}>
          <IconButton
            icon="zoom-out"
            label={text("view.zoom-out")}
            title={`${text("view.zoom-out")} (−)`}
            onClick={() => zoomTo(smaller)}
          />
          <span class="percent">{percent}</span>
          <IconButton
            icon="zoom-in"
            label={text("view.zoom-in")}
            title={`${text("view.zoom-in")} (+)`}
            onClick={() => zoomTo(larger)}
          />
          <IconButton
            icon="fit"
            label={text("view.zoom-fit")}
            title={`${text("view.zoom-fit")} (0)`}
            aria-pressed={zoom === "fit"}
            onClick={() => zoomTo(fit)}
          />
          <button
            type="button"
            class="icon"
            aria-label={text("view.zoom-full")}
            title={`${text("view.zoom-full")} (1)`}
            aria-pressed={zoom === 1}
            onClick={() => zoomTo(full)}
          >
            1:1
          </button>
        </div>
      )}
    </div>
  );
}

const larger = (zoom: number): Zoom => zoomedBy(zoom, ZOOM_STEP);
const smaller = (zoom: number): Zoom => zoomedBy(zoom, 1 / ZOOM_STEP);
const fit = (): Zoom => "fit";
const full = (): Zoom => 1;

const KEYS: Readonly<Record<string, (zoom: number) => Zoom>> = {
  "+": larger,
  "=": larger,
  "-": smaller,
  "−": smaller,
  "0": fit,
  "1": full,
};

/** Pulls the picture about for as long as the button is held. */
function pull(event: PointerEvent & { readonly currentTarget: HTMLElement }): void {
  const room = event.currentTarget;
  const isOnScrollBar = event.offsetX > room.clientWidth || event.offsetY > room.clientHeight;
  if (event.button !== 0 || (isOnScrollBar && event.target === room)) return;
  room.setPointerCapture(event.pointerId);
  const move = ({ movementX, movementY }: PointerEvent): void => room.scrollBy(-movementX, -movementY);
  const end = (): void => {
    room.removeEventListener("pointermove", move);
    room.removeEventListener("lostpointercapture", end);
  };
  room.addEventListener("pointermove", move);
  room.addEventListener("lostpointercapture", end);
}
