/** Asks the page in which something was clicked: puts our script there, which the click has allowed. */

import * as v from "valibot";
import {
  type PageBytes,
  PageBytesSchema,
  type PageQuestion,
} from "../../../../shared/extension/page-words.ts";
import { type Message, message } from "../../../../shared/texts/message.ts";
import type { Sentence } from "../../../../shared/texts/said.ts";
import { isMessage } from "../../../../shared/texts/text.ts";
import { CaptureFailed } from "../../sites/capture-failed.ts";

/** A tab, the frame in it, and the document that it showed. */
export interface PagePlace {
  readonly tabId: number;
  readonly frameId: number;
  readonly documentId?: string;
}

const SCRIPT = "/content-scripts/page-capture.js";
/** Only a page that hangs takes so long to let a script in, or to answer it where nothing is read or asked. */
export const PAGE_PATIENCE_MS = 8_000;
/**
 * The permission of a click reaches its page's process a moment after us: 2 of 24 pages that had just loaded refused the
 * script after 20 ms, and took it then (measured in Chromium 156).
 */
const ENTER_AGAIN_MS = 100;
/** How long a request of the page itself may take until another way is tried. */
export const READING_PATIENCE_MS = 30_000;

/**
 * Puts the script into a frame; `undefined` where none may run there, or the document is another by now; `hangs` where the
 * page lets nothing run.
 */
export async function enterPage({
  tabId,
  frameId,
  documentId,
}: PagePlace): Promise<PagePlace | "hangs" | undefined> {
  const target = documentId === undefined ? { frameIds: [frameId] } : { documentIds: [documentId] };
  // The browser's own pages, the web store and frames of other sites let no script in.
  const enter = () =>
    chrome.scripting.executeScript({
      target: { tabId, ...target },
      files: [SCRIPT],
      injectImmediately: true,
    });
  const entering = enter()
    .catch(() => new Promise((resolve) => setTimeout(resolve, ENTER_AGAIN_MS)).then(enter))
    .catch(() => []);
  const entered = await within(PAGE_PATIENCE_MS, entering);
  if (!entered) return "hangs";
  const [first] = entered;
  return first && { tabId, frameId: first.frameId, documentId: first.documentId };
}

/**
 * What the script there answers; `undefined` where it does not, or says what no script of ours would. A page can take its
 * script over and never answer: its patience and the signal end that as well.
 */
export async function askPage<Schema extends v.GenericSchema>(
  { tabId, frameId, documentId }: PagePlace,
  question: PageQuestion,
  schema: Schema,
  { signal, patienceMs }: { readonly signal: AbortSignal; readonly patienceMs?: number },
): Promise<v.InferOutput<Schema> | undefined> {
  const to = documentId === undefined ? { frameId } : { documentId };
  const stopped = Promise.withResolvers<undefined>();
  const stop = (): void => {
    const order: PageQuestion = { pagewire: "picture", id: question.id, ask: "stop" };
    // A page that is gone reads nothing more.
    void chrome.tabs.sendMessage(tabId, order, to).catch(() => undefined);
    stopped.resolve(undefined);
  };
  signal.addEventListener("abort", stop);
  const timer = patienceMs === undefined ? undefined : setTimeout(stop, patienceMs);
  try {
    const answered = chrome.tabs
      .sendMessage<PageQuestion, unknown>(tabId, question, to)
      .catch(() => undefined);
    const parsed = v.safeParse(schema, await Promise.race([stopped.promise, answered]));
    return parsed.success ? parsed.output : undefined;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
  }
}

function within<Value>(ms: number, value: Promise<Value>): Promise<Value | undefined> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => resolve(undefined), ms);
  return Promise.race([value, promise]).finally(() => clearTimeout(timer));
}

/** Bytes that the page gives. Throws `CaptureFailed` with what it says instead. */
export async function bytesFromPage(
  place: PagePlace | undefined,
  question: PageQuestion,
  limits: { readonly signal: AbortSignal; readonly patienceMs: number },
): Promise<NonNullable<PageBytes["read"]>> {
  const answer = place && (await askPage(place, question, PageBytesSchema, limits));
  if (answer?.read && answer.read.blob.size > 0) return answer.read;
  throw new CaptureFailed(whyNot(answer));
}

/** In the page's own words where they are a text of the catalogue. */
function whyNot(answer: PageBytes | undefined): Message | Sentence {
  if (answer?.said && isMessage(answer.said)) return answer.said;
  return message("capture.page-silent");
}
