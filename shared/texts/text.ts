/** Puts texts into the reader's language: the one place that turns a code and its parameters into a sentence. */

import type { Said } from "../protocol/said.ts";
import { type CommandPlace, commandAt } from "./command-place.ts";
import type { English } from "./english/index.ts";
import type { LanguageTag } from "./language-tags.ts";
import type { Filling, Message, Parameter, TextCode } from "./message.ts";

/** One language: every text of the English catalogue. */
export type Catalogue = Readonly<Record<keyof English, string>>;

let tag: LanguageTag = "en";
/** Nothing until it is loaded: by `whole-english.ts` in the companion, by `speak` in the extension's programs. */
let english: Partial<Catalogue> = {};
let spoken: Partial<Catalogue> = {};
let place: CommandPlace = {};

/**
 * From now on all texts are in this language. A text that the catalogue lacks, as an older build's may, is said in
 * English; `ofEnglish` is that catalogue, where it is not there yet.
 */
export function speak(
  language: LanguageTag,
  catalogue: Partial<Catalogue>,
  ofEnglish: Partial<Catalogue> = english,
): void {
  tag = language;
  english = ofEnglish;
  spoken = { ...english, ...catalogue };
}

/** The texts of the language that is spoken, for a script that can load none itself. */
export function spokenCatalogue(): Partial<Catalogue> {
  return spoken;
}

/** The tag of the language that is spoken, for what is marked with it. */
export function language(): LanguageTag {
  return tag;
}

/**
 * Says how the reader runs the companion that is meant: from now on each command in a sentence works as it is shown.
 * Without it they are as the catalogue has them, for a reader in the checkout whose home is the default.
 */
export function speakCommands(where: CommandPlace = {}): void {
  place = where;
}

/** A command alone, for a field to copy it from: `npx pagewire pair` as it works for the reader. */
export function commandText(written: `npx pagewire${"" | ` ${string}`}` | `npm ${string}`): string {
  return commandAt(written, place);
}

/** A sentence that another end has said in words of its own, its commands as they work for the reader. */
export function withCommands(sentence: string): string {
  return betweenBackquotes(sentence, (written) => commandAt(written, place));
}

/** A text of the catalogue in the reader's language. */
export function text<Code extends TextCode>(code: Code, ...[parameters]: Filling<Code>): string {
  return filled(spoken, { code, parameters }, place);
}

/** The same for a reader who runs commands elsewhere than those who are spoken to otherwise. */
export function textAt<Code extends TextCode>(
  where: CommandPlace,
  code: Code,
  ...[parameters]: Filling<Code>
): string {
  return filled(spoken, { code, parameters }, where);
}

/** A message in the reader's language. */
export function sentence(message: Message): string {
  return filled(spoken, message, place);
}

/**
 * A message in English: what logs, and ends that do not know codes, are given. Its commands are as the catalogue has
 * them: it is kept and read elsewhere, where other ones work.
 */
export function inEnglish(message: Message): string {
  return filled(english, message, {});
}

/** Whether this version's catalogue has all that was said, with what stands within it. */
export function isMessage(said: Said): said is Message {
  const within = Object.values(said.parameters ?? {}).filter((value) => typeof value === "object");
  return Object.hasOwn(english, said.code) && within.every(isMessage);
}

/**
 * Only what the catalogue itself has between backquotes is a command: what is filled in comes from elsewhere. Every
 * second part between braces is a name; the catalogue's test holds both in pairs.
 */
function filled(
  catalogue: Partial<Catalogue>,
  { code, parameters = {} }: Message,
  where: CommandPlace,
): string {
  const shown = (value: Parameter = ""): string =>
    typeof value === "object" ? filled(catalogue, value, where) : String(value);
  const fill = (template: string): string =>
    template
      .split(/[{}]/)
      .map((part, index) => (index % 2 === 1 ? shown(parameters[part]) : part))
      .join("");
  // Before any catalogue is there, the code is what is said: whoever reads it later knows its text.
  return betweenBackquotes(catalogue[code] ?? code, (written) => commandAt(fill(written), where), fill);
}

/** Changes what stands between backquotes, and what doesn't. */
function betweenBackquotes(
  sentence: string,
  inside: (part: string) => string,
  outside: (part: string) => string = (part) => part,
): string {
  return sentence
    .split("`")
    .map((part, index) => (index % 2 === 1 ? inside(part) : outside(part)))
    .join("`");
}
