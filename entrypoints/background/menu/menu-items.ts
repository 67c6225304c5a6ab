/** All items: of a thing with a menu of its own, of what lies under the pointer, of a canvas, of what is pointed at, of the whole page. */

import { CANVAS_HAS_OWN_MENU } from "../../../shared/extension/browser/canvas-menu.ts";
import { watchCanvases } from "./canvas-watch.ts";
import { errandItems } from "./errand-items.ts";
import type { MenuItem } from "./menu-item.ts";
import { canvasItem, pictureItem, pointItem, type SendItemOptions, sendItem } from "./send-item.ts";

/** Registers what shows the item for canvases: called once, at the top level. */
export function menuItems(options: SendItemOptions): MenuItem[] {
  const onCanvas = canvasItem(options);
  if (CANVAS_HAS_OWN_MENU) watchCanvases(onCanvas);
  return [sendItem(options), pictureItem(options), onCanvas, pointItem(options), ...errandItems()];
}
