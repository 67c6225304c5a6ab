/** The words in a file's bytes: by its mark, as UTF-8 where it is that, else as Windows wrote them. */

/** More text than this is no pleasure in a page. */
export const MAX_TEXT_BYTES = 2_000_000;

/** A file's text; `undefined` where its bytes are no text. `isCut`: these are only its beginning. */
export function textOf(bytes: Uint8Array, isCut: boolean): string | undefined {
  const wide = wideEncoding(bytes);
  const text = wide ? new TextDecoder(wide).decode(bytes) : (utf8(bytes, isCut) ?? windows(bytes));
  return text.includes("\0") ? undefined : text;
}

/** UTF-16 by its byte order mark. */
function wideEncoding([first, second]: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : undefined;
}

/** A beginning may end inside a character. */
function utf8(bytes: Uint8Array, isCut: boolean): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: isCut });
  } catch {
    return undefined;
  }
}

function windows(bytes: Uint8Array): string {
  return new TextDecoder("windows-1252").decode(bytes);
}
