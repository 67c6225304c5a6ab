/** Turns of clients: each client has a few at once, and what it asks beyond them waits for one of its own. */

export class ClientTurns {
  readonly #most: number;
  readonly #taken = new Map<string, number>();
  /** Those that wait, the oldest first; each is given a turn that another of its client's gives back. */
  readonly #waiting = new Map<string, Set<() => void>>();

  /** `most` of one client at once. */
  constructor(most: number) {
    this.#most = most;
  }

  /** Resolves to what gives the turn back, to be called once; to `undefined` where the signal comes first. */
  async take(client: string, signal: AbortSignal): Promise<(() => void) | undefined> {
    if (signal.aborted) return undefined;
    const taken = this.#taken.get(client) ?? 0;
    if (taken < this.#most) this.#taken.set(client, taken + 1);
    else if (!(await this.#isGiven(client, signal))) return undefined;
    return () => this.#giveBack(client);
  }

  #giveBack(client: string): void {
    const [next] = this.#waiting.get(client) ?? [];
    if (next) return next();
    const taken = (this.#taken.get(client) ?? 0) - 1;
    if (taken > 0) this.#taken.set(client, taken);
    else this.#taken.delete(client);
  }

  #isGiven(client: string, signal: AbortSignal): Promise<boolean> {
    const waiting = this.#waiting.get(client) ?? new Set<() => void>();
    this.#waiting.set(client, waiting);
    return new Promise((resolve) => {
      const end = (isGiven: boolean): void => {
        waiting.delete(given);
        if (waiting.size === 0 && this.#waiting.get(client) === waiting) this.#waiting.delete(client);
        signal.removeEventListener("abort", aborted);
        resolve(isGiven);
      };
      const given = (): void => end(true);
      const aborted = (): void => end(false);
      waiting.add(given);
      signal.addEventListener("abort", aborted);
    });
  }
}
