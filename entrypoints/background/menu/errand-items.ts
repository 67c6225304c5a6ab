/** The items of the icon's menu for what is done with a whole page. */

import { OFFERED, runErrand } from "../../../shared/extension/page-errands.ts";
import type { MenuItem } from "./menu-item.ts";

/** So many of them, the last, are pictures of the page. */
const SHOTS = 4;

export function errandItems(): MenuItem[] {
  const items = OFFERED.map((errand) => item(errand, (tab) => runErrand(errand, tab)));
  const shots = item("shots");
  // Browsers allow six items there that are in no other.
  const within = items.splice(-SHOTS).map((shot) => ({ ...shot, parentId: shots.id }));
  return [...items, shots, ...within];
}

function item(id: string, act?: (tab: chrome.tabs.Tab) => void): MenuItem {
  return {
    id,
    titleKey: `${id}Item`,
    contexts: ["action"],
    onClick: (_, tab) => tab && act?.(tab),
  };
}
