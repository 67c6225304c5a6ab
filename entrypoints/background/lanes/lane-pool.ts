/** A few lanes that work on whatever waits, whenever the companion is connected. */

import type { Connection } from "../../../shared/extension/connection/connection.ts";
import { onChange } from "../../../shared/extension/store/changes.ts";
import { type Lane, LaneLost } from "./lane.ts";
import { OpenLanes } from "./open-lanes.ts";
import { isSmall, TurnQueue, type Waiting } from "./turn-queue.ts";

/** What was lost while the companion stays connected is tried again after this. */
const RETRY_MS = 1_000;
export interface LanePoolOptions<Item extends Waiting> {
  readonly connection: Connection;
  /** How many files go side by side. */
  readonly maxLanes: number;
  /** How many of them may be large: the other lanes stay free for small ones. */
  readonly maxLargeFiles: number;
  /** Does one item on a lane; its signal stops it at once. One that throws stays waiting. */
  readonly work: (lane: Lane, item: Item, signal: AbortSignal) => Promise<void>;
  /** Does many small items on a lane that takes parcels. One that was not said to be over stays waiting. */
  readonly workTogether?: (lane: Lane, works: readonly Work<Item>[]) => Promise<void>;
  /** Called whenever an item is over, in whichever way. */
  readonly onChange: () => void;
}

export interface LanePool<Item extends Waiting> {
  /** Puts items into the queue that are not in it or under way, and starts on them. */
  add(items: readonly Item[]): void;
  /** Takes an item out of the queue; where it is under way, its lane is closed at once. */
  drop(id: string): void;
  /** What waits or is under way. */
  ids(): string[];
  /** The next files of one piece, in their order: at most `most`. */
  upcoming(most: number): string[];
  /** Something is about to come: opens a lane for it where none is free. */
  warmUp(): void;
}

/** Starts a pool; it works until the background ends. */
export function openLanePool<Item extends Waiting>(options: LanePoolOptions<Item>): LanePool<Item> {
  return new ConnectedLanePool(options);
}

/** One of the items that are done together. */
export interface Work<Item extends Waiting> {
  readonly item: Item;
  readonly signal: AbortSignal;
  /** Nothing more is to be done about it. */
  over(): void;
}

/** Items of one piece that go together, and the bytes of them: what a lane brings into memory. */
const MAX_TOGETHER = 32;
const MAX_TOGETHER_BYTES = 8 * 1024 * 1024;
/** One lane reads and digests while the companion writes what came over another. */
const MAX_TOGETHER_LANES = 3;

class ConnectedLanePool<Item extends Waiting> implements LanePool<Item> {
  readonly #options: LanePoolOptions<Item>;
  readonly #openLanes: OpenLanes;
  readonly #queue = new TurnQueue<Item>();
  readonly #underWay = new Map<string, AbortController>();
  /** What failed a moment ago. */
  readonly #resting = new Map<string, Item>();
  /** Lanes at work, or about to be opened; on some of them small items. */
  #lanes = 0;
  #smallLanes = 0;
  /** Whether lanes take parcels, until one does not: then few of them carry many files. */
  #takesParcels = true;
  #isConnected = false;

  constructor(options: LanePoolOptions<Item>) {
    this.#options = options;
    this.#openLanes = new OpenLanes(options.connection);
    options.connection.onSocket((socket) => {
      this.#isConnected = socket !== undefined;
      if (!socket) this.#openLanes.discardIdle();
      this.#takesParcels = true;
      this.#wakeResting();
    });
    onChange((changed) => {
      if (changed === "pairing") this.#openLanes.closeAll();
    });
  }

