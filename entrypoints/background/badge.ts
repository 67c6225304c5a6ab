/** The toolbar icon's badge: what is under way, what went wrong, and for a moment what went well. */

import { listSends } from "../../shared/extension/sends.ts";

const COLOURS = { busy: "#1f6feb", failed: "#c62828", done: "#2e7d32" } as const;
/** How long a success is shown before the badge is empty again. */
const SUCCESS_SHOWN_MS = 4_000;

let clearing: ReturnType<typeof setTimeout> | undefined;
let wasBusy = false;

/** Shows the queue's state: percent while one file goes, a count for several, `!` for a failure, a tick at the end. */
export async function showBadge(): Promise<void> {
  const items = await listSends();
  const busy = items.filter(
    ({ state }) => state === "fetching" || state === "waiting" || state === "sending",
  );
  const failed = items.filter(({ state }) => state === "failed").length;
  clearTimeout(clearing);
  const [only] = busy;
  if (only) {
    wasBusy = true;
    const percent = only.bytes > 0 ? `${Math.floor((only.ackedBytes / only.bytes) * 100)}%` : "…";
    await show(
      busy.length > 1 ? String(busy.length) : only.state === "sending" ? percent : "…",
      COLOURS.busy,
    );
  } else if (failed > 0) {
    wasBusy = false;
    await show("!", COLOURS.failed);
  } else if (wasBusy) {
    wasBusy = false;
    await show("✓", COLOURS.done);
    clearing = setTimeout(() => void show("", COLOURS.done), SUCCESS_SHOWN_MS);
  } else {
    await show("", COLOURS.done);
  }
}

async function show(text: string, color: string): Promise<void> {
  await chrome.action.setBadgeText({ text });
  await chrome.action.setBadgeBackgroundColor({ color });
  await chrome.action.setBadgeTextColor({ color: "#ffffff" });
}
