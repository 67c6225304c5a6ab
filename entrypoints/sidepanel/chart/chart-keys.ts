/** What keys do on the chart, as a few wishes. */

/** What is wanted of the chart. */
export interface KeyWishes {
  /** Another bar is pointed at: so many further. */
  step(bars: number): void;
  /** Makes bars wider or narrower. */
  zoom(factor: number): void;
  toOldest(): void;
  toLatest(): void;
}

const KEY_ZOOM = 1.25;
const KEY_JUMP_BARS = 10;

/** Does what a key asks for; other keys stay the browser's. */
export function takeKey(event: KeyboardEvent, wishes: KeyWishes): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const wish = keyWish(event, wishes);
  if (!wish) return;
  event.preventDefault();
  wish();
}

function keyWish({ key, shiftKey }: KeyboardEvent, wishes: KeyWishes): (() => void) | undefined {
  const bars = shiftKey ? KEY_JUMP_BARS : 1;
  switch (key) {
    case "ArrowLeft":
    case "ArrowDown":
      return () => wishes.step(-bars);
    case "ArrowRight":
    case "ArrowUp":
      return () => wishes.step(bars);
    case "PageDown":
      return () => wishes.step(-KEY_JUMP_BARS);
    case "PageUp":
      return () => wishes.step(KEY_JUMP_BARS);
    case "Home":
      return () => wishes.toOldest();
    case "End":
      return () => wishes.toLatest();
    case "+":
    case "=":
      return () => wishes.zoom(KEY_ZOOM);
    case "-":
      return () => wishes.zoom(1 / KEY_ZOOM);
    default:
      return undefined;
  }
}
