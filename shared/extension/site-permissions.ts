/** What the user can permit beyond what the extension comes with: asked for at a press of a button, never required. */

import { CLICK_OPENS_SITE } from "./browser/click-reach.ts";
import { SAVE_PAGES } from "./browser/saved-page.ts";

/** All sites, as the browser's question has it. */
export const EVERY_SITE = "*://*/*";

/**
 * What makes every picture exact: the page's own bytes, and every site. The browser words both alike (measured in Chromium
 * 156: "Read and change all your data on all websites"): asked together they are one question. Not with them, though it
 * would let a request name its page: `declarativeNetRequestWithHostAccess`. Given while the browser runs it is not answered
 * until the next start, and until then the browser's own dialog for names and passwords does not open (measured).
 */
const EVERYTHING: chrome.permissions.Permissions = { ...SAVE_PAGES, origins: [EVERY_SITE] };

/** Asks for everything that a picture can need; must be called in the press itself, before anything is awaited. */
export async function requestEverySite(): Promise<boolean> {
  return await chrome.permissions.request(EVERYTHING).catch(() => false);
}

/** Asks for one site, by both schemes: it may lead from one to the other. In the press itself, as above. */
export async function requestSite(origin: string): Promise<boolean> {
  if (origin === EVERY_SITE) return await requestEverySite();
  return await chrome.permissions.request({ origins: [origin] }).catch(() => false);
}

/** Whether all of that is permitted. */
export async function mayReadEverySite(): Promise<boolean> {
  return await chrome.permissions.contains(EVERYTHING);
}

/** The site behind an address, also of what a page has made under its own name. */
export function siteOf(url: string): URL | null {
  return URL.parse(url.startsWith("blob:") ? url.slice("blob:".length) : url);
}

/** The permission for an address's site; none where no site is, or where the extension has it already. */
export function originFor(url: string): string | undefined {
  const target = siteOf(url);
  if (!target || !/^https?:$/.test(target.protocol) || target.hostname === "127.0.0.1") return undefined;
  return `*://${target.hostname}/*`;
}

/** Whether a site may be read; by its own scheme, for older versions asked for one alone. */
export async function mayReadSite({ protocol, hostname }: URL): Promise<boolean> {
  return await chrome.permissions.contains({ origins: [`${protocol}//${hostname}/*`] });
}

/** The same for what was clicked in a page: where a click opens that page's own site, it does for as long as its tab is. */
export async function mayReadFrom(site: URL, pageUrl: string | undefined): Promise<boolean> {
  if (CLICK_OPENS_SITE && URL.parse(pageUrl ?? "")?.origin === site.origin) return true;
  return /^https?:$/.test(site.protocol) && (await mayReadSite(site));
}

/** An item, as far as it says which site it is of. */
interface Asking {
  readonly url: string;
  readonly pageUrl?: string;
  readonly isUndecided?: boolean;
}

/**
 * The permission for an item's own site, where that alone may help: none where it may be read already, and its bytes are
 * elsewhere; nor for a link in a frame that lets no script in, for the frame is of another site.
 */
export async function helpfulOrigin({ url, pageUrl, isUndecided }: Asking): Promise<string | undefined> {
  const site = siteOf(url);
  const isHelpless = isUndecided || !site || (await mayReadFrom(site, pageUrl));
  return isHelpless ? undefined : originFor(url);
}
