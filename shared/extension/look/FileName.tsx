/** A file's name on one line: where it is too long its middle goes, never its ending. */

import { shownName } from "./shown-text.ts";

/** So much of the end always stays: the ending, and what tells two of a series apart. */
const END_CHARACTERS = 12;
/** A shorter name is never cut. */
const SHORT_CHARACTERS = 22;
/** In scripts from right to left a name in two parts would change its order. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

export function FileName({ name: given }: { readonly name: string }) {
  const name = shownName(given);
  const [start, end] = partsOf(name);
  return (
    <bdi class="file-name" title={name}>
      <span class="start">{start}</span>
      {end !== "" && <span class="end">{end}</span>}
    </bdi>
  );
}

/** The part that may be cut short, and the one that stays. */
export function partsOf(name: string): readonly [start: string, end: string] {
  if (name.length <= SHORT_CHARACTERS || RIGHT_TO_LEFT.test(name)) return [name, ""];
  const characters = [...new Intl.Segmenter().segment(name)].map(({ segment }) => segment);
  const at = characters.length - END_CHARACTERS;
  return at <= 0 ? [name, ""] : [characters.slice(0, at).join(""), characters.slice(at).join("")];
}
