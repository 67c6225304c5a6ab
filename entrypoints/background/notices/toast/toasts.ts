/** Follows what was clicked in a page, and says there what has become of it. */

import * as v from "valibot";
import { SEEN_LIFECYCLE } from "../../../../shared/extension/browser/sender.ts";
import type { Connection, ConnectionState } from "../../../../shared/extension/connection/connection.ts";
import { oneAtATime } from "../../../../shared/extension/connection/one-at-a-time.ts";
import type { SendItem } from "../../../../shared/extension/store/database.ts";
import { HEX_FORM, toHex } from "../../../../shared/protocol/hex.ts";
import type { PlainTextCode } from "../../../../shared/texts/message.ts";
import { text } from "../../../../shared/texts/text.ts";
import { showToast } from "./toast-page.ts";
import { type SaidToast, type ToastAction, toastFor } from "./toast-rule.ts";

/** It is looked at what has become of things this often at most, and while something is on its way, this often at least. */
const LOOK_EVERY_MS = 250;
const LOOK_AGAIN_MS = 500;
/** What takes longer is no news over a page any more: the badge and the popup tell of it. */
const FOLLOWED_MS = 120_000;
/** How long it is said of one thing that it is on its way. */
const BUSY_SHOWN_MS = 4_000;
/** A press on an action later than this means nothing: its notice is long gone. */
const ACTION_LIFETIME_MS = 120_000;
const NONCE_BYTES = 16;

const PressSchema = v.strictObject({
  pagewireToast: v.strictObject({
    nonce: v.pipe(v.string(), v.length(NONCE_BYTES * 2), v.regex(HEX_FORM)),
  }),
});
const SenderSchema = v.object({
  id: v.string(),
  frameId: v.literal(0),
  documentLifecycle: SEEN_LIFECYCLE,
  tab: v.object({ id: v.number() }),
});

const LABELS: Readonly<Record<ToastAction, PlainTextCode>> = {
  retry: "action.retry",
  allow: "action.allow",
  pair: "toast.pair",
};

export interface ToastsOptions {
  readonly connection: Connection;
  /** What each of these items is now. */
  readonly find: (ids: readonly string[]) => Promise<(SendItem | undefined)[]>;
  /** What a press on an action does. */
  readonly act: (action: ToastAction, item: SendItem) => Promise<void>;
}

interface Followed {
  readonly tabId: number;
  since: number;
  busySince?: number;
  /** What was said last. */
  said: string;
}

interface Offered {
  readonly tabId: number;
  readonly action: ToastAction;
  readonly item: SendItem;
  readonly words: string;
  readonly endsAt: number;
}

export class Toasts {
  readonly #options: ToastsOptions;
  readonly #followed = new Map<string, Followed>();
  readonly #offered = new Map<string, Offered>();
  /** Of what a failure was shown to somebody. */
  readonly #told = new Set<string>();
  /** In each tab one after the other: what was said later is what stands there. */
  readonly #showing = new Map<number, Promise<unknown>>();
  #state: ConnectionState = "connecting";

  /** Must be called at the top level: a press starts the background. */
  constructor(options: ToastsOptions) {
    this.#options = options;
    options.connection.onReport(({ state }) => {
      this.#state = state;
      this.look();
    });
    chrome.runtime.onMessage.addListener((message: unknown, sender) => {
      this.#pressed(message, sender);
      return false;
    });
  }

  /** Something may have become of what is followed. */
  readonly look = oneAtATime(() => this.#lookAtAll(), LOOK_EVERY_MS);

  /** Something was clicked in a tab, or is tried again there. */
  follow({ id, shownInTab: tabId }: SendItem, said = ""): void {
    if (tabId === undefined) return;
    this.#followed.set(id, { tabId, since: performance.now(), said });
    this.#told.delete(id);
    this.look();
  }

  /** The computer has it. One of a private window is in no list any more. */
  async isDone(item: SendItem): Promise<void> {
    const followed = this.#followed.get(item.id);
    if (followed) await this.#tell(item, followed);
  }

  /** Whether its failure was said where the user could see it. */
  wasTold(id: string): boolean {
    return this.#told.has(id);
  }

  async #lookAtAll(): Promise<void> {
    const ids = [...this.#followed.keys()];
    if (ids.length === 0) return;
    const items = await this.#options.find(ids);
    for (const [index, id] of ids.entries()) {
      const followed = this.#followed.get(id);
      const item = items[index];
      const isOver = !item || performance.now() - (followed?.since ?? 0) > FOLLOWED_MS;
      if (isOver) this.#followed.delete(id);
      // A page that hangs holds up what is said in no other.
      else if (followed) void this.#tell(item, followed);
    }
    if (this.#followed.size > 0) setTimeout(this.look, LOOK_AGAIN_MS);
  }

  async #tell(item: SendItem, followed: Followed): Promise<void> {
    const sinceMs = performance.now() - followed.since;
    const said = toastFor({ item, connection: this.#state, sinceMs });
    if (!said || said.words === followed.said) return;
    if (said.isLast) this.#followed.delete(item.id);
    else if (!this.#mayBeBusy(followed)) return;
    followed.said = said.words;
    const { tabId } = followed;
    const before = this.#showing.get(tabId) ?? Promise.resolve();
    const shown = before
      .then(() => showToast(tabId, said, this.#offer(said, item, tabId)))
      .catch(() => false);
    this.#showing.set(tabId, shown);
    if ((await shown) && said.tone === "failed") this.#told.add(item.id);
    if (this.#showing.get(tabId) === shown) this.#showing.delete(tabId);
  }

  #mayBeBusy(followed: Followed): boolean {
    followed.busySince ??= performance.now();
    return performance.now() - followed.busySince < BUSY_SHOWN_MS;
  }

  #offer({ action, words }: SaidToast, item: SendItem, tabId: number) {
    if (!action) return undefined;
    const now = performance.now();
    for (const [nonce, { endsAt }] of this.#offered) if (endsAt < now) this.#offered.delete(nonce);
    const nonce = toHex(crypto.getRandomValues(new Uint8Array(NONCE_BYTES)));
    this.#offered.set(nonce, { tabId, action, item, words, endsAt: now + ACTION_LIFETIME_MS });
    return { label: text(LABELS[action]), nonce };
  }

  /** What comes of it is said there, too; what was said already, as of a question that waits for its answer, is not. */
  async #act({ action, item, words }: Offered): Promise<void> {
    await this.#options.act(action, item);
    if (action !== "pair") this.follow(item, action === "allow" ? words : "");
  }

  /** A message can name nothing but an action that was offered in the very tab it comes from, and each once. */
  #pressed(message: unknown, sender: chrome.runtime.MessageSender): void {
    const press = v.safeParse(PressSchema, message);
    const from = v.safeParse(SenderSchema, sender);
    if (!press.success || !from.success || from.output.id !== chrome.runtime.id) return;
    const { nonce } = press.output.pagewireToast;
    const offered = this.#offered.get(nonce);
    if (!offered || offered.tabId !== from.output.tab.id || offered.endsAt < performance.now()) return;
    this.#offered.delete(nonce);
    void this.#act(offered);
  }
}
