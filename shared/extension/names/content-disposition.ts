/** The file name that a `Content-Disposition` header gives (RFC 6266), in all the forms that sites write, read by one walk. */

import { withoutEncodedWords } from "./encoded-words.ts";
import { bytesOf, isAscii, meantText, textIn, unescaped, unescapedBytes } from "./text-bytes.ts";

const SPACE = /\s/;
/** One part of a name that is told in several (RFC 2231): `filename*0*=utf-8''a; filename*1=b`. */
const PART = /^filename\*(\d{1,3})(\*?)$/;
/** A path of Windows, whose backslashes escape nothing. */
const WINDOWS_PATH = /^(?:[a-z]:)?\\[\w.$\\-]/i;

/**
 * The name as the browser itself would read it: the extended one first, without folders. `charset` is that of the page,
 * for bytes that are no UTF-8. `undefined` or empty where there is none.
 */
export function nameFromDisposition(header: string, charset?: string): string | undefined {
  let plain: string | undefined;
  const parts = new Map<number, Part>();
  for (let at = 0; at < header.length; ) {
    const semicolon = indexOrEnd(header, ";", at);
    const parameter = header.slice(at, semicolon);
    const equals = parameter.indexOf("=");
    if (equals < 0) {
      at = semicolon + 1;
      continue;
    }
    const name = parameter.slice(0, equals).trim().toLowerCase();
    const { value, end } = valueAt(header, at + equals + 1);
    if (name === "filename*") {
      const extended = extendedText(value);
      if (extended) return lastPart(extended);
    }
    if (name === "filename") plain ??= value;
    const [, number, mark] = PART.exec(name) ?? [];
    if (number !== undefined) parts.set(Number(number), { value, isExtended: mark !== "" });
    at = indexOrEnd(header, ";", end) + 1;
  }
  const whole = textOfParts(parts);
  return whole ? lastPart(whole) : plain && plainText(plain, charset);
}

/** The last part of a path: a name leads into no folder. */
export function lastPart(path: string): string {
  return path.split(/[/\\]/).findLast((part) => part.trim() !== "") ?? "";
}

/** What a name that should have been ASCII means: raw bytes, encoded words, or percent-escapes. */
function plainText(value: string, charset: string | undefined): string {
  if (!isAscii(value)) return lastPart(meantText(value, charset));
  const read = withoutEncodedWords(value);
  if (read !== undefined) return lastPart(read);
  // What is escaped is no path: the browser makes the same of it.
  return unescaped(lastPart(value), charset).replace(/[/\\]/g, "_");
}

/** `utf-8'en'%e2%82%ac.txt`; `undefined` where it is none, or its charset can't be read. */
function extendedText(value: string): string | undefined {
  const { charset, text } = extendedAt(value);
  const bytes = charset === "" ? undefined : unescapedBytes(text);
  return bytes && textIn(bytes, charset);
}

function extendedAt(value: string): { charset: string; text: string } {
  const first = value.indexOf("'");
  const second = value.indexOf("'", first + 1);
  return first <= 0 || second < 0
    ? { charset: "", text: value }
    : { charset: value.slice(0, first), text: value.slice(second + 1) };
}

interface Part {
  readonly value: string;
  readonly isExtended: boolean;
}

/** The parts from the first one on; the first says the charset of those that are escaped. */
function textOfParts(parts: ReadonlyMap<number, Part>): string | undefined {
  const first = parts.get(0);
  const { charset, text } = first?.isExtended ? extendedAt(first.value) : { charset: "", text: first?.value };
  let bytes = "";
  for (let number = 0; ; number += 1) {
    const part = parts.get(number);
    if (!part) break;
    const value = number === 0 ? (text ?? "") : part.value;
    const unescapedPart = part.isExtended ? unescapedBytes(value) : bytesOf(value);
    if (!unescapedPart) return undefined;
    for (const byte of unescapedPart) bytes += String.fromCharCode(byte);
  }
  const all = bytesOf(bytes);
  return all && bytes !== "" ? textIn(all, charset || "utf-8") : undefined;
}

interface Value {
  readonly value: string;
  readonly end: number;
}

function valueAt(header: string, from: number): Value {
  let at = from;
  while (SPACE.test(header[at] ?? "")) at += 1;
  if (header[at] === '"') return quotedAt(header, at + 1);
  const end = indexOrEnd(header, ";", at);
  return { value: header.slice(at, end).trim(), end };
}

/** Up to the closing quote, or to the end where there is none; a backslash takes the next character as it is. */
function quotedAt(header: string, from: number): Value {
  const isPath = WINDOWS_PATH.test(header.slice(from, from + 4));
  let value = "";
  let at = from;
  for (; at < header.length && header[at] !== '"'; at += 1) {
    if (header[at] === "\\" && !isPath) at += 1;
    value += header[at] ?? "";
  }
  return { value, end: at };
}

function indexOrEnd(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found < 0 ? text.length : found;
}
