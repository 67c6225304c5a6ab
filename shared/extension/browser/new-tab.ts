/** What a new tab tells of who has opened it. */

/**
 * Whether a page has. In Chromium a tab that a script or a link with a target has opened is there, and finished, before it
 * goes anywhere; one that a person or a program opens is still loading; one that opens in the background was a link on the
 * page in front. Firefox does not say where a tab is going: every one that has come out of another counts.
 */
export function isOpenedByPage({ openerTabId, status, pendingUrl, active }: chrome.tabs.Tab): boolean {
  if (openerTabId === undefined) return false;
  if (import.meta.env.FIREFOX) return true;
  return pendingUrl === undefined ? status === "complete" : !active;
}
