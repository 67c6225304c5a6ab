/** Bytes that a frame has itself: what its document holds, what it has drawn, and its own copy of what its site gave. */

import * as v from "valibot";
import type { ListedQuestion } from "../../../shared/extension/page-pictures.ts";
import { PageBytesSchema } from "../../../shared/extension/page-words.ts";
import type { FramePlace } from "./frames.ts";

/** So many are asked for at a time: a page is not made to read all it has at once. */
const AT_A_TIME = 4;

let free = AT_A_TIME;
const waiting: (() => void)[] = [];

/** `undefined` where the frame has none, or does not answer any more. */
export async function ownBytes(
  { tabId, documentId }: FramePlace,
  number: number,
  signal: AbortSignal,
): Promise<Blob | undefined> {
  await turn();
  try {
    if (signal.aborted) return undefined;
    const question: ListedQuestion = { pagewire: "listed", number };
    const answer: unknown = await chrome.tabs
      .sendMessage(tabId, question, { documentId })
      .catch(() => undefined);
    const told = v.safeParse(PageBytesSchema, answer);
    const blob = told.success ? told.output.read?.blob : undefined;
    return blob && blob.size > 0 ? blob : undefined;
  } finally {
    free += 1;
    waiting.shift()?.();
  }
}

async function turn(): Promise<void> {
  if (free <= 0) await new Promise<void>((resolve) => waiting.push(resolve));
  free -= 1;
}
