/** What a pairing page's own document tells of how the user came to it. */

import type { Arrival } from "../../shared/extension/messages.ts";

/**
 * A link that is opened by hand has no referrer and no opener, and is a step of its own in the tab's history. Pages
 * that lead somewhere can hide the first two; a redirect by script or refresh replaces the page that it comes from.
 * What they can hide altogether is a link or a redirect of the server in the same tab: that looks like an address
 * that was typed there.
 */
export function arrivalHere(): Arrival {
  const { activation } = window.navigation;
  if (activation?.navigationType === "reload") return "again";
  if (document.referrer !== "" || window.opener !== null) return "led";
  // In a new tab the first page replaces the empty one.
  if (activation?.navigationType === "replace" && history.length > 1) return "led";
  return activation?.from ? "again" : "alone";
}
