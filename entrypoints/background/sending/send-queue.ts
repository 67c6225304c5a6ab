/** The one owner of what is to be sent: an item's state is here first while this background works, and in the database after. */

import type { SendItem } from "../../../shared/extension/store/database.ts";
import {
  addSend,
  changeFetching,
  changeSend,
  findSends,
  forgetOldest,
  keepSendBlob,
  removeSend,
  returnSends,
  sendsIn,
  type TakenSend,
  takeSends,
} from "../../../shared/extension/store/sends.ts";
import type { Whole } from "../sites/site-bytes.ts";
import { type Held, isWanted } from "./held.ts";
import { ReadAhead } from "./read-ahead.ts";
import { SentNotes } from "./sent-notes.ts";

/** A small file that has gone within this time need not be written into the database and removed again. */
const KEEP_AFTER_MS = 300;

export interface SendQueueOptions {
  /** Names what may be read along with an item. */
  readonly upcoming: () => readonly string[];
  /** Whether something can be sent now. */
  readonly isConnected: () => boolean;
  /** An item can be taken. */
  readonly onWaiting: (item: SendItem) => void;
  /** Nothing else is under way. */
  readonly isLast: () => boolean;
}

export class SendQueue {
  readonly #options: SendQueueOptions;
  readonly #held = new Map<string, Held>();
  readonly #ahead: ReadAhead;
  readonly #sent: SentNotes;
  #looking: Promise<unknown> | undefined;

