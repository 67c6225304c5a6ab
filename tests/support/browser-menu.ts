/** The browser's real context menu: opened by a real right-click, read from the screen, chosen with the mouse. */
import type { Page } from "playwright-core";
import { eventually, type WaitOptions } from "./eventually.ts";
import { pointAt, type Target } from "./pointer.ts";
import {
  brightness,
  colourfulness,
  type Frame,
  fingerprint,
  readFrame,
  type ScreenArea,
} from "./screenshot.ts";
import type { Hand } from "./xdotool.ts";

/** One row an extension has put into the menu, recognised by its coloured icon. */
export interface ExtensionRow {
  /** The row's middle on the screen. */
  readonly y: number;
  /** Whether the row opens a submenu instead of doing something. */
  readonly submenu: boolean;
}

/** An open context menu. */
export interface ContextMenu {
  readonly area: ScreenArea;
  /** The extension's rows, from above. */
  readonly extensionRows: readonly ExtensionRow[];
  /** Clicks a row and returns when the menu is gone. */
  choose(row: ExtensionRow): Promise<void>;
  /** Escapes and returns when the menu is gone. */
  dismiss(): Promise<void>;
}

/** The screen and the hand upon it. */
export interface MenuSurroundings {
  readonly hand: Hand;
  readonly framebufferPath: string;
}

/** The column in which a row's icon stands (x from the menu's left edge) and the one of the submenu's arrow (from its right). */
const ICON_COLUMN = { from: 14, to: 42 };
const ARROW_COLUMN = { from: 32, to: 6 };
/** So much is blank before an arrow; between two letters or words it is less. */
const ARROW_GAP = 10;
/** An icon is coloured: its channels differ by at least this much. Check marks in the same column are grey. */
const COLOURED = 40;
const MIN_ICON_HEIGHT = 5;
const TIMEOUT_MS = 20_000;
/** So many looks one after the other, 30 ms and more apart, see the same: icons come after the words. */
const STILL_LOOKS = 5;

/** Right-clicks the element's middle and returns the menu when it stands and no longer changes. */
export async function openContextMenu(
  { hand, framebufferPath }: MenuSurroundings,
  page: Page,
  target: Target,
  wait: WaitOptions = { timeoutMs: TIMEOUT_MS },
): Promise<ContextMenu> {
  await page.bringToFront();
  await pointAt(hand, page, target);
  const before = await hand.windows();
  await hand.click(3);
  const [id, area] = await eventually(
    "the context menu",
    async () => [...(await hand.windows())].find(([window]) => !before.has(window)),
    wait,
  );
  let last = "";
  let still = 0;
  await eventually("the context menu to be drawn", async () => {
    const previous = last;
    const frame = await readFrame(framebufferPath);
    last = fingerprint(frame, area);
    still = last === previous ? still + 1 : 0;
    return still >= STILL_LOOKS && !isBlank(frame, area);
  });
  const gone = async (): Promise<void> => {
    await eventually("the context menu to close", async () => !(await hand.windows()).has(id), {
      timeoutMs: TIMEOUT_MS,
    });
  };
  return {
    area,
    extensionRows: findExtensionRows(await readFrame(framebufferPath), area),
    async choose(row) {
      await hand.move(area.x + area.width / 2, row.y);
      await hand.click(1);
      await gone();
    },
    async dismiss() {
      await hand.keys("Escape");
      await gone();
    },
  };
}

/** Finds the rows with a coloured icon in a menu that stands there. */
export function findExtensionRows(frame: Frame, area: ScreenArea): ExtensionRow[] {
  const rows: ExtensionRow[] = [];
  let top: number | undefined;
  for (let y = area.y; y <= area.y + area.height; y += 1) {
    const coloured =
      y < area.y + area.height &&
      some(area.x + ICON_COLUMN.from, area.x + ICON_COLUMN.to, (x) => colourfulness(frame, x, y) >= COLOURED);
    if (coloured) top ??= y;
    else if (top !== undefined) {
      if (y - top >= MIN_ICON_HEIGHT) {
        const middle = Math.round((top + y) / 2);
        rows.push({ y: middle, submenu: hasArrow(frame, area, middle) });
      }
      top = undefined;
    }
  }
  return rows;
}

function hasArrow(frame: Frame, area: ScreenArea, middle: number): boolean {
  const right = area.x + area.width;
  const paper = brightness(frame, right - ARROW_COLUMN.to, middle);
  const isInk = (x: number): boolean =>
    some(middle - 6, middle + 6, (y) => Math.abs(brightness(frame, x, y) - paper) > COLOURED);
  let first = right - ARROW_COLUMN.from;
  while (first < right - ARROW_COLUMN.to && !isInk(first)) first += 1;
  // In a narrow menu the words reach into the column: an arrow stands alone.
  return first < right - ARROW_COLUMN.to && !some(first - ARROW_GAP, first, isInk);
}

function isBlank(frame: Frame, area: ScreenArea): boolean {
  const paper = brightness(frame, area.x + 2, area.y + 2);
  return !some(area.x, area.x + area.width, (x) =>
    some(area.y, area.y + area.height, (y) => brightness(frame, x, y) !== paper),
  );
}

function some(from: number, to: number, holds: (value: number) => boolean): boolean {
  for (let value = from; value < to; value += 1) if (holds(value)) return true;
  return false;
}
