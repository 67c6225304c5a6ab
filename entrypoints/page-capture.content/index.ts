/** Put into a page when something in it is clicked: finds the picture that is meant, and reads what only the page can. */

import { defineContentScript } from "wxt/utils/define-content-script";
import { isOwnPage } from "../../shared/extension/own-page.ts";
import { isListedQuestion } from "../../shared/extension/page-pictures.ts";
import type { Found, PageBytes, PageQuestion, Picture, Place } from "../../shared/extension/page-words.ts";
import { MAX_ADDRESS_CHARACTERS, MAX_WORDS_CHARACTERS } from "../../shared/extension/page-words.ts";
import { type Message, message } from "../../shared/texts/message.ts";
import { drawn } from "./bytes/drawing.ts";
import { fromMainWorld } from "./bytes/main-world.ts";
import { placeOf } from "./bytes/placing.ts";
import { byRequest, fromDocument, isOwn, pagesCopy, type Read } from "./bytes/reading.ts";
import { type Choice, choose, pointOut } from "./chooser/chooser.ts";
import { listedPicture, listenForPickers } from "./list/listing.ts";
import { whatIsMeant } from "./pictures/find.ts";
import { largestOf } from "./pictures/larger.ts";
import { loaded } from "./pictures/loading.ts";
import { savedUrl } from "./pictures/saved-url.ts";
import { isBroken, isLoading, isScaled, type ShownPicture } from "./pictures/shown-picture.ts";
import { wordsFor } from "./pictures/words.ts";

const INSTALLED = "pagewireCapture";
/** A picture that was found, for when the background asks on. */
interface Known {
  readonly picture: ShownPicture;
  /** The one that the page shows, where a larger version is wanted. */
  readonly shown: ShownPicture;
  readonly stop: AbortController;
}
/** By the id that the background gave it. */
const found = new Map<string, Known>();
const choices = new Map<string, { readonly choice: Promise<Choice>; readonly wantsLargest: boolean }>();
/** A page that is used all day keeps no more of them. */
const MAX_FOUND = 50;
/** One picture of many does not hold up the others for long. */
const LISTED_PATIENCE_MS = 5_000;

export default defineContentScript({
  registration: "runtime",
  main() {
    // A second click injects again; one listener answers for all.
    if (INSTALLED in globalThis) return;
    Object.defineProperty(globalThis, INSTALLED, { value: true });
    listenForPickers();
    chrome.runtime.onMessage.addListener((asked: unknown, sender, respond) => {
      if (isOwnPage(sender) && isListedQuestion(asked)) {
        void bytesOfListed(asked.number).then(respond, () => respond(lost()));
        return true;
      }
      // The background is in no tab; whatever else says our id is a script in some page.
      if (sender.id !== chrome.runtime.id || sender.tab !== undefined || !isQuestion(asked)) return false;
      // An answer that says nothing is better than none, for which the background would wait.
      void answer(asked).then(respond, () => respond(lost()));
      return true;
    });
  },
});

/** What the picker wants of one that was listed, where the frame has it without asking its site. */
async function bytesOfListed(number: number): Promise<PageBytes> {
  const picture = listedPicture(number);
  if (!picture) return lost();
  const read =
    (await fromDocument(picture)) ?? (await pagesCopy(picture, AbortSignal.timeout(LISTED_PATIENCE_MS)));
  if (read) return told(read);
  const made = picture.url === "" && !isGone(picture) ? await drawn(picture) : undefined;
  if (!made) return lost();
  return told(made instanceof Blob ? { blob: made } : made);
}

function isQuestion(asked: unknown): asked is PageQuestion {
  return typeof asked === "object" && asked !== null && "pagewire" in asked && asked.pagewire === "picture";
}

async function answer(asked: PageQuestion): Promise<Found | PageBytes | Place> {
  const known = found.get(asked.id);
  switch (asked.ask) {
    case "find":
      return await find(asked);
    case "chosen":
      return await chosen(asked.id);
    case "shown":
      return known ? await keep(asked.id, known.shown) : { found: "none" };
    case "request":
      return known ? told(await requested(asked.id, known)) : lost();
    case "draw": {
      if (!known || isGone(known.picture)) return lost();
      const made = await drawn(known.picture);
      return told(made instanceof Blob ? { blob: made } : made);
    }
    case "place":
      return known && !isGone(known.picture) ? placeOf(known.picture) : { scale: devicePixelRatio };
    case "stop":
      known?.stop.abort();
      return {};
  }
}

async function requested(id: string, { picture, stop }: Known): Promise<Read | Message> {
  const ofPage = isControlled(picture) ? fromMainWorld(id, stop.signal) : undefined;
  return await byRequest(picture, ofPage, stop.signal);
}

