/** What a tab shows on the screen, as long as it is in front of its window. */

import type { ToastOrder } from "../../../shared/extension/words/toast-words.ts";

/** The browser takes two pictures of the screen a second (`MAX_CAPTURE_VISIBLE_TAB_CALLS_PER_SECOND`), and refuses more. */
const BETWEEN_MS = 550;

export class FrontTab {
  readonly #tabId: number;
  #nextAt = 0;

  constructor(tabId: number) {
    this.#tabId = tabId;
  }

  /** How long until the browser takes another picture. */
  get waitMs(): number {
    return Math.max(0, this.#nextAt - performance.now());
  }

  /** As PNG in the screen's own pixels; `gone` where another tab is in front, `undefined` where the browser refuses. */
  async take(): Promise<Blob | "gone" | undefined> {
    const tab = await this.#inFront();
    if (!tab) return "gone";
    const address = await chrome.tabs
      .captureVisibleTab(tab.windowId, { format: "png" })
      .catch((error: unknown) => void console.warn("The browser took no picture:", error));
    this.#nextAt = performance.now() + BETWEEN_MS;
    // Another tab may have come to the front meanwhile: then it is that one's picture.
    if (!(await this.#inFront())) return "gone";
    return address ? await (await fetch(address)).blob() : undefined;
  }

  /** Our own notice over the page is no part of a picture. */
  async tellToast(order: "away" | "back"): Promise<void> {
    const told: ToastOrder = { pagewire: "toast", order };
    await chrome.tabs.sendMessage(this.#tabId, told, { frameId: 0 }).catch(() => undefined);
  }

  async #inFront(): Promise<chrome.tabs.Tab | undefined> {
    const tab = await chrome.tabs.get(this.#tabId).catch(() => undefined);
    return tab?.active ? tab : undefined;
  }
}
