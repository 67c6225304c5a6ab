/** Encoded words (RFC 2047), which mail uses in its headers and many sites in the names of files: `=?UTF-8?B?…?=`. */

import { joined } from "../../transfer/limited-body.ts";
import { bytesOf, hexByte, textIn } from "./text-bytes.ts";

/** No charset has a longer name; a question mark farther away belongs to something else. */
const MAX_CHARSET_CHARACTERS = 64;

interface Word {
  readonly charset: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly end: number;
}

/** The text with its encoded words read; `undefined` where there are none, nothing where one of them can't be read. */
export function withoutEncodedWords(text: string): string | undefined {
  let read = "";
  let plainFrom = 0;
  let words: Word[] = [];
  for (let at = text.indexOf("=?"); at >= 0; ) {
    const word = wordAt(text, at);
    if (word) {
      const between = text.slice(plainFrom, at);
      // A character may begin in one word and end in the next; the space between two only tells them apart.
      const isNext = words.length > 0 && between.trim() === "";
      if (!isNext || words[0]?.charset !== word.charset) {
        const before = textOf(words);
        if (before === undefined) return "";
        read += before + (isNext ? "" : between);
        words = [];
      }
      words.push(word);
      plainFrom = word.end;
    }
    at = text.indexOf("=?", word?.end ?? at + 2);
  }
  if (words.length === 0) return undefined;
  const last = textOf(words);
  return last === undefined ? "" : read + last + text.slice(plainFrom);
}

function textOf(words: readonly Word[]): string | undefined {
  const [first] = words;
  return first ? textIn(joined(words.map(({ bytes }) => bytes)), first.charset) : "";
}

/** The word that begins at `at`: charset, encoding and text between question marks. */
function wordAt(text: string, at: number): Word | undefined {
  const begin = at + 2;
  const mark = text.slice(begin, begin + MAX_CHARSET_CHARACTERS).indexOf("?");
  if (mark <= 0 || text[begin + mark + 2] !== "?") return undefined;
  const encoding = text[begin + mark + 1]?.toLowerCase();
  const from = begin + mark + 3;
  const end = text.indexOf("?", from);
  if (end < 0 || text[end + 1] !== "=") return undefined;
  const bytes =
    encoding === "b"
      ? base64(text.slice(from, end))
      : encoding === "q"
        ? quoted(text.slice(from, end))
        : undefined;
  // Behind a charset may stand the language (RFC 2231).
  const [charset = ""] = text
    .slice(begin, begin + mark)
    .toLowerCase()
    .split("*");
  return bytes && { charset, bytes, end: end + 2 };
}

function base64(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

function quoted(text: string): Uint8Array<ArrayBuffer> | undefined {
  const bytes = bytesOf(text);
  if (!bytes) return undefined;
  const read = new Uint8Array(bytes.length);
  let length = 0;
  for (let at = 0; at < text.length; at += 1) {
    const escaped = text[at] === "=" ? hexByte(text, at + 1) : undefined;
    read[length] = escaped ?? (text[at] === "_" ? 0x20 : (bytes[at] ?? 0));
    length += 1;
    if (escaped !== undefined) at += 2;
  }
  return read.slice(0, length);
}
