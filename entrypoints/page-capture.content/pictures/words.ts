/** What a page says of a picture in words. */

import { MAX_WORDS_CHARACTERS } from "../../../shared/extension/page-words.ts";
import { chainOf } from "./elements.ts";
import type { ShownPicture } from "./shown-picture.ts";

/** The first of these that says something: alternative text, label, title, the figure's caption. */
export function wordsFor({ element }: ShownPicture): string | undefined {
  for (const words of wordsOf(element)) {
    const said = words?.trim();
    if (said) return said.slice(0, MAX_WORDS_CHARACTERS);
  }
  return undefined;
}

function* wordsOf(element: Element): Generator<string | null | undefined> {
  yield element.getAttribute("alt");
  yield element.getAttribute("aria-label");
  if (element instanceof SVGElement) yield element.querySelector(":scope > title")?.textContent;
  yield element.getAttribute("title");
  for (const around of chainOf(element))
    if (around.localName === "figure") yield around.querySelector("figcaption")?.textContent;
  if (element instanceof HTMLObjectElement) yield element.textContent;
}
