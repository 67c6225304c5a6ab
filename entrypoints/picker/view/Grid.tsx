/** The pictures as tiles in rows, of which only those in sight are drawn; with one tab stop, and a box to choose many. */

import type { ComponentChild, RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { useVirtualRows } from "../../../shared/extension/lists/virtual-rows.ts";
import { text } from "../../../shared/texts/text.ts";
import { type Choice, NOTHING, ofSizeOf, stretched, toggled, withThese } from "../choice/choice.ts";
import { useDragBox } from "../choice/drag-box.ts";
import { EDGE_PIXELS, gridIn, stepOf, tilesIn } from "../choice/grid-places.ts";
import type { Folded } from "../pictures/fold.ts";
import type { Outcomes } from "../sending/outcomes.ts";
import { TileRow } from "./TileRow.tsx";

/** What a tab's page is before it is measured. */
const FIRST = { width: 1200, height: 700, rows: 4 };
const OVERSCAN_ROWS = 2;

export interface GridProps {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly pictures: readonly Folded[];
  readonly choice: Choice;
  readonly outcomes: Outcomes;
  readonly onChoice: (choice: Choice) => void;
  readonly onSend: () => void;
  /** What stands in its place where there are none. */
  readonly children: ComponentChild;
}

export function Grid(props: GridProps) {
  const { scroller, pictures, choice, outcomes, onChoice, onSend, children } = props;
  const [room, setRoom] = useState(FIRST.width);
  const [active, setActive] = useState(0);
  const wantsFocus = useRef(-1);
  const before = useRef(choice);
  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const measure = (): void => setRoom(box.clientWidth);
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    measure();
    return () => observer.disconnect();
  }, []);
  const shape = gridIn(room);
  const { columns, rowHeight } = shape;
  const rows = Math.ceil(pictures.length / columns);
  const at = Math.min(active, Math.max(0, pictures.length - 1));
  const drawn = useVirtualRows({
    scroller,
    count: rows,
    size: () => rowHeight,
    // Another number of columns makes other rows.
    keyOf: (row) => `${columns}-${row}`,
    active: Math.floor(at / columns),
    first: FIRST,
    overscan: OVERSCAN_ROWS,
  });
  useEffect(() => drawn.measureAgain(), [rowHeight]);
  useEffect(() => {
    if (wantsFocus.current < 0) return;
    const tile = scroller.current?.querySelector<HTMLElement>(`[data-index="${wantsFocus.current}"]`);
    if (!tile) return;
    wantsFocus.current = -1;
    tile.focus({ preventScroll: true });
  });
  const box = useDragBox({
    scroller,
    onBegin: () => {
      before.current = choice;
    },
    onBox: (area) => {
      const touched = tilesIn(shape, area, pictures.length).flatMap((index) => pictures[index] ?? []);
      onChoice(withThese(before.current, touched, true));
    },
  });
  const goTo = (index: number): void => {
    setActive(index);
    wantsFocus.current = index;
    drawn.scrollTo(Math.floor(index / columns));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const one = pictures[at];
    if (!one || !(event.target instanceof Element) || event.target.closest("button")) return;
    const { key, shiftKey } = event;
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
    const rowsSeen = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight));
    const to = event.altKey ? undefined : stepOf(key, at, pictures.length, shape, rowsSeen);
    if (to !== undefined) {
      if (shiftKey) {
        const begun = choice.anchor === undefined ? { ...choice, anchor: one.ids[0] } : choice;
        onChoice(stretched(begun, pictures, to));
      }
      goTo(to);
    } else if (key === " ") {
      onChoice(shiftKey ? stretched(choice, pictures, at) : toggled(choice, one));
    } else if (key === "Enter" && isPlain) onSend();
    else if (key === "Escape") onChoice(NOTHING);
    else if (key.toLowerCase() === "a" && (event.ctrlKey || event.metaKey))
      onChoice(withThese(choice, pictures, true));
    else if (key.toLowerCase() === "s" && isPlain) onChoice(withThese(choice, ofSizeOf(pictures, one), true));
    else return;
    event.preventDefault();
  };
  return (
    <div class="scroller" ref={scroller}>
      {children}
      {pictures.length > 0 && (
        // biome-ignore lint/a11y/useSemanticElements: a table lays out its rows itself; these are drawn as they are seen.
        <div
          class="grid"
          role="grid"
          aria-label={text("picker.pictures")}
          aria-multiselectable="true"
          aria-rowcount={rows}
          aria-colcount={columns}
          style={{ height: `${drawn.height + 2 * EDGE_PIXELS}px` }}
          onKeyDown={onKeyDown}
        >
          {drawn.rows.map(({ index: row, key, start }) => (
            <TileRow
              key={key}
              row={row}
              columns={columns}
              start={start + EDGE_PIXELS}
              pictures={pictures}
              choice={choice}
              outcomes={outcomes}
              active={at}
              onChoice={onChoice}
              onActive={setActive}
            />
          ))}
        </div>
      )}
      {box && (
        <div
          class="drag-box"
          style={{
            left: `${box.left}px`,
            top: `${box.top}px`,
            width: `${box.right - box.left}px`,
            height: `${box.bottom - box.top}px`,
          }}
        />
      )}
    </div>
  );
}
