/** What may be read for the user: nothing that a redirect finds in a more private place, nothing of the companion's own. */

import { type Message, message } from "../../../shared/texts/message.ts";
import { isMorePrivate, spaceOf } from "./address-space.ts";

/** The pictures that the companion's page shows to try it on. */
const COMPANION_PICTURES = "/pictures/";

/**
 * Why an address must not be read, as a text; `undefined` where it may.
 *
 * `first` is what was clicked, `final` where its redirects have led: a host that is more public must not choose for the
 * browser what it reads inside the network or on this computer. What was clicked itself may be anywhere: its page has
 * shown it, whatever space that page is in. Steps in between are not told to extensions; their bodies are never read.
 */
export function whyNotRead(
  first: string,
  final: string,
  companionPort: number | undefined,
): Message | undefined {
  if (isMorePrivate(first, final)) {
    const [from, to] = [hostOf(first), hostOf(final)];
    return spaceOf(final) === "loopback"
      ? message("capture.redirects-to-computer", { from, to })
      : message("capture.redirects-to-network", { from, to });
  }
  if (companionPort !== undefined && isOfCompanion(final, companionPort)) {
    return message("capture.of-companion");
  }
  return undefined;
}

function hostOf(address: string): string {
  return URL.parse(address)?.host ?? "";
}

function isOfCompanion(address: string, port: number): boolean {
  const url = URL.parse(address);
  if (!url || spaceOf(address) !== "loopback" || Number(url.port || 80) !== port) return false;
  return !url.pathname.startsWith(COMPANION_PICTURES);
}
