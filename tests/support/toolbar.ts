/** The extension's icon on the browser's toolbar, found by its colour and clicked by a real mouse. */
import { eventually } from "./eventually.ts";
import { colourfulness, type Frame, readFrame } from "./screenshot.ts";
import type { Hand } from "./xdotool.ts";

/** Where the toolbar is (below the tabs) and the part of it that holds icons, as a share of the width. */
const TOOLBAR = { top: 42, bottom: 84, fromShare: 0.5 };
const COLOURED = 40;
const MIN_ICON_WIDTH = 6;
const MAX_ICON_WIDTH = 36;
const GAP = 4;
/** How long a click on a busy machine may take to show; a wrong icon costs as much. */
const EFFECT_MS = 10_000;
/** A popup that an earlier test has left open is closed by the first click on its icon, and opened by the next. */
const ROUNDS = 2;

/** The middles of all coloured icons of the toolbar, from the left; the pinned extensions come first. */
export function findToolbarIcons(frame: Frame): { x: number; y: number }[] {
  const coloured = (x: number): number[] => {
    const rows: number[] = [];
    for (let y = TOOLBAR.top; y < TOOLBAR.bottom; y += 1)
      if (colourfulness(frame, x, y) >= COLOURED) rows.push(y);
    return rows;
  };
  const icons: { x: number; y: number }[] = [];
  let first = 0;
  let last = 0;
  let rows: number[] = [];
  const finish = (): void => {
    const width = last - first + 1;
    if (rows.length > 0 && width >= MIN_ICON_WIDTH && width <= MAX_ICON_WIDTH) {
      icons.push({
        x: Math.round((first + last) / 2),
        y: Math.round((Math.min(...rows) + Math.max(...rows)) / 2),
      });
    }
    rows = [];
  };
  for (let x = Math.round(frame.width * TOOLBAR.fromShare); x < frame.width; x += 1) {
    const found = coloured(x);
    if (found.length === 0) continue;
    if (rows.length > 0 && x - last > GAP) finish();
    if (rows.length === 0) first = x;
    last = x;
    rows.push(...found);
  }
  finish();
  return icons;
}

/** Clicks the toolbar's coloured icons, from the left, until what is waited for happens. */
export async function clickToolbarIcon(
  { hand, framebufferPath }: { hand: Hand; framebufferPath: string },
  happened: () => Promise<boolean>,
): Promise<void> {
  const icons = await eventually("an icon on the toolbar", async () => {
    const found = findToolbarIcons(await readFrame(framebufferPath));
    return found.length > 0 && found;
  });
  for (const { x, y } of Array.from({ length: ROUNDS }, () => icons).flat()) {
    await hand.move(x, y);
    await hand.click(1);
    const done = await eventually("the click's effect", happened, { timeoutMs: EFFECT_MS }).catch(
      () => false,
    );
    if (done) return;
    await hand.keys("Escape");
  }
  throw new Error(`no icon of ${icons.length} on the toolbar did it`);
}