function told(read: Read | Message): PageBytes {
  return "blob" in read ? { read } : { said: read };
}

function lost(): PageBytes {
  return { said: message("capture.page-lost") };
}

async function find(asked: Extract<PageQuestion, { ask: "find" }>): Promise<Found> {
  const known = found.get(asked.id);
  if (known) return await keep(asked.id, known.picture, known.shown);
  // A background that has ended meanwhile asks again what the user is being asked already.
  if (choices.has(asked.id)) return { found: "asking" };
  const meant = whatIsMeant(asked.clicked);
  const { words, clicked, wantsLargest } = asked;
  switch (meant.is) {
    case "picture":
      return await keepWanted(asked.id, meant.picture, wantsLargest);
    case "several":
      choices.set(asked.id, { choice: choose(meant.pictures, meant.orLink, words), wantsLargest });
      return { found: "asking" };
    case "unknown":
      choices.set(asked.id, { choice: pointOut(words), wantsLargest });
      return { found: "asking" };
    case "none":
      // What was clicked may have been replaced since; its address may still be read.
      if (clicked.on === "image" && clicked.url !== undefined)
        return await keep(asked.id, byAddress(clicked.url));
      return { found: "none" };
    case "link":
      return { found: "link" };
  }
}

async function chosen(id: string): Promise<Found> {
  const { choice: choosing, wantsLargest = false } = choices.get(id) ?? {};
  const choice = await choosing;
  choices.delete(id);
  if (choice === undefined) return { found: "cancelled" };
  return typeof choice === "string" ? { found: choice } : await keepWanted(id, choice, wantsLargest);
}

async function keepWanted(id: string, shown: ShownPicture, wantsLargest: boolean): Promise<Found> {
  return await keep(id, wantsLargest ? largestOf(shown) : shown, shown);
}

/** Remembers a picture, and gives what the document and the page's own copy have of it. */
async function keep(id: string, picture: ShownPicture, shown = picture): Promise<Found> {
  const stop = new AbortController();
  found.set(id, { picture, shown, stop });
  for (const old of [...found.keys()].slice(0, -MAX_FOUND)) found.delete(old);
  await loaded(picture);
  const said = { ...described(picture), isLarger: picture.url !== shown.url };
  const inDocument = await fromDocument(picture);
  if (inDocument) return { found: "picture", picture: said, how: "document", read: inDocument };
  const copy =
    said.isOwn && !said.isControlled && !said.isBroken && !said.isLoading
      ? await pagesCopy(picture, stop.signal)
      : undefined;
  return { found: "picture", picture: said, ...(copy ? { how: "page-copy", read: copy } : {}) };
}

/** Whether a service worker of the page may have made it. */
function isControlled({ url }: ShownPicture): boolean {
  return Boolean(navigator.serviceWorker?.controller) && /^https?:/.test(url);
}

function byAddress(url: string): ShownPicture {
  return { element: document.documentElement, kind: "image", url, width: 0, height: 0 };
}

/** Nothing of it is to be seen: the whole page, which stands for it, is another picture. */
function isGone({ element, kind }: ShownPicture): boolean {
  return !element.isConnected || (kind === "image" && element === document.documentElement);
}

/** A picture's own tab is titled by its file name and its size: `harbour.png (640×480)`. */
function nameOfTab(): Pick<Picture, "name"> {
  if (!document.contentType.startsWith("image/")) return {};
  const size = document.title.lastIndexOf(" (");
  const name = size < 0 ? document.title : document.title.slice(0, size);
  return name === "" ? {} : { name: name.slice(0, MAX_WORDS_CHARACTERS) };
}

function described(picture: ShownPicture): Omit<Picture, "isLarger"> {
  const { kind, url, width, height } = picture;
  const alt = picture.element === document.documentElement ? undefined : wordsFor(picture);
  return {
    kind,
    url: url.startsWith("data:") ? "data:" : url.slice(0, MAX_ADDRESS_CHARACTERS),
    savedUrl: savedUrl(picture).slice(0, MAX_ADDRESS_CHARACTERS),
    width,
    height,
    isLoading: isLoading(picture),
    isBroken: isBroken(picture),
    isScaled: isScaled(picture),
    ...(alt === undefined ? {} : { alt }),
    ...nameOfTab(),
    frameUrl: location.href.slice(0, MAX_ADDRESS_CHARACTERS),
    title: document.title.slice(0, MAX_WORDS_CHARACTERS),
    charset: document.characterSet,
    isOwn: url === "" || isOwn(url),
    isShared: picture.element instanceof HTMLImageElement && picture.element.crossOrigin !== null,
    isControlled: isControlled(picture),
  };
}
