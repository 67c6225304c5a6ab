/** Text that travelled as bytes of some charset: percent-escapes, and headers, which come as Latin-1 whatever was meant. */

const MAX_LATIN1 = 0xff;
const MAX_ASCII = 0x7f;

/** What the bytes say in a charset; `undefined` where nobody knows the charset or they are not valid in it. */
export function textIn(bytes: Uint8Array, charset: string): string | undefined {
  try {
    return new TextDecoder(charset.trim(), { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The bytes of a text that was made of bytes, one character each; `undefined` where it was not. */
export function bytesOf(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code > MAX_LATIN1) return undefined;
    bytes[at] = code;
  }
  return bytes;
}

/** What the web means by Latin-1: it has characters where that has controls. */
const WEB_LATIN1 = "windows-1252";

/** A header's text as it was meant: UTF-8 where the bytes are valid, else in the page's charset, else Latin-1. */
export function meantText(text: string, charset?: string): string {
  const bytes = isAscii(text) ? undefined : bytesOf(text);
  return bytes ? (inUtf8Or(bytes, charset) ?? textIn(bytes, WEB_LATIN1) ?? text) : text;
}

/** Percent-decoded where that gives UTF-8 or else text of the page's charset; the text itself where neither does. */
export function unescaped(text: string, charset?: string): string {
  const bytes = text.includes("%") ? unescapedBytes(text) : undefined;
  return bytes ? (inUtf8Or(bytes, charset) ?? text) : text;
}

/** The bytes that percent-escapes stand for, between all others; what is no escape stays. `undefined` as for `bytesOf`. */
export function unescapedBytes(text: string): Uint8Array | undefined {
  const bytes = bytesOf(text);
  if (!bytes) return undefined;
  let length = 0;
  for (let at = 0; at < text.length; at += 1) {
    const escaped = text[at] === "%" ? hexByte(text, at + 1) : undefined;
    bytes[length] = escaped ?? bytes[at] ?? 0;
    length += 1;
    if (escaped !== undefined) at += 2;
  }
  return bytes.subarray(0, length);
}

/** The byte that two hexadecimal digits at `at` say; `undefined` where they are none. */
export function hexByte(text: string, at: number): number | undefined {
  const digits = text.slice(at, at + 2);
  return /^[\da-f]{2}$/i.test(digits) ? Number.parseInt(digits, 16) : undefined;
}

export function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > MAX_ASCII) return false;
  return true;
}

function inUtf8Or(bytes: Uint8Array, charset: string | undefined): string | undefined {
  return textIn(bytes, "utf-8") ?? (charset === undefined ? undefined : textIn(bytes, charset));
}
