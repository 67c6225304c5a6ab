/** A simulated world: what is to happen waits in a heap, and a seeded hand picks what happens next. */

/** A seeded source of chance (mulberry32): the same seed gives the same world. */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** A number from 0 up to, not including, 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number below `limit`. */
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  /** Whether something of this probability happens. */
  happens(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new Error("Nothing to pick from.");
    return item;
  }
}

/** A program that can be killed: what it was waiting for never comes. */
export class Process {
  #generation = 0;

  get generation(): number {
    return this.#generation;
  }

  kill(): void {
    this.#generation += 1;
  }
}

interface Event {
  readonly isAlive: () => boolean;
  readonly run: () => void;
}

export class World {
  readonly chance: Chance;
  /** The seeded clock, in milliseconds. */
  nowMs = 0;
  /** What happened, for whoever replays a seed. */
  readonly story: string[] = [];
  #events: Event[] = [];

  constructor(seed: number) {
    this.chance = new Chance(seed);
  }

  tell(line: string): void {
    this.story.push(line);
  }

  /** Something a process waits for; it comes when the hand picks it, unless the process is killed first. */
  later(process: Process): Promise<void> {
    const { generation } = process;
    return new Promise((resolve) => {
      this.#events.push({ isAlive: () => process.generation === generation, run: resolve });
    });
  }

  /** Something that happens when the hand picks it. */
  happen(process: Process, run: () => void): void {
    const { generation } = process;
    this.#events.push({ isAlive: () => process.generation === generation, run });
  }

  /** Lets one thing happen, and everything that follows from it at once. Returns whether there was one. */
  async step(): Promise<boolean> {
    this.#events = this.#events.filter((event) => event.isAlive());
    if (this.#events.length === 0) return false;
    const [event] = this.#events.splice(this.chance.below(this.#events.length), 1);
    event?.run();
    // Every promise that is settled by it has run its course before the next immediate.
    await new Promise((resolve) => setImmediate(resolve));
    return true;
  }
}
