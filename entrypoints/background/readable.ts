/** What may be read for the user: nothing behind a redirect into a more private place, nothing of the companion's own. */

import { isMorePrivate, spaceOf } from "./address-space.ts";

/** The pictures that the companion's page shows to try it on. */
const COMPANION_PICTURES = "/pictures/";

/**
 * Why an address must not be read, as one sentence; `undefined` where it may.
 *
 * `first` is what was clicked, `final` where its redirects have led: a host that is more public must not choose for the
 * browser what it reads inside the network or on this computer. What was clicked itself may lie anywhere: its page has
 * shown it, whatever space that page is in. Steps in between are not told to extensions; their bodies are read by nobody.
 */
export function whyNotRead(
  first: string,
  final: string,
  companionPort: number | undefined,
): string | undefined {
  if (isMorePrivate(first, final)) {
    const [from, to] = [URL.parse(first)?.host, URL.parse(final)?.host];
    const where = spaceOf(final) === "loopback" ? "this computer" : "your own network";
    return `${from} redirects to ${to}, an address of ${where}: nothing was read or sent.`;
  }
  if (companionPort !== undefined && isOfCompanion(final, companionPort)) {
    return "This address is the companion's own: only its pictures can be sent.";
  }
  return undefined;
}

function isOfCompanion(address: string, port: number): boolean {
  const url = URL.parse(address);
  if (!url || spaceOf(address) !== "loopback" || Number(url.port || 80) !== port) return false;
  return !url.pathname.startsWith(COMPANION_PICTURES);
}
