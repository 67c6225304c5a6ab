/** Claims: one lane at a time works on one file of one client; a newer lane fences the older one. */

/** Makes the holder let go; resolves when it has. */
export type Evict = () => Promise<void>;

export class LaneClaims {
  readonly #holders = new Map<string, Evict>();

  /** Takes a file over from whoever holds it. Returns what gives it back. */
  async claim(client: string, id: string, evict: Evict): Promise<() => void> {
    const key = `${client}/${id}`;
    // Two newcomers may wait for the same holder: the later one then evicts the earlier.
    for (let holder = this.#holders.get(key); holder; holder = this.#holders.get(key)) {
      this.#holders.delete(key);
      await holder();
    }
    this.#holders.set(key, evict);
    return () => {
      if (this.#holders.get(key) === evict) this.#holders.delete(key);
    };
  }
}
