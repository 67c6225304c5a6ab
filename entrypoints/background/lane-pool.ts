/** A few lanes that work on whatever waits, whenever the companion is connected. */

import type { Connection } from "../../shared/extension/connection.ts";
import { type Lane, LaneLost } from "./lane.ts";
import { LaneDoor } from "./lane-door.ts";
import { isSmall, TurnQueue, type Waiting } from "./turn-queue.ts";

/** What was lost while the companion stays connected is tried again after this. */
const RETRY_MS = 1_000;
/** A lane with nothing to do is kept for this long: the next file then needs no new handshake. */
export const IDLE_LANE_MS = 5_000;

export interface LanePoolOptions<Item extends Waiting> {
  readonly connection: Connection;
  /** How many files go side by side. */
  readonly maxLanes: number;
  /** How many of them may be large: the other lanes stay free for small ones. */
  readonly maxLargeFiles: number;
  /** Does one item on a lane; its signal stops it at once. One that throws stays waiting. */
  readonly work: (lane: Lane, item: Item, signal: AbortSignal) => Promise<void>;
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
  /** The next files of one piece, in their order: at most so many. */
  upcoming(most: number): string[];
  /** Something is about to come: opens a lane for it where none is free. */
  warmUp(): void;
}

/** Starts a pool; it works until the background ends. */
export function openLanePool<Item extends Waiting>(options: LanePoolOptions<Item>): LanePool<Item> {
  return new ConnectedLanePool(options);
}

interface UnderWay {
  readonly isSmall: boolean;
  readonly stop: AbortController;
}

class ConnectedLanePool<Item extends Waiting> implements LanePool<Item> {
  readonly #options: LanePoolOptions<Item>;
  readonly #door: LaneDoor;
  readonly #queue = new TurnQueue<Item>();
  readonly #underWay = new Map<string, UnderWay>();
  /** Lanes without work, the one used last at the end. */
  readonly #idle = new Map<Lane, ReturnType<typeof setTimeout>>();
  /** What failed a moment ago. */
  readonly #resting = new Map<string, Item>();
  #warming: Promise<void> | undefined;
  #isConnected = false;

  constructor(options: LanePoolOptions<Item>) {
    this.#options = options;
    this.#door = new LaneDoor(options.connection, () => this.#discardIdle());
    options.connection.onSocket((socket) => {
      this.#isConnected = socket !== undefined;
      if (!socket) this.#discardIdle();
      this.#wakeResting();
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
    underWay?.stop.abort(new LaneLost("It was taken off the list."));
  }

  ids(): string[] {
    return [...this.#queue.ids(), ...this.#resting.keys(), ...this.#underWay.keys()];
  }

  upcoming(most: number): string[] {
    return this.#queue.small(most);
  }

  warmUp(): void {
    if (!this.#mayOpen || this.#idle.size > 0 || this.#underWay.size >= this.#options.maxLanes) return;
    this.#warming ??= this.#openLane()
      .then((lane) => this.#park(lane))
      // The file that comes opens one itself and says what is wrong.
      .catch(() => undefined)
      .finally(() => {
        this.#warming = undefined;
      });
  }

  get #mayOpen(): boolean {
    return this.#isConnected;
  }

  #start(): void {
    const { maxLanes, maxLargeFiles } = this.#options;
    // So many failures at once are no file's fault: nothing is tried until they have rested.
    while (this.#mayOpen && this.#underWay.size < maxLanes && this.#resting.size < maxLanes) {
      const large = [...this.#underWay.values()].filter((one) => !one.isSmall).length;
      const item = this.#queue.next(large < maxLargeFiles);
      if (!item) return;
      void this.#run(item);
    }
  }

  async #run(item: Item): Promise<void> {
    const stop = new AbortController();
    const underWay = { isSmall: isSmall(item), stop };
    this.#underWay.set(item.id, underWay);
    try {
      await this.#workOn(item, stop.signal);
    } catch (error) {
      // What was under way stays waiting; it goes on from where the receiver says it is.
      if (!stop.signal.aborted) this.#rest(item);
      if (!(error instanceof LaneLost)) console.warn("A lane failed:", error);
    } finally {
      if (this.#underWay.get(item.id) === underWay) this.#underWay.delete(item.id);
      this.#options.onChange();
      this.#start();
    }
  }

  async #workOn(item: Item, signal: AbortSignal): Promise<void> {
    const lane = await this.#takeLane();
    const close = (): void => lane.close();
    signal.addEventListener("abort", close);
    try {
      signal.throwIfAborted();
      await this.#options.work(lane, item, signal);
      this.#park(lane);
    } catch (error) {
      lane.close();
      throw error;
    } finally {
      signal.removeEventListener("abort", close);
    }
  }

  async #takeLane(): Promise<Lane> {
    if (this.#idle.size === 0) await this.#warming;
    const lane = [...this.#idle.keys()].pop();
    if (!lane) return await this.#openLane();
    clearTimeout(this.#idle.get(lane));
    this.#idle.delete(lane);
    return lane.isOpen ? lane : await this.#takeLane();
  }

  async #openLane(): Promise<Lane> {
    return await this.#door.open();
  }

  #park(lane: Lane): void {
    if (!this.#isConnected || !lane.isOpen) lane.close();
    else
      this.#idle.set(
        lane,
        setTimeout(() => this.#discard(lane), IDLE_LANE_MS),
      );
  }

  #discardIdle(): void {
    for (const lane of this.#idle.keys()) this.#discard(lane);
  }

  #discard(lane: Lane): void {
    clearTimeout(this.#idle.get(lane));
    this.#idle.delete(lane);
    lane.close();
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
