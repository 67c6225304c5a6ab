/** Claims: one lane at a time works on one file of one client; a newer lane fences the older one. */

import { MAX_CLIENT_FILES } from "../../shared/protocol/limits.ts";
import { TransferRefused } from "../../shared/transfer/transfer-refused.ts";

/** Makes the holder let go; resolves when it has. */
export type Evict = () => Promise<void>;

export class LaneClaims {
  /** By client, then by file. */
  readonly #clients = new Map<string, Map<string, Evict>>();

  /**
   * Takes a file over from whoever holds it. Returns what gives it back. Throws `TransferRefused` where the client
   * has too many under way: each holds a file open, and there are only so many.
   */
  async claim(client: string, id: string, evict: Evict): Promise<() => void> {
    const holders = this.#clients.get(client) ?? new Map<string, Evict>();
    const before = holders.get(id);
    if (!before && holders.size >= MAX_CLIENT_FILES)
      throw new TransferRefused(
        "busy",
        "Too many files are under way at once: let some of them finish first.",
      );
    this.#clients.set(client, holders);
    // A third lane that comes while the second still waits for the first waits for the second, and so for both.
    const letGo = before?.();
    const holder: Evict = async () => {
      await letGo?.catch(() => undefined);
      await evict();
    };
    holders.set(id, holder);
    await letGo?.catch(() => undefined);
    return () => {
      if (holders.get(id) === holder) holders.delete(id);
      if (holders.size === 0 && this.#clients.get(client) === holders) this.#clients.delete(client);
    };
  }
}
