/** What a pairing page's own document tells of how the user came to it. */

import type { Arrival } from "../../shared/extension/messages.ts";

/**
 * A link that is opened by hand has no referrer and no opener, and is a step of its own in the tab's history. Pages
 * that lead somewhere can hide the first two; a redirect by script or refresh replaces the page that it comes from. A link
 * or a redirect of the server in the same tab can hide even that, but not from the companion, which the browser tells
 * (`isToldLed`): what it does not tell is that the server of a typed address has redirected.
 */
export function arrivalHere(isToldLed: boolean): Arrival {
  const { activation } = window.navigation;
  if (activation?.navigationType === "reload") return "again";
  if (isToldLed || document.referrer !== "" || window.opener !== null) return "led";
  // In a new tab the first page replaces the empty one.
  if (activation?.navigationType === "replace" && history.length > 1) return "led";
  return activation?.from ? "again" : "alone";
}
