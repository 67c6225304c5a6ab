/** What of an address may be written onto a file: where it came from, never who asked. */

/** Attributes share a few thousand bytes with each other; a cut address would be a wrong one. */
const MAX_MARKED_URL_BYTES = 1_500;

/** The address without user, password and fragment; `undefined` for anything but a place on the web. */
export function markedUrl(address: string | undefined): string | undefined {
  const url = address === undefined ? null : URL.parse(address);
  if (!url || (url.protocol !== "http:" && url.protocol !== "https:")) return undefined;
  url.username = "";
  url.password = "";
  url.hash = "";
  return Buffer.byteLength(url.href) > MAX_MARKED_URL_BYTES ? undefined : url.href;
}
