/** Times clicks from inside a service worker: from the menu's event to the last word on the file. */

import type { WorkerSession } from "../support/worker-session.ts";

declare global {
  /** In a service worker: what the last click took, in milliseconds, once its file has arrived. */
  var benchClick: Promise<number> | undefined;
  /** In the posting extension's: where it posts to. */
  var benchPort: number;
}

/**
 * Watches from inside the worker without changing what it does: a second listener hears of the click right after the
 * product's own, and of the companion's last word on the lane that carries the file.
 */
export function watchClicks(): void {
  const heard = new WeakSet<WebSocket>();
  let finish: (() => void) | undefined;
  const { send } = WebSocket.prototype;
  WebSocket.prototype.send = function (this: WebSocket, data) {
    if (!heard.has(this)) {
      heard.add(this);
      this.addEventListener("message", ({ data: word }) => {
        if (typeof word !== "string") return;
        // A file of one piece goes as a parcel, and is answered by a receipt.
        const isReceipt = word.startsWith('{"type":"receipts"') && word.includes('"type":"done"');
        if (isReceipt || word.startsWith('{"type":"done"')) finish?.();
      });
    }
    send.call(this, data);
  };
  chrome.contextMenus.onClicked.addListener(() => {
    const begun = performance.now();
    globalThis.benchClick = new Promise((resolve) => {
      finish = () => resolve(performance.now() - begun);
    });
  });
}

/** Runs a click on the menu; resolves with the milliseconds from its event to the answer. */
export async function timedClick(worker: WorkerSession, click: () => Promise<void>): Promise<number> {
  await worker.evaluate(() => {
    globalThis.benchClick = undefined;
  }, undefined);
  await click();
  return await worker.evaluate(async () => {
    while (!globalThis.benchClick) await new Promise((resolve) => setTimeout(resolve, 5));
    return await globalThis.benchClick;
  }, undefined);
}
