/** The toolbar icon's badge: what is under way, what went wrong, and for a moment what went well. */

import { oneAtATime } from "../../shared/extension/one-at-a-time.ts";
import { countReceived } from "../../shared/extension/received.ts";
import { countSends } from "../../shared/extension/sends.ts";
import type { SendBatch } from "./send-batch.ts";

/** What the badge says. */
export interface Badge {
  readonly text: string;
  readonly kind: "busy" | "failed" | "waiting" | "done";
}

/** What it says it of. */
export interface BadgeFigures {
  /** Files whose bytes are being got. */
  readonly fetching: number;
  /** Files that wait for the computer or are being sent. */
  readonly open: number;
  /** How much of them is acknowledged, from 0 to 1; `undefined` where nobody knows. */
  readonly share: number | undefined;
  readonly failed: number;
  /** Files from the computer that the browser's storage has no room for. */
  readonly full: number;
  readonly paused: number;
}

const COLOURS = { busy: "#1f6feb", failed: "#c62828", waiting: "#8a5100", done: "#2e7d32" } as const;
/** How long a success is shown before the badge is empty again. */
const SUCCESS_SHOWN_MS = 4_000;
/** The badge is drawn this often at most. */
const DRAW_EVERY_MS = 250;
/** While files go, what waits beside them is counted this often: each count costs the browser a transaction. */
const COUNT_EVERY_MS = 1_000;
const EMPTY: Badge = { text: "", kind: "done" };

/** Percent of all that is under way, a count where that is unknown; then failures, then what waits for the user. */
export function badgeFor(figures: BadgeFigures): Badge | undefined {
  const { fetching, open, share, failed, full, paused } = figures;
  const busy = fetching + open;
  if (busy > 0) {
    const percent = fetching === 0 && share !== undefined ? Math.floor(share * 100) : 0;
    return { text: percent > 0 ? `${percent}%` : busy > 1 ? String(busy) : "…", kind: "busy" };
  }
  if (failed > 0) return { text: "!", kind: "failed" };
  if (full > 0) return { text: "full", kind: "waiting" };
  return paused > 0 ? { text: "II", kind: "waiting" } : undefined;
}

async function count(): Promise<Pick<BadgeFigures, "fetching" | "failed" | "paused" | "full">> {
  const [fetching, failed, paused, full] = await Promise.all([
    countSends("fetching"),
    countSends("failed"),
    countSends("paused"),
    countReceived("full"),
  ]);
  return { fetching, failed, paused, full };
}

/** Starts the badge; call what it returns whenever something may have changed. */
export function startBadge(batch: () => SendBatch): () => void {
  let finished = 0;
  let successUntil = 0;
  let shown = "";
  let counted = { fetching: 0, failed: 0, paused: 0, full: 0 };
  let countAgainAt = 0;
  const show = oneAtATime(async () => {
    const { open, share, finished: gone } = batch();
    if (open === 0 || performance.now() >= countAgainAt) {
      counted = await count();
      countAgainAt = performance.now() + COUNT_EVERY_MS;
    }
    const { fetching, failed, paused, full } = counted;
    const badge = badgeFor({ fetching, open, share, failed, paused, full });
    const now = performance.now();
    if (badge?.kind !== "busy" && gone > finished) {
      finished = gone;
      successUntil = now + SUCCESS_SHOWN_MS;
      setTimeout(show, SUCCESS_SHOWN_MS);
    }
    await draw(badge ?? (now < successUntil ? { text: "✓", kind: "done" } : EMPTY));
  }, DRAW_EVERY_MS);
  const draw = async ({ text, kind }: Badge): Promise<void> => {
    if (shown === `${text} ${kind}`) return;
    shown = `${text} ${kind}`;
    await chrome.action.setBadgeText({ text });
    await chrome.action.setBadgeBackgroundColor({ color: COLOURS[kind] });
    await chrome.action.setBadgeTextColor({ color: "#ffffff" });
  };
  return show;
}
