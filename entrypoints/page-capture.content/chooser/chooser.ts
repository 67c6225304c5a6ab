/** Asks over the page which picture is meant: a list of several, or the pointer once more. Only a person's own hand answers. */

import type { ChooserWords } from "../../../shared/extension/page-words.ts";
import { allPictures, picturesAt } from "../pictures/find.ts";
import type { ShownPicture } from "../pictures/shown-picture.ts";
import { ChooserLayer } from "./chooser-layer.ts";

/** What was chosen. */
export type Choice = ShownPicture | "link" | "cancelled" | "taken-away";

/** One of several pictures at one place. */
export async function choose(
  pictures: readonly ShownPicture[],
  orLink: boolean,
  words: ChooserWords,
): Promise<Choice> {
  const layer = new ChooserLayer(words);
  try {
    return await layer.pick(pictures, orLink);
  } finally {
    layer.close();
  }
}

/** The picture that the user points at; the arrow keys go from one to the next. */
export async function pointOut(words: ChooserWords): Promise<Choice> {
  const layer = new ChooserLayer(words);
  try {
    for (;;) {
      const point = await layer.point(() => allPictures().filter(isInSight));
      if (point === "cancelled" || point === "taken-away") return point;
      const pictures = "element" in point ? [point] : picturesAt(point);
      const [first, second] = pictures;
      if (first) return second ? await layer.pick(pictures, false) : first;
      layer.say(words.nothingThere);
    }
  } finally {
    layer.close();
  }
}

function isInSight({ element }: ShownPicture): boolean {
  const { left, top, right, bottom } = element.getBoundingClientRect();
  return right > 0 && bottom > 0 && left < innerWidth && top < innerHeight;
}
