/** The toolbar icon's badge: what is under way, what went wrong, and for a moment what went well. */

import type { SendItem } from "../../shared/extension/database.ts";
import { listSends } from "../../shared/extension/sends.ts";

/** What the badge says. */
export interface Badge {
  readonly text: string;
  readonly kind: "busy" | "failed" | "done";
}

const COLOURS = { busy: "#1f6feb", failed: "#c62828", done: "#2e7d32" } as const;
/** How long a success is shown before the badge is empty again. */
const SUCCESS_SHOWN_MS = 4_000;
const EMPTY: Badge = { text: "", kind: "done" };

/** Percent while one file goes, a count for several, `!` for a failure; `undefined` where nothing is to be said. */
export function badgeFor(items: readonly SendItem[]): Badge | undefined {
  const busy = items.filter(
    ({ state }) => state === "fetching" || state === "waiting" || state === "sending",
  );
  const [only] = busy;
  if (only) {
    const percent = only.bytes > 0 ? `${Math.floor((only.ackedBytes / only.bytes) * 100)}%` : "…";
    return {
      text: busy.length > 1 ? String(busy.length) : only.state === "sending" ? percent : "…",
      kind: "busy",
    };
  }
  return items.some(({ state }) => state === "failed") ? { text: "!", kind: "failed" } : undefined;
}

let wasBusy = false;
let successUntil = 0;
let clearing: ReturnType<typeof setTimeout> | undefined;
let showing: Promise<void> | undefined;
let again = false;

/** Shows the queue's state. Calls come faster than the browser draws: one at a time, and one more for the last. */
export function showBadge(): Promise<void> {
  if (showing) {
    again = true;
    return showing;
  }
  showing = drawUntilQuiet().finally(() => {
    showing = undefined;
  });
  return showing;
}

async function drawUntilQuiet(): Promise<void> {
  do {
    again = false;
    await draw(badgeFor(await listSends()));
  } while (again);
}

async function draw(badge: Badge | undefined): Promise<void> {
  const now = performance.now();
  if (!badge && wasBusy) {
    successUntil = now + SUCCESS_SHOWN_MS;
    clearTimeout(clearing);
    clearing = setTimeout(() => void showBadge(), SUCCESS_SHOWN_MS);
  }
  wasBusy = badge?.kind === "busy";
  const { text, kind } = badge ?? (now < successUntil ? { text: "✓", kind: "done" as const } : EMPTY);
  await chrome.action.setBadgeText({ text });
  await chrome.action.setBadgeBackgroundColor({ color: COLOURS[kind] });
  await chrome.action.setBadgeTextColor({ color: "#ffffff" });
}
