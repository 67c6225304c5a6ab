/** What the user has permitted, and what they have said they never will. */

import { CLICK_OPENS_SITE } from "../../../shared/extension/browser/click-reach.ts";
import { maySavePages } from "../../../shared/extension/browser/saved-page.ts";
import { EVERY_SITE, mayReadSite, siteOf } from "../../../shared/extension/site-permissions.ts";
import { readSettings } from "../../../shared/extension/store/settings.ts";
import type { Permits } from "./ladder.ts";

/** What suffices where nothing is asked for. */
export const NO_PERMITS: Permits = { pageCapture: false, allSites: false, site: false };

/** For a picture at an address, shown in a page: where a click opens that page's own site, it does for as long as its tab is. */
export async function permitsFor(url: string, pageUrl: string | undefined): Promise<Permits> {
  const target = siteOf(url);
  const isOfPage = CLICK_OPENS_SITE && target !== null && URL.parse(pageUrl ?? "")?.origin === target.origin;
  const [pageCapture, allSites, site] = await Promise.all([
    maySavePages(),
    chrome.permissions.contains({ origins: [EVERY_SITE] }),
    isOfPage || !target || (/^https?:$/.test(target.protocol) && mayReadSite(target)),
  ]);
  return { pageCapture, allSites, site };
}

/** Whether the user may still be asked for more. */
export async function mayBeAsked(): Promise<boolean> {
  return (await readSettings()).neverAsk !== true;
}
