/** Browsers that were not seen for so long that they are hardly ever to come back: reinstalled, removed, of a profile that is gone. */

import type { Keys } from "./keys.ts";
import type { PairedBrowser } from "./known-client.ts";
import { isNumbered } from "./named-client.ts";

const DAY_MS = 86_400_000;
/** A semester break or a long leave is shorter. */
export const GHOST_AFTER_DAYS = 90;

export interface Ghost {
  readonly browser: PairedBrowser;
  readonly seenAt: number;
  /** The one browser that may be the same, paired anew. */
  readonly heir: PairedBrowser | undefined;
}

/**
 * The ghosts among the paired browsers. What counts is that another browser was here so much later: a computer that was
 * off for a year, or somebody's only browser, makes none. Of one that was never seen since this is noted, nothing is known.
 */
export function ghostsAmong(
  keys: Pick<Keys, "list" | "seenAt">,
  isConnected: (id: string) => boolean,
  now: number,
): Ghost[] {
  const browsers = keys.list().filter((client) => client.kind === "browser");
  // A clock that was wrong once must not make ghosts of all the others.
  const seen = ({ id, addedAt }: PairedBrowser): number =>
    isConnected(id) ? now : Math.min(now, keys.seenAt(id) ?? addedAt);
  const newest = Math.max(...browsers.map(seen));
  const isGhost = (browser: PairedBrowser): boolean =>
    keys.seenAt(browser.id) !== undefined && seen(browser) <= newest - GHOST_AFTER_DAYS * DAY_MS;
  return browsers.filter(isGhost).map((browser) => {
    const { name, origin } = browser;
    const heirs = browsers.filter(
      (other) => !isGhost(other) && other.origin === origin && isNumbered(other.name, name),
    );
    return { browser, seenAt: seen(browser), heir: heirs.length === 1 ? heirs[0] : undefined };
  });
}
