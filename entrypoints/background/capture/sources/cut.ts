/** The picture cut out of what its tab shows on the screen, in the screen's own pixels. */

import { type PageQuestion, PlaceSchema } from "../../../../shared/extension/page-words.ts";
import type { ToastOrder } from "../../../../shared/extension/words/toast-words.ts";
import { message } from "../../../../shared/texts/message.ts";
import { CaptureFailed } from "../../sites/capture-failed.ts";
import type { ByteSource } from "./byte-source.ts";
import { askPage, PAGE_PATIENCE_MS } from "./page.ts";
import { wholeOf } from "./whole.ts";

/** The browser takes two pictures of the screen a second (`MAX_CAPTURE_VISIBLE_TAB_CALLS_PER_SECOND`), and refuses more. */
const BETWEEN_MS = 550;
/** A page that is busy may not get round to hide a notice. */
const TOAST_PATIENCE_MS = 500;
let turn: Promise<unknown> = Promise.resolve();

export const CUT: ByteSource = async (wanted) => {
  const mine = turn.then(() => cut(wanted));
  turn = mine.catch(() => undefined).then(() => new Promise((resolve) => setTimeout(resolve, BETWEEN_MS)));
  return await mine;
};

const cut: ByteSource = async (wanted) => {
  const { place, item, signal } = wanted;
  const question: PageQuestion = { pagewire: "picture", id: item.id, ask: "place" };
  const limits = { signal, patienceMs: PAGE_PATIENCE_MS };
  const found = place && (await askPage(place, question, PlaceSchema, limits));
  if (!place || !found?.area) throw new CaptureFailed(message("capture.out-of-sight"));
  const { area, scale } = found;
  const shown = await screenOf(place.tabId);
  const whole = await createImageBitmap(shown);
  try {
    const [x, y] = [Math.round(area.x * scale), Math.round(area.y * scale)];
    const width = Math.min(Math.round(area.width * scale), whole.width - x);
    const height = Math.min(Math.round(area.height * scale), whole.height - y);
    if (x < 0 || y < 0 || width < 1 || height < 1) throw new CaptureFailed(message("capture.out-of-sight"));
    const canvas = new OffscreenCanvas(width, height);
    canvas.getContext("2d")?.drawImage(whole, x, y, width, height, 0, 0, width, height);
    const blob = await canvas.convertToBlob({ type: "image/png" });
    return { bytes: await wholeOf(blob, wanted, { isMadeHere: true }), fidelity: "screenshot" };
  } finally {
    whole.close();
  }
};

/** What the tab shows. Throws `CaptureFailed` where another tab is in front of it. */
async function screenOf(tabId: number): Promise<Blob> {
  const tab = await inFront(tabId);
  const picture =
    tab &&
    (await withoutToast(tabId, () =>
      chrome.tabs.captureVisibleTab(tab.windowId, { format: "png" }).catch(() => undefined),
    ));
  // Another tab may have come to the front meanwhile: then it is that one's picture.
  if (picture === undefined || !(await inFront(tabId)))
    throw new CaptureFailed(message("capture.out-of-sight"));
  return await (await fetch(picture)).blob();
}

/** Our own notice over the page, of an earlier click, is no part of a picture. */
async function withoutToast<Taken>(tabId: number, take: () => Promise<Taken>): Promise<Taken> {
  const tell = async (order: "away" | "back"): Promise<void> => {
    const told: ToastOrder = { pagewire: "toast", order };
    const answered = chrome.tabs.sendMessage(tabId, told, { frameId: 0 }).catch(() => undefined);
    await Promise.race([answered, new Promise((late) => setTimeout(late, TOAST_PATIENCE_MS))]);
  };
  await tell("away");
  try {
    return await take();
  } finally {
    void tell("back");
  }
}

async function inFront(tabId: number): Promise<chrome.tabs.Tab | undefined> {
  const tab = await chrome.tabs.get(tabId).catch(() => undefined);
  return tab?.active ? tab : undefined;
}
