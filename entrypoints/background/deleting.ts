/** Carries out what was deleted in a page once it can't be taken back any more, whether or not that page is open. */

import { oneAtATime } from "../../shared/extension/connection/one-at-a-time.ts";
import { carryOutDeletes } from "../../shared/extension/lists/deleting.ts";
import { onChange } from "../../shared/extension/store/changes.ts";

/** Works at each start, at each alarm and at each change of the list. */
export function carryOutDeleting(): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = oneAtATime(async () => {
    clearTimeout(timer);
    const now = Date.now();
    const next = await carryOutDeletes(now);
    // Should the browser end this before, the next alarm or start does it.
    if (next !== undefined) timer = setTimeout(look, next - now);
  });
  onChange((changed, by) => {
    if (changed === "received" && by === "elsewhere") look();
  });
  chrome.alarms.onAlarm.addListener(look);
  look();
}
