/** A room for guests nobody knows yet: it holds a few, and when it is full the one that waits longest makes room. */

/**
 * Turning newcomers away instead would let whoever fills the room first lock everybody else out. A guest that was
 * vouched for leaves only when nobody else is there to leave.
 */
export class WaitingRoom<Guest> {
  readonly #most: number;
  readonly #turnOut: (guest: Guest) => void;
  readonly #strangers = new Set<Guest>();
  readonly #vouched = new Set<Guest>();

  /** `turnOut` ends a guest's stay; it must not throw. */
  constructor(most: number, turnOut: (guest: Guest) => void) {
    this.#most = most;
    this.#turnOut = turnOut;
  }

  get size(): number {
    return this.#strangers.size + this.#vouched.size;
  }

  /** Lets a guest in. */
  enter(guest: Guest): void {
    if (this.size >= this.#most) {
      const [longest] = this.#strangers.size > 0 ? this.#strangers : this.#vouched;
      if (longest !== undefined) {
        this.leave(longest);
        this.#turnOut(longest);
      }
    }
    this.#strangers.add(guest);
  }

  /** The guest has named somebody we know; that proves nothing, but a flood of strangers can't do it. */
  vouch(guest: Guest): void {
    if (this.#strangers.delete(guest)) this.#vouched.add(guest);
  }

  /** The guest is no longer here; `false` where it was not. */
  leave(guest: Guest): boolean {
    return this.#strangers.delete(guest) || this.#vouched.delete(guest);
  }
}
