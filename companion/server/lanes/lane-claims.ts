/** Claims: one lane at a time works on one file of one client; a newer lane fences the older one. */

import { message } from "../../../shared/texts/message.ts";
import { TransferRefused } from "../../../shared/transfer/transfer-refused.ts";
import { MAX_CLIENT_FILES, MAX_CLIENT_PARCELS } from "../../limits.ts";

/** Makes the holder let go; resolves when it has. */
export type Evict = () => Promise<void>;

/** How often in a row lanes that live may take a file from each other: a browser that was started anew does so once. */
export const MAX_TAKEOVERS = 3;
/** After so long without anybody asking for a file that is held the count begins anew. */
const TAKEOVERS_FORGOTTEN_MS = 60_000;

/** What is held: a file that comes or goes piece by piece, or one that is here as a whole and is being put away. */
export type ClaimKind = "file" | "parcel";

const MOST: Readonly<Record<ClaimKind, number>> = { file: MAX_CLIENT_FILES, parcel: MAX_CLIENT_PARCELS };

interface Holder {
  readonly kind: ClaimKind;
  readonly evict: Evict;
}

interface Takeovers {
  readonly count: number;
  /** When it was last asked for. */
  readonly at: number;
}

export class LaneClaims {
  readonly #maxTakeovers: number;
  readonly #now: () => number;
  /** By client and file. */
  readonly #takeovers = new Map<string, Takeovers>();
  /** By client, then by file. */
  readonly #clients = new Map<string, Map<string, Holder>>();

  /** `maxTakeovers` in a row, or as many as there are; `now` is a monotonic clock in milliseconds. */
  constructor(maxTakeovers = Number.POSITIVE_INFINITY, now: () => number = () => performance.now()) {
    this.#maxTakeovers = maxTakeovers;
    this.#now = now;
  }

  /**
   * Takes a file over from the lane that holds it. Returns what gives it back. Throws `TransferRefused` where the client
   * has too many under way: each holds a file open, and the system has a limited number of those. And where two ends
   * with one key take it from each other in turn, which would move nothing: then the one that has it keeps it.
   */
  async claim(client: string, id: string, evict: Evict, kind: ClaimKind = "file"): Promise<() => void> {
    const holders = this.#clients.get(client) ?? new Map<string, Holder>();
    const before = holders.get(id);
    const held = [...holders.values()].filter((holder) => holder.kind === kind).length;
    if (!before && held >= MOST[kind]) throw new TransferRefused("busy", message("files.too-many"));
    if (before && !this.#mayTakeOver(`${client} ${id}`))
      throw new TransferRefused("busy", message("files.other-lane"));
    this.#clients.set(client, holders);
    // A third lane that comes while the second still waits for the first waits for the second, and so for both.
    const letGo = before?.evict();
    const holder: Holder = {
      kind,
      evict: async () => {
        await letGo?.catch(() => undefined);
        await evict();
      },
    };
    holders.set(id, holder);
    await letGo?.catch(() => undefined);
    return () => {
      if (holders.get(id) === holder) holders.delete(id);
      if (holders.size === 0 && this.#clients.get(client) === holders) this.#clients.delete(client);
    };
  }

  #mayTakeOver(file: string): boolean {
    const now = this.#now();
    for (const [key, { at }] of this.#takeovers)
      if (now - at > TAKEOVERS_FORGOTTEN_MS) this.#takeovers.delete(key);
    const before = this.#takeovers.get(file)?.count ?? 0;
    const count = Math.min(before + 1, this.#maxTakeovers);
    this.#takeovers.set(file, { count, at: now });
    return before < this.#maxTakeovers;
  }
}
