/** The lines of the popup's menu that clear the list that is open. */

import { text } from "../../shared/texts/text.ts";
import type { TabName } from "./head/Tabs.tsx";
import { clearSent, storedIds } from "./list/clear-list.ts";
import type { MenuEntry } from "./menu/menu-place.ts";
import { deleteFiles } from "./received/delete-files.ts";

export function clearEntries(tab: TabName, counts: Readonly<Record<TabName, number>>): MenuEntry[] {
  if (counts[tab] === 0) return [];
  if (tab === "sent")
    return [{ label: text("popup.clear-sent"), icon: "close", act: () => void clearSent() }];
  return [
    {
      label: text("popup.clear-received"),
      icon: "trash",
      isDangerous: true,
      act: () => void storedIds().then(deleteFiles),
    },
  ];
}
