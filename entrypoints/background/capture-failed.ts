/** Why the bytes of what was clicked can't be had, as the user reads it. */

import type { SendItem } from "../../shared/extension/database.ts";

/** The bytes can't be had; the message is the sentence the user sees. */
export class CaptureFailed extends Error {
  override readonly name = "CaptureFailed";
  readonly code = "capture_failed";
  /** The site whose permission is missing, as a match pattern. */
  readonly needsOrigin: string | undefined;

  constructor(message: string, needsOrigin?: string) {
    super(message);
    this.needsOrigin = needsOrigin;
  }
}

/** What a failed item notes of an error or a refusal. */
export function failureOf(error: unknown): Pick<SendItem, "message" | "needsOrigin"> {
  const message = isSentence(error) ? error.message : String(error);
  const needsOrigin = error instanceof CaptureFailed ? error.needsOrigin : undefined;
  return { message, ...(needsOrigin === undefined ? {} : { needsOrigin }) };
}

/** Whether a site's permission is to be asked for: not for the clicked page's own, and not where no site is. */
export function missingOrigin(url: string, pageUrl: string | undefined): string | undefined {
  const target = URL.parse(url);
  if (!target || !/^https?:$/.test(target.protocol) || target.hostname === "127.0.0.1") return undefined;
  if (pageUrl !== undefined && URL.parse(pageUrl)?.origin === target.origin) return undefined;
  return `${target.protocol}//${target.hostname}/*`;
}

/** The permission an address needs and the browser has not; `undefined` where it may be read. */
export async function deniedOrigin(url: string): Promise<string | undefined> {
  const origin = missingOrigin(url, undefined);
  if (origin === undefined || (await chrome.permissions.contains({ origins: [origin] }))) return undefined;
  return origin;
}

/** A failed fetch does not say why; whether the site's permission is missing narrows it down. */
export function unreadableBecause(url: string, missing: string | undefined): CaptureFailed {
  const host = URL.parse(url)?.host ?? "The site";
  if (missing !== undefined)
    return new CaptureFailed(`Pagewire may not read ${host}: press Allow and it is sent.`, missing);
  return new CaptureFailed(
    `${host} can't be read: it is offline, redirects in a circle, or redirects to a site Pagewire may not read.`,
  );
}

/** The same, where nobody has looked yet. */
export async function unreadable(url: string): Promise<CaptureFailed> {
  return unreadableBecause(url, await deniedOrigin(url));
}

function isSentence(error: unknown): error is { readonly message: string } {
  return (
    typeof error === "object" && error !== null && "message" in error && typeof error.message === "string"
  );
}
