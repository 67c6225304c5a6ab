/** The name a file is proposed to have on the computer: what its site calls it, else the end of its address. */

import { lastPart, nameFromDisposition } from "./content-disposition.ts";
import { unescaped } from "./text-bytes.ts";

const MAX_NAME_CHARACTERS = 255;
/** Of a longer name the end stays, which tells its type: `.tar.gz`, whatever comes before it. */
const KEPT_END_CHARACTERS = 24;
const LAST_RESORT = "file";

/**
 * What the browser's own "Save image as" would propose, from a `Content-Disposition` header (RFC 6266) or the address;
 * where neither has a name the fallback, for which the page's title will do. `charset` is the page's: names that are no
 * UTF-8 are read in it. Never empty.
 */
export function proposedName(
  url: string,
  contentDisposition: string | null,
  fallback: string,
  charset?: string,
): string {
  const proposals = [
    () => nameFromDisposition(contentDisposition ?? "", charset),
    () => nameFromUrl(url, charset),
    () => withoutFolders(fallback).trim(),
  ];
  for (const propose of proposals) {
    const name = propose();
    if (name !== undefined && isUsable(name)) return cut(name);
  }
  return LAST_RESORT;
}

function nameFromUrl(address: string, charset: string | undefined): string | undefined {
  const url = URL.parse(address);
  if (!url || !/^(?:https?|file):$/.test(url.protocol)) return undefined;
  const last = lastPart(url.pathname);
  return withoutFolders(unescaped(last, charset));
}

/** A slash that was escaped, or that stands in a title, leads into no folder; the browser makes the same of it. */
function withoutFolders(name: string): string {
  return name.replace(/[/\\]/g, "_");
}

/** Whether something of it is left on every disk: blanks, dots and what may not stand in a name do not count. */
function isUsable(name: string): boolean {
  for (const character of name)
    if (character > " " && !'._-~/\\:*?"<>|\u00a0\u3000'.includes(character)) return true;
  return false;
}

function cut(name: string): string {
  if (name.length <= MAX_NAME_CHARACTERS) return name;
  const begin = name.slice(0, MAX_NAME_CHARACTERS - KEPT_END_CHARACTERS);
  return `${begin}${name.slice(-KEPT_END_CHARACTERS)}`.toWellFormed();
}
