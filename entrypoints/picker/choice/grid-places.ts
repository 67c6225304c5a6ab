/** Where the tiles of a grid lie: how many stand side by side, and which of them a box touches. */

/** As in `grid.css`. */
export const TILE_MIN_PIXELS = 164;
export const TILE_TEXT_PIXELS = 46;
export const GAP_PIXELS = 12;
export const EDGE_PIXELS = 16;

export interface GridShape {
  readonly columns: number;
  /** Of one tile. */
  readonly width: number;
  /** Of one row, with what lies between it and the next. */
  readonly rowHeight: number;
}

/** The grid in a room of this width. */
export function gridIn(roomPixels: number): GridShape {
  const room = Math.max(TILE_MIN_PIXELS / 2, roomPixels - 2 * EDGE_PIXELS);
  const columns = Math.max(
    room < 2 * TILE_MIN_PIXELS ? 2 : 1,
    Math.floor((room + GAP_PIXELS) / (TILE_MIN_PIXELS + GAP_PIXELS)),
  );
  const width = (room - GAP_PIXELS * (columns - 1)) / columns;
  return { columns, width, rowHeight: Math.round(width + TILE_TEXT_PIXELS + GAP_PIXELS) };
}

/** In pixels of the whole grid, not of what is seen of it. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The indexes of the tiles that a box touches. */
export function tilesIn({ columns, width, rowHeight }: GridShape, box: Box, count: number): number[] {
  const first = Math.max(0, Math.floor((box.top - EDGE_PIXELS) / rowHeight));
  const last = Math.floor((box.bottom - EDGE_PIXELS) / rowHeight);
  const found: number[] = [];
  for (let row = first; row <= last && row * columns < count; row += 1) {
    const top = EDGE_PIXELS + row * rowHeight;
    if (box.top > top + rowHeight - GAP_PIXELS || box.bottom < top) continue;
    for (let column = 0; column < columns; column += 1) {
      const left = EDGE_PIXELS + column * (width + GAP_PIXELS);
      const index = row * columns + column;
      if (index < count && box.right >= left && box.left <= left + width) found.push(index);
    }
  }
  return found;
}

/** Where a key leads from a tile; `undefined` where it leads nowhere. */
export function stepOf(
  key: string,
  at: number,
  count: number,
  { columns }: GridShape,
  rowsSeen: number,
): number | undefined {
  const inside = (to: number): number => Math.max(0, Math.min(count - 1, to));
  switch (key) {
    case "ArrowRight":
      return inside(at + 1);
    case "ArrowLeft":
      return inside(at - 1);
    case "ArrowDown":
      return at + columns < count ? at + columns : inside(Math.max(at, count - 1));
    case "ArrowUp":
      return at - columns >= 0 ? at - columns : at;
    case "PageDown":
      return inside(at + columns * rowsSeen);
    case "PageUp":
      return inside(at - columns * rowsSeen);
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return undefined;
  }
}
