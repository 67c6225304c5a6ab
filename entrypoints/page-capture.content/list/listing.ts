/** Lists a frame's pictures for the picker, a few at a time: its page is never held up. */

import { isOwnPage } from "../../../shared/extension/own-page.ts";
import {
  type Listed,
  type ListedTogether,
  MAX_LISTED,
  MAX_LISTED_TOGETHER,
  PICTURES_PORT,
} from "../../../shared/extension/page-pictures.ts";
import { MAX_ADDRESS_CHARACTERS, MAX_WORDS_CHARACTERS } from "../../../shared/extension/page-words.ts";
import { isOwn } from "../bytes/reading.ts";
import { chainOf } from "../pictures/elements.ts";
import { savedUrls } from "../pictures/saved-url.ts";
import { isBroken, isScaled, type ShownPicture } from "../pictures/shown-picture.ts";
import { wordsFor } from "../pictures/words.ts";
import { type OfferedPicture, offeredBy } from "./offered.ts";

/** So long is looked without a pause: half a frame of a screen. */
const SLICE_MS = 8;

/** What was listed, for when its bytes are asked for. */
const listed = new Map<number, ShownPicture>();

export function listedPicture(number: number): ShownPicture | undefined {
  return listed.get(number);
}

/** Answers a page of the extension that opens the port; nobody else can. */
export function listenForPickers(): void {
  chrome.runtime.onConnect.addListener((port) => {
    if (port.name === PICTURES_PORT && isOwnPage(port.sender)) void listTo(port);
  });
}

async function listTo(port: chrome.runtime.Port): Promise<void> {
  let isOver = false;
  port.onDisconnect.addListener(() => {
    isOver = true;
  });
  listed.clear();
  const selection = selectedRanges();
  const savedUrl = savedUrls();
  let found: Listed[] = [];
  const tell = (isLast: boolean): void => {
    if (isOver) return;
    const told: ListedTogether = {
      frameUrl: location.href.slice(0, MAX_ADDRESS_CHARACTERS),
      title: document.title.slice(0, MAX_WORDS_CHARACTERS),
      charset: document.characterSet,
      pictures: found,
      isLast,
    };
    port.postMessage(told);
    found = [];
  };
  let since = performance.now();
  for (const offers of offeredBy()) {
    let shown = 0;
    for (const offer of offers) {
      if (!offer.isBetter) shown = listed.size;
      found.push(described(offer, { number: listed.size, of: shown, selection, savedUrl }));
      listed.set(listed.size, offer.picture);
    }
    const isLate = performance.now() - since > SLICE_MS;
    if (found.length > MAX_LISTED_TOGETHER - 10 || (isLate && found.length > 0)) tell(false);
    if (isLate) {
      await rest();
      since = performance.now();
    }
    if (isOver || listed.size >= MAX_LISTED - 10) break;
  }
  tell(true);
}

interface Around {
  readonly number: number;
  readonly of: number;
  readonly selection: readonly Range[];
  readonly savedUrl: (picture: ShownPicture) => string;
}

function described(
  { picture, offered, isBetter }: OfferedPicture,
  { number, of, selection, savedUrl }: Around,
): Listed {
  const { kind, url, width, height, element } = picture;
  const alt = wordsFor(picture);
  return {
    number,
    ...(isBetter ? { of } : {}),
    offered,
    kind,
    url: url.startsWith("data:") ? "data:" : url.slice(0, MAX_ADDRESS_CHARACTERS),
    savedUrl: offered === "shown" ? savedUrl(picture).slice(0, MAX_ADDRESS_CHARACTERS) : "",
    width,
    height,
    isScaled: isScaled(picture),
    isBroken: isBroken(picture),
    isReadable: offered === "shown" && kind !== "video" && (url === "" || isOwn(url)),
    isInSelection: selection.some((range) => range.intersectsNode(rootHost(element))),
    ...(alt === undefined ? {} : { alt }),
  };
}

/** What of the document is selected, when the picker was opened. */
function selectedRanges(): Range[] {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed) return [];
  return Array.from({ length: selection.rangeCount }, (_, index) => selection.getRangeAt(index));
}

/** An element as the document's own tree has it: one in a shadow root is selected with its host. */
function rootHost(element: Element): Element {
  for (const around of chainOf(element)) if (around.getRootNode() === document) return around;
  return element;
}

/** Lets the page do what it has to. */
function rest(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    resolve();
  };
  port2.postMessage(undefined);
  return promise;
}
