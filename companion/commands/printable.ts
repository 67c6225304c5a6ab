/** Text from elsewhere as a terminal may be given it, and how much room it takes there. */

/** Names and titles come from web pages: control and direction characters must not reach a terminal. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "\u{FFFD}");
}

const WIDE =
  /^[\p{Emoji_Presentation}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303e\uff01-\uff60]/u;

/** How many columns a printable text takes: characters of East Asia and emoji take two. */
export function columnsOf(text: string): number {
  return charactersOf(text).reduce((sum, character) => sum + widthOf(character), 0);
}

/** The text in at most so many columns, with an ellipsis where it was cut. */
export function fitted(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text;
  let kept = "";
  let room = columns - 1;
  for (const character of charactersOf(text)) {
    room -= widthOf(character);
    if (room < 0) break;
    kept += character;
  }
  return columns > 0 ? `${kept}…` : "";
}

function charactersOf(text: string): string[] {
  return [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);
}

function widthOf(character: string): number {
  return WIDE.test(character) || character.includes("\u{FE0F}") ? 2 : 1;
}
