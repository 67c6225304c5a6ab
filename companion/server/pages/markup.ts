/** Makes HTML of texts: what they hold is shown and never read as markup, and their commands stand out. */

import type { CommandPlace } from "../../../shared/texts/command-place.ts";
import type { PlainTextCode } from "../../../shared/texts/message.ts";
import { textAt } from "../../../shared/texts/text.ts";

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

/** Words as HTML shows them, between tags and in attributes. */
export function escaped(words: string): string {
  return words.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}

/** A sentence in which commands stand between backquotes. */
export function withCode(words: string): string {
  return words
    .split("`")
    .map((part, index) => (index % 2 === 1 ? `<code>${escaped(part)}</code>` : escaped(part)))
    .join("");
}

/** A paragraph of the catalogue, its commands as they work for its reader. */
export function paragraph(code: PlainTextCode, commands: CommandPlace, attributes = ""): string {
  return `<p${attributes}>${withCode(textAt(commands, code))}</p>`;
}

/** Something to be copied, a command or a folder: one press selects it whole. */
export function toCopy(words: string): string {
  return `<p class="copy"><code>${escaped(words)}</code></p>`;
}
