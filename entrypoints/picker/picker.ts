/** What the page shows: the pictures, how far the reading is, and what was sent of them. */

import { maySavePages } from "../../shared/extension/browser/saved-page.ts";
import { type FeedState, feed, type Scope } from "./page/scope.ts";
import { PictureList } from "./pictures/picture-list.ts";
import { Outcomes } from "./sending/outcomes.ts";

/** What the browser has permitted. */
export interface Permitted {
  readonly savedPages: boolean;
}

export class Picker {
  readonly tabId: number;
  readonly list = new PictureList();
  readonly outcomes: Outcomes;
  scope: Scope;
  state: FeedState = { isReading: true, unreadable: 0, tabs: 1 };
  permitted: Permitted | undefined;
  /** The page was closed since. */
  isClosed = false;
  readonly #listeners = new Set<() => void>();
  #reading = new AbortController();

  /** Begins to read at once: nothing waits for this page's words. */
  constructor(tabId: number, scope: Scope) {
    this.tabId = tabId;
    this.scope = scope;
    this.outcomes = new Outcomes(() => this.#tell());
    this.list.onChange(() => this.#tell());
    chrome.tabs.onRemoved.addListener((removed) => {
      if (removed !== tabId) return;
      this.isClosed = true;
      this.#tell();
    });
    chrome.permissions.onAdded.addListener(() => this.read());
    this.read();
  }

  /** Another part of what there is; other tabs are read only then. */
  show(scope: Scope): void {
    const isOther = (scope === "window") !== (this.scope === "window");
    this.scope = scope;
    if (isOther) this.read();
    else this.#tell();
  }

  /** Reads everything anew. */
  read(): void {
    this.#reading.abort();
    const reading = new AbortController();
    this.#reading = reading;
    this.list.clear();
    this.state = { isReading: true, unreadable: 0, tabs: 1 };
    void maySavePages().then((savedPages) => {
      this.permitted = { savedPages };
      this.#tell();
    });
    const onState = (state: FeedState): void => {
      if (reading.signal.aborted) return;
      this.state = state;
      this.#tell();
    };
    void feed(this.tabId, this.scope === "window", this.list, onState, reading.signal);
    this.#tell();
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}
