/** The lanes of one pool: opened where none is free, kept for a while between two files. */

import type { Connection } from "../../../shared/extension/connection/connection.ts";
import { type Lane, LaneLost } from "./lane.ts";
import { LaneDoor } from "./lane-door.ts";

/** A lane with nothing to do is kept for this long: the next file then needs no new handshake. */
export const POOL_IDLE_MS = 5_000;

export class OpenLanes {
  readonly #connection: Connection;
  readonly #door: LaneDoor;
  /** Lanes without work, the one used last at the end. */
  readonly #idle = new Map<Lane, ReturnType<typeof setTimeout>>();
  /** Lanes that carry a file now. */
  readonly #busy = new Set<Lane>();
  /** How often the pairing has become another one: a lane of an earlier one is never used. */
  #pairings = 0;
  #warming: Promise<void> | undefined;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#door = new LaneDoor(connection, () => this.discardIdle());
  }

  /** Opens a lane for what is about to come, where none is free. */
  warmUp(): void {
    if (this.#idle.size > 0) return;
    this.#warming ??= this.#open()
      .then((lane) => this.#park(lane))
      // The file that comes opens one itself and says what is wrong.
      .catch(() => undefined)
      .finally(() => {
        this.#warming = undefined;
      });
  }

  /** Has one lane for some work, which may be lost: then, and where the work fails, it is closed. */
  async with(work: (lane: Lane) => Promise<void>): Promise<void> {
    const lane = await this.#take();
    this.#busy.add(lane);
    try {
      await work(lane);
      this.#park(lane);
    } catch (error) {
      lane.close();
      throw error;
    } finally {
      this.#busy.delete(lane);
    }
  }

  discardIdle(): void {
    for (const lane of this.#idle.keys()) this.#discard(lane);
  }

  /** Nothing more is given to the companion there was, whether it lets go or not; what was under way waits. */
  closeAll(): void {
    this.#pairings += 1;
    this.discardIdle();
    for (const lane of this.#busy) lane.close();
  }

  async #take(): Promise<Lane> {
    if (this.#idle.size === 0) await this.#warming;
    const lane = [...this.#idle.keys()].pop();
    if (!lane) return await this.#open();
    clearTimeout(this.#idle.get(lane));
    this.#idle.delete(lane);
    return lane.isOpen ? lane : await this.#take();
  }

  async #open(): Promise<Lane> {
    const pairings = this.#pairings;
    const lane = await this.#door.open();
    if (pairings === this.#pairings) return lane;
    lane.close();
    throw new LaneLost("This browser is paired with another companion.");
  }

  #park(lane: Lane): void {
    if (!this.#connection.socket() || !lane.isOpen) lane.close();
    else
      this.#idle.set(
        lane,
        setTimeout(() => this.#discard(lane), POOL_IDLE_MS),
      );
  }

  #discard(lane: Lane): void {
    clearTimeout(this.#idle.get(lane));
    this.#idle.delete(lane);
    lane.close();
  }
}
