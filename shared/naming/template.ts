/** The rule by which received files get their names and folders: `{date}/{host}/{title|60}-{n}{ext}`, checked as it is read. */

import { type Message, message } from "../texts/message.ts";
import { SaidError } from "../texts/said.ts";
import { FIELD_NAMES, isDateForm, isMoment, NUMBER_FIELD } from "./facts.ts";

/** What is received keeps the name it comes with. */
export const DEFAULT_TEMPLATE = "{name}";
/** Longer than anybody types: what is kept and sent of it is bounded. */
export const MAX_TEMPLATE_CHARACTERS = 300;
/** Deeper than anybody files by rule; Windows' programs stop at 260 characters of a whole path. */
export const MAX_FOLDERS = 8;
/** Of the 200 bytes of a name fixed text leaves room for the number, whatever its script: else names could not be told apart. */
const MAX_FIXED_CHARACTERS = 40;
/** The most that a field can be cut to: what a name has room for. */
const MAX_LENGTH = 200;

/** How a field is changed before it stands in the name. */
export type Filter =
  | { readonly kind: "length"; readonly length: number }
  | { readonly kind: "case"; readonly to: "lower" | "upper" }
  | { readonly kind: "dashes" }
  | { readonly kind: "form"; readonly form: string }
  | { readonly kind: "else"; readonly text: string };

/** One piece of a template: text as it is, or a field. */
export type Piece = string | { readonly field: string; readonly filters: readonly Filter[] };

/** A template that was found right: folders from the outside in, and the name. */
export interface Template {
  readonly folders: readonly (readonly Piece[])[];
  readonly name: readonly Piece[];
}

/** A template is wrong; the sentence says what is and what may stand there. */
export class TemplateWrong extends SaidError {
  override readonly name = "TemplateWrong";
  readonly code = "template_wrong";
  /** Where in the text, counted from 0. */
  readonly at: number;

  constructor(at: number, what: Message) {
    super(what);
    this.at = at;
  }
}

/** Reads a template. Throws `TemplateWrong`. */
export function parseTemplate(text: string): Template {
  if (text.length > MAX_TEMPLATE_CHARACTERS)
    throw new TemplateWrong(
      MAX_TEMPLATE_CHARACTERS,
      message("template.long", { most: MAX_TEMPLATE_CHARACTERS }),
    );
  const parts: Piece[][] = [[]];
  for (let at = 0; at < text.length; ) {
    const character = text.charAt(at);
    if (character === "/") {
      checkFolder(parts.at(-1) ?? [], at);
      parts.push([]);
      at += 1;
    } else if (character === "{") {
      const end = text.indexOf("}", at);
      if (end < 0) throw new TemplateWrong(at, message("template.open", { brace: "{" }));
      parts.at(-1)?.push(fieldOf(text.slice(at + 1, end), at));
      at = end + 1;
    } else {
      checkCharacter(character, at);
      const piece = parts.at(-1) ?? [];
      const before = piece.at(-1);
      if (typeof before === "string") piece[piece.length - 1] = before + character;
      else piece.push(character);
      at += 1;
    }
  }
  const name = parts.pop() ?? [];
  checkName(name, text.length);
  if (parts.length > MAX_FOLDERS)
    throw new TemplateWrong(text.length, message("template.deep", { most: MAX_FOLDERS }));
  const numbers = [...parts, name].map((pieces) => pieces.filter(isNumber).length);
  if (numbers.slice(0, -1).some((count) => count > 0) || (numbers.at(-1) ?? 0) > 1)
    throw new TemplateWrong(0, message("template.number-in-folder", { field: "{n}" }));
  return { folders: parts, name };
}

/** What is wrong with a template; `undefined` where nothing is. */
export function templateFlaw(text: string): TemplateWrong | undefined {
  try {
    parseTemplate(text);
    return undefined;
  } catch (error) {
    if (error instanceof TemplateWrong) return error;
    throw error;
  }
}

/** Whether a piece is the number that tells names apart. */
export function isNumber(piece: Piece): boolean {
  return typeof piece !== "string" && piece.field === NUMBER_FIELD;
}

const NO_NAME = message("template.no-name", { field: "{name}" });

function checkFolder(pieces: readonly Piece[], at: number): void {
  if (pieces.length === 0) throw new TemplateWrong(at, message("template.empty-folder"));
  checkDots(pieces, at);
}

function checkName(pieces: readonly Piece[], at: number): void {
  if (pieces.length === 0) throw new TemplateWrong(at, NO_NAME);
  checkDots(pieces, at);
  if (pieces.every((piece) => typeof piece !== "string" && piece.field === "ext"))
    throw new TemplateWrong(at, NO_NAME);
  const fixed = pieces.reduce((length, piece) => length + (typeof piece === "string" ? piece.length : 0), 0);
  if (fixed > MAX_FIXED_CHARACTERS)
    throw new TemplateWrong(at, message("template.text-long", { most: MAX_FIXED_CHARACTERS }));
}

/** A folder or name that begins with a dot is hidden, and two dots lead out of the inbox. */
function checkDots(pieces: readonly Piece[], at: number): void {
  const [first] = pieces;
  if (typeof first === "string" && first.trimStart().startsWith("."))
    throw new TemplateWrong(at - 1, message("template.dots"));
}

/** What no name may have on one of the three systems. */
function checkCharacter(character: string, at: number): void {
  if (character === "}") throw new TemplateWrong(at, message("template.unopened", { brace: "}" }));
  if ('<>:"\\|?*'.includes(character))
    throw new TemplateWrong(at, message("template.character", { character }));
  if (/\p{C}/u.test(character) && !/\p{Cs}/u.test(character))
    throw new TemplateWrong(at, message("template.unseen"));
}

function fieldOf(written: string, at: number): Piece {
  const [field = "", ...words] = written.split("|").map((word) => word.trim());
  if (!FIELD_NAMES.includes(field))
    throw new TemplateWrong(
      at,
      message("template.field", { field: field === "" ? "{}" : field, fields: FIELD_NAMES.join(", ") }),
    );
  return { field, filters: words.map((word) => filterOf(word, field, at)) };
}

function filterOf(word: string, field: string, at: number): Filter {
  if (/^\d{1,3}$/.test(word)) {
    const length = Number(word);
    if (length < 1 || length > MAX_LENGTH)
      throw new TemplateWrong(at, message("template.length", { most: MAX_LENGTH }));
    return { kind: "length", length };
  }
  if (word === "lower" || word === "upper") return { kind: "case", to: word };
  if (word === "dashes") return { kind: "dashes" };
  if (word.startsWith("else ")) {
    const text = word.slice("else ".length).trim();
    for (const character of text) checkCharacter(character, at);
    if (text.includes("/")) throw new TemplateWrong(at, message("template.character", { character: "/" }));
    if (text !== "") return { kind: "else", text };
  }
  if (isMoment(field) && isDateForm(word)) return { kind: "form", form: word };
  throw new TemplateWrong(
    at,
    isMoment(field)
      ? message("template.date-filter", { filter: word })
      : message("template.filter", { filter: word }),
  );
}
