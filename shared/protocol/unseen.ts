/** Characters that nobody sees, or that change how others are read: what text from elsewhere must not smuggle in. */

/**
 * Controls, direction marks and other format characters, halves of characters, line and paragraph separators, what
 * Unicode calls ignorable (fillers, selectors, tags), what is no character, and the few that are blank without
 * being spaces.
 */
const UNSEEN =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2800\uFFFC\u{13441}\u{13442}\u{16FE4}\u{1D159}]/gu;
/** What turns the direction of others around. */
const DIRECTION = /^\p{Bidi_Control}$/u;

const ZERO_WIDTH_JOINER = "\u200D";
const EMOJI_SELECTOR = "\uFE0F";
const KEYCAP = "\u20E3";
const EMOJI = /^\p{Emoji}$/u;
const SHOWN_AS_EMOJI = /^\p{Emoji_Presentation}$/u;
const PICTURE = /^\p{Extended_Pictographic}$/u;
const KEYCAP_BASE = /^[0-9#*]$/;
/** The signs of India's scripts that join consonants: a joiner beside one chooses the letter's form. */
const VIRAMA = /^[\u094D\u09CD\u0A4D\u0ACD\u0B4D\u0BCD\u0C4D\u0CCD\u0D4D\u0DCA]$/;

/**
 * The text as people may be shown it: what can't be seen becomes U+FFFD. The joiner inside an emoji or beside a
 * virama stays, and so does an emoji's own selector: without them the visible ones would be others.
 */
export function shown(text: string): string {
  return replaced(text, () => "\u{FFFD}");
}

/** The text without what can't be seen, but for what `shown` keeps, and for controls and direction marks. */
export function withoutInvisible(text: string): string {
  return replaced(text, (character) => (isControl(character) || DIRECTION.test(character) ? character : ""));
}

/** JSON that says the same, with everything unseen as `\uXXXX`: also what `shown` keeps. */
export function escapedJson(json: string): string {
  return json.replace(UNSEEN, escaped);
}

/** JSON that says the same in plain ASCII. */
export function asciiJson(json: string): string {
  return json.replace(/[^\x20-\x7e]/g, escaped);
}

function replaced(text: string, instead: (character: string) => string): string {
  return text.replace(UNSEEN, (character: string, at: number) =>
    isNeeded(text, at) ? character : instead(character),
  );
}

/** Each half of an astral character by itself, as JSON has it. */
function escaped(character: string): string {
  let text = "";
  for (let at = 0; at < character.length; at += 1) {
    text += `\\u${character.charCodeAt(at).toString(16).padStart(4, "0")}`;
  }
  return text;
}

function isControl(character: string): boolean {
  return character <= "\u001F" || (character >= "\u007F" && character <= "\u009F");
}

function isNeeded(text: string, at: number): boolean {
  const before = characterBefore(text, at);
  const after = String.fromCodePoint(text.codePointAt(at + 1) ?? 0);
  if (text[at] === EMOJI_SELECTOR) {
    return KEYCAP_BASE.test(before) ? after === KEYCAP : EMOJI.test(before);
  }
  if (text[at] !== ZERO_WIDTH_JOINER) return false;
  if (VIRAMA.test(before) || VIRAMA.test(after)) return true;
  if (!PICTURE.test(after)) return false;
  return before === EMOJI_SELECTOR ? isNeeded(text, at - 1) : SHOWN_AS_EMOJI.test(before);
}

function characterBefore(text: string, at: number): string {
  const code = text.codePointAt(at - 2) ?? 0;
  return code > 0xffff ? String.fromCodePoint(code) : (text[at - 1] ?? "");
}
