/** What is noted of where a picture came from, cut to what the wire takes. */

import { MAX_CAPTION_BYTES, MAX_URL_BYTES } from "../../protocol/limits.ts";

/** Words of a page. */
export function caption(text: string): string {
  return cutToBytes(text.trim(), MAX_CAPTION_BYTES);
}

/**
 * An address as it is kept: without the user's name and password, which open its site, and cut where it is longer than the
 * wire takes: its file matters more than its query. A `data:` address is the file itself, no place it came from.
 */
export function address(url: string): string {
  return url.startsWith("data:") ? "data:" : cutToBytes(withoutPassword(url), MAX_URL_BYTES);
}

/** The same address as anybody may read it. */
export function withoutPassword(url: string): string {
  const parsed = URL.parse(url);
  if (!parsed || (parsed.username === "" && parsed.password === "")) return url;
  parsed.username = "";
  parsed.password = "";
  return parsed.href;
}

/** Cut to at most this many bytes of UTF-8, at a whole character. */
function cutToBytes(text: string, maxBytes: number): string {
  const encoded = new TextEncoder().encode(text);
  if (encoded.length <= maxBytes) return text;
  // As a stream's beginning, the half of a character that was cut is kept for later, that is, left out.
  return new TextDecoder().decode(encoded.subarray(0, maxBytes), { stream: true });
}
