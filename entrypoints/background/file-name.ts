/** The name a file is proposed to have on the computer: what its site calls it, else the end of its address. */

const MAX_NAME_CHARACTERS = 255;

/** From a `Content-Disposition` header (RFC 6266) or the address; never empty. */
export function proposedName(url: string, contentDisposition: string | null, fallback: string): string {
  const name = nameFromHeader(contentDisposition) || nameFromUrl(url) || fallback;
  return name.slice(0, MAX_NAME_CHARACTERS);
}

function nameFromHeader(header: string | null): string | undefined {
  if (!header) return undefined;
  const extended = /filename\*\s*=\s*utf-8'[^']*'([^;]+)/i.exec(header)?.[1];
  if (extended) return decoded(extended.trim());
  const [, quoted, plain] = /filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))/i.exec(header) ?? [];
  return quoted?.replace(/\\(.)/g, "$1") ?? plain;
}

function nameFromUrl(address: string): string | undefined {
  const url = URL.parse(address);
  if (!url || !/^(?:https?|file):$/.test(url.protocol)) return undefined;
  const last = url.pathname.split("/").findLast((segment) => segment !== "");
  return last && decoded(last);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
