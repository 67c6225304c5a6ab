/** TanStack's virtual list, as much of it as is used: loaded when the first rows are on the screen. */

export {
  defaultRangeExtractor,
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
} from "@tanstack/virtual-core";