  constructor(options: SendQueueOptions) {
    this.#options = options;
    this.#ahead = new ReadAhead(options.upcoming);
    this.#sent = new SentNotes(options.isLast, (ids) => {
      for (const id of ids) if (this.#isDone(id)) this.#held.delete(id);
    });
  }

  /** What each of these items is now. */
  async find(ids: readonly string[]): Promise<(SendItem | undefined)[]> {
    const found = ids.every((id) => this.#held.has(id)) ? [] : await findSends(ids);
    return ids.map((id, index) => this.#held.get(id)?.item ?? found[index]);
  }

  /** What waits or is being sent, oldest first. */
  async open(): Promise<SendItem[]> {
    return (await sendsIn("waiting", "sending")).filter(({ id }) => !this.#isDone(id));
  }

  /** A new item, whose bytes are being fetched. */
  add(item: SendItem): void {
    this.#hold(item, addSend(item));
  }

  /** Whether an item's bytes are to be fetched again: it may have been removed meanwhile, or its page closed. */
  async addAgain(item: SendItem): Promise<boolean> {
    const held = this.#hold({ ...item, state: "fetching" }, Promise.resolve());
    const isFetching = (await findSends([item.id]))[0]?.state === "fetching";
    if (!isFetching) this.#release(item.id, held);
    return isFetching;
  }

  /** How large an item is whose bytes are being fetched, or how much of it has come. */
  async noteSize(id: string, size: Partial<SendItem>): Promise<void> {
    const held = this.#held.get(id);
    if (held?.item.state === "fetching") held.item = { ...held.item, ...size };
    await changeFetching(id, size);
  }

  /** What was found of an item whose bytes are being fetched: where it is, what its page says; its bytes do not wait. */
  noteFound(id: string, found: Partial<SendItem>): void {
    const held = this.#held.get(id);
    if (held?.item.state === "fetching") held.item = { ...held.item, ...found };
    Promise.resolve(held?.noted)
      .then(() => changeFetching(id, found))
      .catch((error: unknown) => console.warn("What was found could not be noted:", error));
  }

  /** The user has thought better of it. */
  async forget(id: string): Promise<void> {
    const held = this.#held.get(id);
    await held?.noted.catch(() => undefined);
    this.drop(id);
    await removeSend(id);
  }

  /** Its bytes are at its site until its turn comes; `undefined` where it was removed or paused since. */
  async stream(id: string, change: Partial<SendItem>): Promise<SendItem | undefined> {
    const held = this.#held.get(id);
    await held?.noted;
    const waiting = await changeFetching(id, { ...change, state: "waiting" });
    if (held) this.#release(id, held);
    return waiting;
  }

  /**
   * All of its bytes are here. What comes from fetch stays readable while it is written: it can go at once (measured: 0 of
   * 60 were lost). Resolves when it has gone or the database has it; until then that says its bytes are being fetched, and
   * a background that ends fetches them again.
   */
  async arrive(id: string, file: Whole, change: Partial<SendItem>): Promise<void> {
    // A page may have taken it off the list since.
    await this.#looking;
    const held = this.#held.get(id);
    if (!held) return;
    held.unwritten = { ...change, state: "waiting" };
    held.item = { ...held.item, ...held.unwritten };
    if (!file.isMadeHere) {
      held.file = file;
      this.#options.onWaiting(held.item);
      const mayGoFirst = file.bytes !== undefined && this.#options.isConnected();
      if (mayGoFirst) await Promise.race([held.tried.promise, pause(KEEP_AFTER_MS)]);
      if (this.#isDone(id)) return;
    }
    await held.noted;
    await keepSendBlob(id, file.blob, held.unwritten);
    this.#release(id, held);
  }

  /** Its bytes can't be read; one that was paused or removed since stays as it is. */
  async failFetching(id: string, failure: Partial<SendItem>): Promise<void> {
    const held = this.#held.get(id);
    await held?.noted.catch(() => undefined);
    await changeFetching(id, { ...failure, state: "failed" });
    if (held) this.#release(id, held);
  }

  /** An item that is to be sent now; `undefined` where the user has paused or removed it. */
  async take(id: string): Promise<TakenSend | undefined> {
    return this.#takeHeld(id) ?? (await this.#ahead.take(id));
  }

  /** The same of many that are to go together, by id. */
  async takeAll(ids: readonly string[]): Promise<Map<string, TakenSend>> {
    for (const id of ids) this.#ahead.drop(id);
    const others = ids.filter((id) => !this.#takeHeld(id));
    const taken = others.length > 0 ? await takeSends(others) : new Map<string, TakenSend>();
    for (const id of ids) {
      const held = this.#takeHeld(id);
      if (held) taken.set(id, held);
    }
    return taken;
  }

  #takeHeld(id: string): TakenSend | undefined {
    const held = this.#held.get(id);
    return held?.file && held.item.state === "waiting" ? { item: held.item, ...held.file } : undefined;
  }

  /** The computer has it; one of a private window is in no list any more as soon as that is noted. */
  finish(item: SendItem, change: Partial<SendItem>): void {
    const held = this.#held.get(item.id) ?? this.#hold(item, Promise.resolve());
    held.item = { ...held.item, ...change, state: "done" };
    delete held.file;
    this.#sent.add(item.id, { ...held.unwritten, ...change });
  }

  /** It can't be sent. */
  async fail(id: string, failure: Partial<SendItem>): Promise<void> {
    const held = this.#held.get(id);
    if (held) held.item = { ...held.item, ...failure, state: "failed" };
    await changeSend(id, { ...failure, state: "failed" });
  }

  /** Its lane was lost: it waits again. */
  async putBack(id: string): Promise<void> {
    await returnSends([id]);
  }

  /** A try to send it is over, in whichever way. */
  tried(id: string): void {
    this.#held.get(id)?.tried.resolve();
  }

  /** It is paused or gone: nothing of it is held any more. */
  drop(id: string): void {
    this.#ahead.drop(id);
    const held = this.#held.get(id);
    if (!held || this.#isDone(id)) return;
    this.#release(id, held);
    held.tried.resolve();
  }

  /** A page has changed something: says what is held here and not wanted any more. */
  async lookAgain(): Promise<string[]> {
    this.#ahead.clear();
    const looking = this.#unwanted();
    this.#looking = looking;
    const ids = await looking;
    if (this.#looking === looking) this.#looking = undefined;
    return ids;
  }

  /** Cuts the list of what is done. */
  async tidy(): Promise<void> {
    await this.#sent.settled();
    await forgetOldest();
  }

  async #unwanted(): Promise<string[]> {
    const held = [...this.#held];
    if (held.length === 0) return [];
    try {
      await Promise.allSettled(held.map(([, { noted }]) => noted));
      const found = await findSends(held.map(([id]) => id));
      const unwanted = held.filter(([id, one], index) => {
        return this.#held.get(id) === one && !isWanted(one.item, found[index]);
      });
      const ids = unwanted.map(([id]) => id);
      for (const id of ids) this.drop(id);
      return ids;
    } catch (error) {
      console.warn("No items:", error);
      return [];
    }
  }

  #hold(item: SendItem, noted: Promise<unknown>): Held {
    // What needs it to be there waits for it, and fails with it.
    noted.catch(() => undefined);
    const held: Held = { item, noted, unwritten: {}, tried: Promise.withResolvers() };
    this.#held.set(item.id, held);
    return held;
  }

  #release(id: string, held: Held): void {
    if (this.#held.get(id) === held && !this.#isDone(id)) this.#held.delete(id);
  }

  #isDone(id: string): boolean {
    return this.#held.get(id)?.item.state === "done";
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
