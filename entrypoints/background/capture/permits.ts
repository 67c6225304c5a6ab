/** What the user has permitted, and what they have said they never will. */

import { maySavePages } from "../../../shared/extension/browser/saved-page.ts";
import { EVERY_SITE, mayReadFrom, siteOf } from "../../../shared/extension/site-permissions.ts";
import { readSettings } from "../../../shared/extension/store/settings.ts";
import type { Permits } from "./ladder.ts";

/** What suffices where nothing is asked for. */
export const NO_PERMITS: Permits = { pageCapture: false, allSites: false, site: false };

/** For a picture at an address, shown in a page. */
export async function permitsFor(url: string, pageUrl: string | undefined): Promise<Permits> {
  const target = siteOf(url);
  const [pageCapture, allSites, site] = await Promise.all([
    maySavePages(),
    chrome.permissions.contains({ origins: [EVERY_SITE] }),
    !target || mayReadFrom(target, pageUrl),
  ]);
  return { pageCapture, allSites, site };
}

/** Whether the user may still be asked for more. */
export async function mayBeAsked(): Promise<boolean> {
  return (await readSettings()).neverAsk !== true;
}