  add(items: readonly Item[]): void {
    for (const item of items) {
      if (!this.#underWay.has(item.id) && !this.#resting.has(item.id)) this.#queue.add(item);
    }
    this.#start();
  }

  drop(id: string): void {
    this.#queue.remove(id);
    this.#resting.delete(id);
    const underWay = this.#underWay.get(id);
    // It may be added again before the work has noticed.
    this.#underWay.delete(id);
    underWay?.abort(new LaneLost("It was taken off the list."));
  }

  ids(): string[] {
    return [...this.#queue.ids(), ...this.#resting.keys(), ...this.#underWay.keys()];
  }

  upcoming(most: number): string[] {
    return this.#queue.small(most);
  }

  warmUp(): void {
    if (this.#mayOpen && this.#lanes < this.#options.maxLanes) this.#openLanes.warmUp();
  }

  get #maxSmallLanes(): number {
    const { workTogether, maxLanes } = this.#options;
    return workTogether && this.#takesParcels ? MAX_TOGETHER_LANES : maxLanes;
  }

  get #mayOpen(): boolean {
    return this.#isConnected;
  }

  #start(): void {
    const { maxLanes, maxLargeFiles } = this.#options;
    // So many failures at once are no file's fault: nothing is tried until they have rested.
    while (this.#mayOpen && this.#lanes < maxLanes && this.#resting.size < maxLanes) {
      const mayBeLarge = this.#lanes - this.#smallLanes < maxLargeFiles;
      const item = this.#queue.next(mayBeLarge, this.#smallLanes < this.#maxSmallLanes);
      if (!item) return;
      void this.#run(item);
    }
  }

  async #run(first: Item): Promise<void> {
    const smallLanes = isSmall(first) ? 1 : 0;
    this.#lanes += 1;
    this.#smallLanes += smallLanes;
    const works = [this.#begin(first)];
    try {
      await this.#openLanes.with((lane) => this.#workOn(lane, works));
      for (const work of works) work.over();
    } catch (error) {
      // What was under way stays waiting; it goes on from where the receiver says it is.
      for (const { item, signal } of works)
        if (this.#isUnderWay(item.id, signal) && !signal.aborted) this.#rest(item);
      if (!(error instanceof LaneLost)) console.warn("A lane failed:", error);
    } finally {
      this.#lanes -= 1;
      this.#smallLanes -= smallLanes;
      for (const work of works) work.over();
      this.#options.onChange();
      this.#start();
    }
  }

  #begin(item: Item): Work<Item> {
    const stop = new AbortController();
    this.#underWay.set(item.id, stop);
    const { signal } = stop;
    const over = (): void => {
      if (this.#isUnderWay(item.id, signal)) this.#underWay.delete(item.id);
    };
    return { item, signal, over };
  }

  #isUnderWay(id: string, signal: AbortSignal): boolean {
    return this.#underWay.get(id)?.signal === signal;
  }

  /** Does the first, and with it as many more as may go together: those are put beside it. */
  async #workOn(lane: Lane, works: Work<Item>[]): Promise<void> {
    const { work, workTogether } = this.#options;
    const [first] = works;
    if (!first) return;
    const { item, signal } = first;
    if (!lane.parcels && this.#takesParcels) {
      this.#takesParcels = false;
      this.#start();
    }
    const areTogether = workTogether && lane.parcels && isSmall(item);
    if (areTogether)
      for (const other of this.#queue.takeSmall(MAX_TOGETHER - 1, MAX_TOGETHER_BYTES))
        works.push(this.#begin(other));
    const areStopped = (): boolean => works.every((one) => one.signal.aborted);
    const closeIfStopped = (): void => {
      if (areStopped()) lane.close();
    };
    for (const one of works) one.signal.addEventListener("abort", closeIfStopped);
    try {
      if (areStopped()) signal.throwIfAborted();
      await (areTogether ? workTogether(lane, works) : work(lane, item, signal));
    } finally {
      for (const one of works) one.signal.removeEventListener("abort", closeIfStopped);
    }
  }

  #rest(item: Item): void {
    this.#resting.set(item.id, item);
    setTimeout(() => this.#wakeResting(), RETRY_MS);
  }

  #wakeResting(): void {
    for (const item of this.#resting.values()) this.#queue.add(item);
    this.#resting.clear();
    this.#start();
  }
}
