/** The system's notifications of what has come and what has failed: only where the user has chosen them and permitted them. */

import { type Notice, notify, onNoticeButton } from "../../../shared/extension/browser/notification.ts";
import { oneAtATime } from "../../../shared/extension/connection/one-at-a-time.ts";
import { shownName } from "../../../shared/extension/look/shown-text.ts";
import { onChange } from "../../../shared/extension/store/changes.ts";
import { findReceived } from "../../../shared/extension/store/received.ts";
import { findSends } from "../../../shared/extension/store/sends.ts";
import { onSettings, readSettings } from "../../../shared/extension/store/settings.ts";
import { unseenIds } from "../../../shared/extension/store/unseen.ts";
import { shownSize } from "../../../shared/texts/figures.ts";
import { readSaid } from "../../../shared/texts/said.ts";
import { text } from "../../../shared/texts/text.ts";
import { openFile } from "../receiving/showing.ts";
import { openPopup } from "./open-popup.ts";

/** Files that come within this time are told of together. */
const TOGETHER_MS = 1_500;

/** What is told of: a file by its id, or several at once. Its id is all that a background knows that a click has started. */
type Kind = "arrived" | "failed";

export interface NotificationsOptions {
  /** Tries one failed item again, or all of them. */
  readonly retry: (id: string | undefined) => Promise<unknown>;
  /** Whether a failure was said over the page already. */
  readonly wasTold: (id: string) => boolean;
}

export class Notifications {
  readonly #options: NotificationsOptions;
  /** What was news before, and is not told of again; what was there when this background began counts as told. */
  readonly #known: Readonly<Record<Kind, Set<string>>> = { arrived: new Set(), failed: new Set() };
  /** What the notification that stands there is of. */
  readonly #told: Readonly<Record<Kind, Set<string>>> = { arrived: new Set(), failed: new Set() };
  /** Only for those who have chosen it anything is looked up. */
  #isOn = false;
  #isListening = false;

  /** Must be called at the top level: a click on a notification starts the background. */
  constructor(options: NotificationsOptions) {
    this.#options = options;
    this.#listen();
    chrome.permissions.onAdded.addListener(() => this.#listen());
    const look = oneAtATime(() => this.#look(), TOGETHER_MS);
    onChange((changed) => {
      if (changed !== "pairing") look();
    });
    onSettings(() => void this.#prepare());
    void this.#prepare();
  }

  /** From the moment it is chosen: what was there before is told of nowhere. */
  async #prepare(): Promise<void> {
    const { notifyArrived = false, notifyFailed = false } = await readSettings();
    const isOn = notifyArrived || notifyFailed;
    if (isOn && !this.#isOn) {
      const { arrived, failed } = await news();
      for (const id of arrived) this.#known.arrived.add(id);
      for (const id of failed) this.#known.failed.add(id);
    }
    this.#isOn = isOn;
  }

  /** Without the permission there is no such part of the browser. */
  #listen(): void {
    if (this.#isListening || !chrome.notifications) return;
    this.#isListening = true;
    chrome.notifications.onClicked.addListener((id) => void this.#opened(id));
    onNoticeButton((id) => void this.#pressed(id));
    chrome.notifications.onClosed.addListener((id) => {
      if (!id.startsWith("alert")) this.#told[id.startsWith("failed") ? "failed" : "arrived"].clear();
    });
  }

  async #look(): Promise<void> {
    if (!this.#isOn) return;
    const { notifyArrived = false, notifyFailed = false } = await readSettings();
    const { arrived, failed } = await news();
    const untold = failed.filter((id) => !this.#options.wasTold(id));
    await this.#tellOf("arrived", arrived, notifyArrived);
    await this.#tellOf("failed", untold, notifyFailed);
  }

  /** What was looked at meanwhile is no news any more: its notification goes. */
  async #tellOf(kind: Kind, news: readonly string[], isWanted: boolean): Promise<void> {
    const [known, told] = [this.#known[kind], this.#told[kind]];
    const isNews = new Set(news);
    const fresh = news.filter((id) => !known.has(id));
    const before = told.size;
    for (const id of told) if (!isNews.has(id)) told.delete(id);
    for (const id of known) if (!isNews.has(id)) known.delete(id);
    for (const id of fresh) known.add(id);
    if (!isWanted || !chrome.notifications) return;
    for (const id of fresh) told.add(id);
    if (fresh.length === 0 && told.size === before) return;
    const [only, ...more] = told;
    const name = more.length === 0 && only !== undefined ? `${kind}:${only}` : kind;
    const standing = Object.keys(await chrome.notifications.getAll());
    for (const id of standing) if (id.startsWith(kind) && id !== name) await chrome.notifications.clear(id);
    if (only === undefined || fresh.length === 0) return;
    const notice = more.length === 0 ? await this.#noticeOf(kind, only) : severalOf(kind, told.size);
    if (!notice) return;
    await notify(name, notice);
  }

  async #noticeOf(kind: Kind, id: string): Promise<Notice | undefined> {
    if (kind === "arrived") {
      const item = await findReceived(id);
      if (!item) return undefined;
      const title = text("notice.arrived", { name: shownName(item.name) });
      return { title, message: shownSize(item.bytes), button: text("action.open") };
    }
    const [item] = await findSends([id]);
    // The system keeps its notifications: nothing of a private window goes there.
    if (!item || item.isPrivate) return undefined;
    const title = text("notice.failed", { name: shownName(item.name) });
    const { message = text("sent.failed"), said } = item;
    return { title, message: readSaid({ message, said }), button: text("action.retry") };
  }

  async #opened(id: string): Promise<void> {
    const [kind, only] = id.split(":");
    await chrome.notifications.clear(id);
    if (kind !== "arrived" || only === undefined) return await openPopup();
    await openFile(only);
  }

  async #pressed(id: string): Promise<void> {
    const [kind, only] = id.split(":");
    if (kind !== "failed") return await this.#opened(id);
    await chrome.notifications.clear(id);
    await this.#options.retry(only);
  }
}

/** What has come and what has failed, and was not looked at. */
async function news(): Promise<Readonly<Record<Kind, string[]>>> {
  const [arrived, failed] = await Promise.all([
    unseenIds("received", "stored"),
    unseenIds("sends", "failed"),
  ]);
  return { arrived, failed };
}

function severalOf(kind: Kind, count: number): Notice {
  if (kind === "arrived")
    return {
      title: text("notice.arrived-several", { count }),
      message: text("badge.title"),
      button: text("action.open"),
    };
  return {
    title: text("notice.failed-several", { count }),
    message: text("notice.failed-see"),
    button: text("action.retry-all"),
  };
}
