/** Keeps the toolbar icon's badge at what the rule says of the facts, as they change. */

import type {
  Connection,
  ConnectionReport,
  ConnectionState,
} from "../../../shared/extension/connection/connection.ts";
import { oneAtATime } from "../../../shared/extension/connection/one-at-a-time.ts";
import { readPairing } from "../../../shared/extension/connection/pairing.ts";
import { onChange } from "../../../shared/extension/store/changes.ts";
import { StoreUnusable } from "../../../shared/extension/store/database.ts";
import { countSends } from "../../../shared/extension/store/sends.ts";
import { onSettings } from "../../../shared/extension/store/settings.ts";
import { countUnread, countUnseenTrouble } from "../../../shared/extension/store/unseen.ts";
import { readError } from "../../../shared/texts/said.ts";
import { type FileBatch, shareOf } from "../lanes/file-batch.ts";
import { type BadgeFacts, badgeFor } from "./badge.ts";
import { MarketNotices } from "./market-notices.ts";
import { Watchdog } from "./watchdog.ts";

/** How long a success is shown. */
const SUCCESS_SHOWN_MS = 4_000;
/** It is drawn this often at most. */
const DRAW_EVERY_MS = 250;
/** While files go, what is in the database is counted this often: each count costs the browser a transaction. */
const COUNT_EVERY_MS = 1_000;
/** What has not moved for so long shows no percent. */
const MOVING_MS = 1_500;
/** A background that starts asks its companion first: until then the badge stands as the last one left it, for no longer. */
const FIRST_ANSWER_MS = 1_000;

type Counted = Pick<
  BadgeFacts,
  "storeTrouble" | "isCompanionUnseen" | "failed" | "full" | "fetching" | "paused" | "unread"
>;

/** What is on its way, in each direction. */
export interface Batches {
  readonly outgoing: FileBatch;
  readonly incoming: FileBatch;
}

export class ToolbarIcon {
  readonly #batches: () => Batches;
  readonly #watchdog = new Watchdog();
  #state: ConnectionState = "connecting";
  #isSettled = false;
  #counted: Counted = {
    storeTrouble: undefined,
    isCompanionUnseen: false,
    failed: 0,
    full: 0,
    fetching: 0,
    paused: 0,
    unread: 0,
  };
  #countAgainAt = 0;
  #acked = 0;
  #movedAt = Number.NEGATIVE_INFINITY;
  #finished = 0;
  #successUntil = 0;
  #drawn = "";
  readonly #market: MarketNotices;

  constructor(connection: Connection, batches: () => Batches) {
    this.#batches = batches;
    this.#market = new MarketNotices(connection, () => this.look());
    connection.onReport((report) => this.#heard(report));
    setTimeout(() => this.#settle(), FIRST_ANSWER_MS);
    // Its words are in the reader's language.
    onSettings(() => this.look());
    onChange(() => {
      this.#countAgainAt = 0;
      this.look();
    });
  }

  /** Something may have changed. */
  readonly look = oneAtATime(() => this.#draw(), DRAW_EVERY_MS);

  /** A new attempt says no more than what the last one met: a badge that goes at each of them would flicker. */
  #heard({ state }: ConnectionReport): void {
    if (state !== "connecting" || this.#state === "connected") this.#state = state;
    if (state === "connecting") this.look();
    else this.#settle();
  }

  #settle(): void {
    this.#isSettled = true;
    this.look();
  }

  async #draw(): Promise<void> {
    if (!this.#isSettled) return;
    const { outgoing, incoming } = this.#batches();
    const batches = [outgoing, incoming];
    const now = performance.now();
    const open = batches.reduce((sum, batch) => sum + batch.open, 0);
    if (open === 0 || now >= this.#countAgainAt) await this.#count();
    const isMoving = this.#isMoving(batches, now);
    const isJustDone = this.#isJustDone(outgoing, now);
    const facts = { ...this.#counted, connection: this.#state, open, share: shareOf(batches), isMoving };
    this.#watchdog.watch(facts.fetching > 0 || (open > 0 && this.#state === "connected"));
    const { text, colour, title } = badgeFor({ ...facts, isJustDone, price: this.#market.price });
    const drawn = `${text} ${colour} ${title}`;
    if (this.#drawn === drawn) return;
    this.#drawn = drawn;
    await Promise.all([
      chrome.action.setBadgeText({ text }),
      chrome.action.setBadgeBackgroundColor({ color: colour }),
      chrome.action.setBadgeTextColor({ color: "#ffffff" }),
      chrome.action.setTitle({ title }),
    ]);
  }

  async #count(): Promise<void> {
    this.#countAgainAt = performance.now() + COUNT_EVERY_MS;
    try {
      const [trouble, unread, fetching, paused, pairing] = await Promise.all([
        countUnseenTrouble(),
        countUnread(),
        countSends("fetching"),
        countSends("paused"),
        readPairing(),
      ]);
      const { sent, received, full } = trouble;
      const isCompanionUnseen = pairing?.unseen === true;
      const failed = sent + received;
      this.#counted = { storeTrouble: undefined, isCompanionUnseen, failed, full, fetching, paused, unread };
    } catch (error) {
      if (!(error instanceof StoreUnusable)) throw error;
      this.#counted = { ...this.#counted, storeTrouble: readError(error) };
    }
  }

  /** Looks again when nothing has moved for a while. */
  #isMoving(batches: readonly FileBatch[], now: number): boolean {
    const acked = batches.reduce((sum, { ackedBytes }) => sum + ackedBytes, 0);
    if (acked !== this.#acked) {
      this.#acked = acked;
      this.#movedAt = now;
      setTimeout(this.look, MOVING_MS + 1);
    }
    return now - this.#movedAt <= MOVING_MS;
  }

  /** Of what has come the count says more. */
  #isJustDone({ open, finished }: FileBatch, now: number): boolean {
    if (open === 0 && finished > this.#finished) {
      this.#finished = finished;
      this.#successUntil = now + SUCCESS_SHOWN_MS;
      setTimeout(this.look, SUCCESS_SHOWN_MS + 1);
    }
    return now < this.#successUntil;
  }
}
