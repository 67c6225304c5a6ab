/** Text from elsewhere as a terminal may be given it, and how many columns it takes there. */

import { shown } from "../../../shared/protocol/unseen.ts";
import { charactersOf } from "../../../shared/texts/characters.ts";
import { isUtf8Locale } from "../../process/locale.ts";

/** Where text goes to: a terminal, or a program that takes it as it is. */
export interface TextStream {
  readonly isTTY?: boolean;
}

/**
 * One line as the stream's reader can be given it. Names and titles come from web pages: control, direction and
 * invisible characters must not reach a terminal.
 */
export function printableOn(stream: TextStream, text: string): string {
  return encodable(stream, shown(text));
}

/**
 * Printable text without what the terminal would take for something else: where the locale is not UTF-8, the bytes
 * of an ordinary letter (Ý is C3 9D) are controls to it.
 */
export function encodable({ isTTY }: TextStream, text: string, isUtf8 = isUtf8Locale()): string {
  return isTTY === true && !isUtf8 ? text.replace(/\P{ASCII}/gu, "?") : text;
}

const WIDE =
  /^[\p{Emoji_Presentation}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303e\uff01-\uff60]/u;

/** How many columns a printable text takes: characters of East Asia and emoji take two. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const { segment } of charactersOf(text)) columns += widthOf(segment);
  return columns;
}

/** The text in at most `columns`, with an ellipsis where it was cut. */
export function fitted(text: string, columns: number): string {
  let kept = "";
  let taken = 0;
  for (const { segment } of charactersOf(text)) {
    taken += widthOf(segment);
    if (taken > columns) return columns > 0 ? `${kept}…` : "";
    // The ellipsis needs a column of its own.
    if (taken < columns) kept += segment;
  }
  return text;
}

/** So much of a text that is cut in the middle is kept of its end: that tells files of one series apart. */
const END_SHARE = 0.4;

/** The text in at most `columns`, cut in the middle: the end of a file's name says what it is. */
export function fittedMiddle(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text;
  const room = columns - 1;
  const end = kept(graphemes(text).reverse(), Math.floor(room * END_SHARE)).reverse();
  const begin = kept(graphemes(text), room - columnsOf(end.join("")));
  return columns > 0 ? `${begin.join("")}…${end.join("")}` : "";
}

/** The first of the characters that have room. */
function kept(characters: readonly string[], columns: number): string[] {
  let taken = 0;
  const over = characters.findIndex((character) => {
    taken += widthOf(character);
    return taken > columns;
  });
  return characters.slice(0, over === -1 ? characters.length : over);
}

function graphemes(text: string): string[] {
  return Array.from(charactersOf(text), ({ segment }) => segment);
}

function widthOf(character: string): number {
  return WIDE.test(character) || character.includes("\u{FE0F}") ? 2 : 1;
}
