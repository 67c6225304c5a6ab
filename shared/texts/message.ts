/** A text as data: its code in the catalogue and what is filled in; it can be stored, sent, and read in any language. */

import type { English } from "./english/index.ts";

/** The name of a text in the catalogue. */
export type TextCode = keyof English;

/** What may be filled into a text: also another one, for what stands within a sentence. */
export type Parameter = string | number | Message;

/** The names between braces in a text. */
type NamesIn<Template extends string> = Template extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never;

/** The name of a text into which nothing is filled. */
export type PlainTextCode = {
  [Code in TextCode]: [NamesIn<English[Code]>] extends [never] ? Code : never;
}[TextCode];

/** What a text needs filled in. */
export type ParametersOf<Code extends TextCode> = Readonly<Record<NamesIn<English[Code]>, Parameter>>;

/** A text with what is filled in. Codes of newer versions may be unknown here: see `readSaid`. */
export interface Message {
  readonly code: TextCode;
  readonly parameters?: Readonly<Record<string, Parameter>> | undefined;
}

/** The parameters of a call: none where the text has no names. */
export type Filling<Code extends TextCode> = [NamesIn<English[Code]>] extends [never]
  ? []
  : [parameters: ParametersOf<Code>];

/** Names a text, checked against the catalogue while compiling. */
export function message<Code extends TextCode>(code: Code, ...[parameters]: Filling<Code>): Message {
  return parameters === undefined ? { code } : { code, parameters };
}
