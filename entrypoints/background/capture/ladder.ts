/** Which way to a picture's bytes comes next: decided from what was clicked, what its page says and what is permitted. */

import { CAN_SAVE_PAGES } from "../../../shared/extension/browser/saved-page.ts";
import type { Picture } from "../../../shared/extension/page-words.ts";
import type { How } from "../../../shared/protocol/lane-words.ts";

/** What is known before a step. */
export interface Situation {
  /** As its page describes it; absent where no script may run there, or where the page is gone. */
  readonly picture: Picture | undefined;
  /** Where its bytes come from; empty for what the page has drawn. */
  readonly url: string;
  readonly permits: Permits;
  /** Whether the user may be asked for more. */
  readonly mayAsk: boolean;
  /** Whether its site has given its page another picture by now. */
  readonly isReplaced: boolean;
}

/** What the browser's user has permitted. */
export interface Permits {
  /** To save what a tab shows. */
  readonly pageCapture: boolean;
  /** To read the picture's site. */
  readonly site: boolean;
  /** To read every site. */
  readonly allSites: boolean;
}

/** The next way to try; `ask` ends the matter until the user has answered. */
export type Step = How | "ask";

/**
 * The step after those that were tried; `undefined` where none is left. In the order of the truth that each has, and
 * among the exact ones the cheapest first: what the document and the page's own copy have costs no request and no
 * permission, a page capture grows with its page, a request may be answered with another picture.
 */
export function nextStep(situation: Situation, tried: ReadonlySet<Step>): Step | undefined {
  return STEPS.find((step) => !tried.has(step) && FITS[step](situation));
}

const STEPS = [
  "document",
  "page-copy",
  "page-capture",
  "page-request",
  "request",
  "ask",
  "drawn",
  "cut",
] as const satisfies readonly Step[];

const FITS: Readonly<Record<Step, (situation: Situation) => boolean>> = {
  document: ({ picture, url }) => (picture ? url === "data:" || picture.kind === "svg" : isCarried(url)),
  "page-copy": ({ picture, url }) => picture?.isOwn === true && /^(?:https?|blob):/.test(url),
  "page-capture": ({ permits, picture, url }) => permits.pageCapture && isWhole(picture) && isLoaded(url),
  "page-request": ({ picture, url }) => isSite(url) && isReadable(picture),
  // The page tells another picture by its pixels, the background by its size alone: it must not take what was refused.
  request: ({ permits, picture, url, isReplaced }) =>
    permits.site && isSite(url) && !isReplaced && !isOfWorker(picture),
  // What a canvas shows no permission makes exact, and of the computer's disk a page alone has anything.
  ask: (situation) =>
    situation.mayAsk &&
    isMissing(situation) &&
    isLoaded(situation.url) &&
    (situation.picture !== undefined || !situation.url.startsWith("file:")),
  drawn: ({ picture }) => isSeen(picture),
  cut: ({ picture }) => isSeen(picture),
};

/** Of what a page could not load itself nothing is to be seen, nor of a larger version than the one that stands there. */
function isSeen(picture: Picture | undefined): boolean {
  return picture?.isBroken === false && !picture.isLarger;
}

/** Whether the page has all of it: of the rest a capture of the page would say nothing. */
function isWhole(picture: Picture | undefined): boolean {
  return isSeen(picture) && picture?.isLoading === false;
}

/** Whether a request of the page itself would be answered to it; one that is still under way would wait for the other. */
function isReadable(picture: Picture | undefined): boolean {
  const isReady = picture?.isLoading === false || isOfWorker(picture);
  return isReady && picture !== undefined && (picture.isOwn || picture.isShared);
}

/** Whether the page's service worker may have made it: what its site has under the address may be another one. */
function isOfWorker(picture: Picture | undefined): boolean {
  return picture?.isControlled === true && picture.isOwn && !picture.isBroken;
}

/** Whether there is nothing left to permit. */
export function hasEverything({ pageCapture, allSites }: Permits): boolean {
  return allSites && (pageCapture || !CAN_SAVE_PAGES);
}

/** Whether there is a permission that would make more exact. */
function isMissing({ permits, picture }: Situation): boolean {
  // A larger version its site alone has.
  if (picture?.isLarger && permits.site) return false;
  return picture?.isBroken !== true && !hasEverything(permits);
}

/** Whether the address that was clicked has the bytes in it: of a frame that lets no script in nothing else is known. */
function isCarried(url: string): boolean {
  return url.startsWith("data:") && url.includes(",");
}

/** Whether the page has got it from an address. */
function isLoaded(url: string): boolean {
  return /^(?:https?|blob|file):/.test(url);
}

function isSite(url: string): boolean {
  return /^https?:/.test(url);
}
