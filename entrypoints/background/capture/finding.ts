/** Has the page's script find the picture that was clicked, and the user choose where that is not clear. */

import {
  type ChooserWords,
  type Clicked,
  type Found,
  FoundSchema,
  type PageQuestion,
} from "../../../shared/extension/page-words.ts";
import { readSettings } from "../../../shared/extension/store/settings.ts";
import { message } from "../../../shared/texts/message.ts";
import { text } from "../../../shared/texts/text.ts";
import { CaptureFailed } from "../sites/capture-failed.ts";
import { askPage, enterPage, PAGE_PATIENCE_MS, type PagePlace } from "./sources/page.ts";

/** What was found, and the document it is in. */
export interface FoundPlace {
  readonly place: PagePlace;
  readonly found: Found;
}

/**
 * `undefined` where no script may run there, or the page does not answer. Throws `CaptureFailed` where that leaves open
 * what a click on a link meant.
 */
export async function findPicture(
  id: string,
  clicked: Clicked,
  where: PagePlace,
  signal: AbortSignal,
): Promise<FoundPlace | undefined> {
  const [place, { wantsLargest = false }] = await Promise.all([enterPage(where), readSettings()]);
  if (!place) return undefined;
  // Of a link the page alone knows whether a picture was meant: its own page must not come in a picture's place.
  const silence = (): undefined => {
    if (clicked.on === "link") throw new CaptureFailed(message("capture.page-silent"));
  };
  if (place === "hangs") return silence();
  const question: PageQuestion = {
    pagewire: "picture",
    id,
    ask: "find",
    clicked,
    wantsLargest,
    words: words(),
  };
  const answer = await askPage(place, question, FoundSchema, { signal, patienceMs: PAGE_PATIENCE_MS });
  if (!answer) return silence();
  if (answer.found !== "asking") return { place, found: answer };
  const choice = await askPage(place, { pagewire: "picture", id, ask: "chosen" }, FoundSchema, { signal });
  return { place, found: choice ?? { found: "taken-away" } };
}

function words(): ChooserWords {
  return {
    title: text("chooser.title"),
    point: text("chooser.point"),
    nothingThere: text("chooser.nothing-there"),
    link: text("chooser.link"),
    cancel: text("chooser.cancel"),
  };
}
