/** Claims: one lane at a time works on one file of one client; a newer lane fences the older one. */

import { MAX_TRANSFERS_PER_CLIENT } from "../../shared/protocol/limits.ts";

/** Makes the holder let go; resolves when it has. */
export type Evict = () => Promise<void>;

export class LaneClaims {
  readonly #holders = new Map<string, Evict>();

  /** Whether a client may have one more file under way; one that it has already may always be taken over. */
  hasPlace(client: string, id: string): boolean {
    if (this.#holders.has(`${client}/${id}`)) return true;
    let held = 0;
    for (const key of this.#holders.keys()) if (key.startsWith(`${client}/`)) held += 1;
    return held < MAX_TRANSFERS_PER_CLIENT;
  }

  /** Takes a file over from whoever holds it. Returns what gives it back. */
  async claim(client: string, id: string, evict: Evict): Promise<() => void> {
    const key = `${client}/${id}`;
    const before = this.#holders.get(key);
    // A third lane that comes while the second still waits for the first waits for the second, and so for both.
    const letGo = before?.();
    const holder: Evict = async () => {
      await letGo?.catch(() => undefined);
      await evict();
    };
    this.#holders.set(key, holder);
    await letGo?.catch(() => undefined);
    return () => {
      if (this.#holders.get(key) === holder) this.#holders.delete(key);
    };
  }
}
