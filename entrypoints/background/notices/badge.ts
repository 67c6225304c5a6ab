/** What the toolbar icon's badge and its words say: one rule, from facts alone. */

import type { ConnectionState } from "../../../shared/extension/connection/connection.ts";
import { text } from "../../../shared/texts/text.ts";
import { badgePrice, type PinnedPrice } from "./badge-price.ts";

/** What the badge is made of. */
export interface BadgeFacts {
  /** Why the browser's database does not open: nothing can be known or done before. */
  readonly storeTrouble: string | undefined;
  /** The new companion has not been looked at: nothing goes before. */
  readonly isCompanionUnseen: boolean;
  /** What has failed in either direction and was not looked at. */
  readonly failed: number;
  /** What has no room in the browser, and was not looked at. */
  readonly full: number;
  readonly connection: ConnectionState;
  /** Files whose bytes are fetched from their pages and sites. */
  readonly fetching: number;
  /** Files that wait for their turn or are on their way, in both directions. */
  readonly open: number;
  /** How much of them is there, from 0 to 1; `undefined` where that is unknown. */
  readonly share: number | undefined;
  /** Whether a byte of them has come or gone a moment ago. */
  readonly isMoving: boolean;
  readonly paused: number;
  /** Files that have come and were not looked at. */
  readonly unread: number;
  /** Something has gone well a moment ago. */
  readonly isJustDone: boolean;
  /** The price of the symbol that is pinned to the icon. */
  readonly price?: PinnedPrice | undefined;
}

export interface Badge {
  readonly text: string;
  readonly colour: string;
  readonly title: string;
}

/** As `shared/look/tokens.css` has them for light pages: white letters are read on each of them, at 4.5 to 1 and more. */
const COLOURS = {
  bad: "#c0281f",
  warn: "#8a5200",
  busy: "#1a63d8",
  good: "#18753a",
  off: "#59616d",
} as const;
/** A badge has room for four characters. */
const MOST_COUNTED = 99;

/**
 * What needs the user goes first, then what is on its way, then what has come; grey is no connection, and nothing at all is
 * a pinned price, or nothing where it is simply connected. Each lasts as long as its cause: percent only while bytes move over a connection that is open.
 */
export function badgeFor(facts: BadgeFacts): Badge {
  return troubleOf(facts) ?? movementOf(facts) ?? newsOf(facts) ?? restOf(facts);
}

function troubleOf({ storeTrouble, isCompanionUnseen, failed, full }: BadgeFacts): Badge | undefined {
  if (storeTrouble !== undefined) return { text: "!", colour: COLOURS.bad, title: storeTrouble };
  if (isCompanionUnseen) return { text: "!", colour: COLOURS.warn, title: text("badge.unseen") };
  if (failed > 0) return { text: "!", colour: COLOURS.bad, title: text("badge.failed") };
  return full > 0 ? { text: "!", colour: COLOURS.warn, title: text("badge.full") } : undefined;
}

function movementOf({ connection, fetching, open, share, isMoving }: BadgeFacts): Badge | undefined {
  const isOpen = connection === "connected" && open > 0;
  if (!isOpen && fetching === 0) return undefined;
  const percent = isOpen && isMoving && fetching === 0 ? Math.floor((share ?? 0) * 100) : 0;
  if (percent === 0) return { text: "…", colour: COLOURS.busy, title: text("badge.busy") };
  return { text: `${percent}%`, colour: COLOURS.busy, title: text("badge.percent", { percent }) };
}

function newsOf({ isJustDone, unread }: BadgeFacts): Badge | undefined {
  if (isJustDone) return { text: "✓", colour: COLOURS.good, title: text("badge.done") };
  if (unread === 0) return undefined;
  const shown = unread > MOST_COUNTED ? `${MOST_COUNTED}+` : String(unread);
  return { text: shown, colour: COLOURS.busy, title: text("badge.unread", { count: unread }) };
}

function restOf({ connection, open, paused, price }: BadgeFacts): Badge {
  const off = { text: "–", colour: COLOURS.off };
  switch (connection) {
    case "not-running":
      return { ...off, title: text(open > 0 ? "badge.not-running-waiting" : "badge.not-running") };
    case "not-paired":
      return { ...off, title: text("badge.not-paired") };
    case "refused":
      return { ...off, title: text("badge.refused") };
    case "connecting":
    case "connected":
      if (paused > 0) return { text: "II", colour: COLOURS.warn, title: text("badge.paused") };
      if (price) return priceBadge(price, connection);
      return { text: "", colour: COLOURS.off, title: text("badge.title") };
  }
}

/** Old prices are grey, as anything is that is not live. */
function priceBadge({ symbol, price, isLive }: PinnedPrice, connection: ConnectionState): Badge {
  const isNew = isLive && connection === "connected";
  return {
    text: badgePrice(price),
    colour: isNew ? COLOURS.good : COLOURS.off,
    title: text(isNew ? "alarm.badge" : "alarm.badge-old", { symbol, price }),
  };
}
