/** Why the bytes of what was clicked can't be had, as the user reads it. */

import { EVERY_SITE, mayReadSite, originFor, siteOf } from "../../../shared/extension/site-permissions.ts";
import type { SendItem } from "../../../shared/extension/store/database.ts";
import { type Message, message } from "../../../shared/texts/message.ts";
import { SaidError, type Sentence, sentenceOf } from "../../../shared/texts/said.ts";

/** The bytes can't be had; the sentence is what the user sees. */
export class CaptureFailed extends SaidError {
  override readonly name = "CaptureFailed";
  readonly code = "capture_failed";
  /** The site whose permission is missing, as a match pattern. */
  readonly needsOrigin: string | undefined;

  constructor(what: Message | Sentence, needsOrigin?: string) {
    super(what);
    this.needsOrigin = needsOrigin;
  }
}

/** What a failed item notes of an error or a refusal. */
export function failureOf(error: unknown): Pick<SendItem, "message" | "said" | "needsOrigin"> {
  const needsOrigin = error instanceof CaptureFailed ? error.needsOrigin : undefined;
  return { ...sentenceOf(error), ...(needsOrigin === undefined ? {} : { needsOrigin }) };
}

/** The permission an address needs and the browser has not; `undefined` where it may be read. */
export async function deniedOrigin(url: string): Promise<string | undefined> {
  const origin = originFor(url);
  const site = siteOf(url);
  return origin === undefined || !site || (await mayReadSite(site)) ? undefined : origin;
}

/**
 * A failed fetch does not say why; which permission is missing narrows it down: the site's own, or that of wherever its
 * redirects lead, which nobody is told.
 */
export function unreadableBecause(url: string, missing: string | undefined): CaptureFailed {
  const host = URL.parse(url)?.host ?? message("capture.the-site");
  const what = missing === undefined || missing === EVERY_SITE ? "capture.unreadable" : "capture.forbidden";
  return new CaptureFailed(message(what, { host }), missing);
}

/** The same, where nobody has looked yet. */
export async function unreadable(url: string): Promise<CaptureFailed> {
  return unreadableBecause(url, await deniedOrigin(url));
}
