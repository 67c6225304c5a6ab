/** Whether a disk answers at once: then a call on it costs less than handing it to a thread, and twenty thousand of them much less. */

import { statfs } from "node:fs/promises";

/**
 * File systems of disks in this computer, by what Linux calls their type (linux/magic.h; of ZFS and bcachefs their own
 * headers): no call on them waits for a network, a program or somebody to plug something in.
 */
const LOCAL_TYPES: ReadonlySet<number> = new Set([
  ...[0xef53, 0x58465342, 0x9123683e, 0xf2f52010], // ext2 to ext4, XFS, Btrfs, F2FS
  ...[0x01021994, 0x794c7630, 0x2fc12fc1, 0xca451a4e], // tmpfs, overlay, ZFS, bcachefs
]);
/** A call that took this long was waiting for something: a disk that had to spin up, a scanner, a very busy computer. */
const SLOW_CALL_MS = 250;
/** After one of those no call is made at once for this long: whoever waits for the companion is not to wait for a disk. */
const MISTRUST_MS = 60_000;

export class PromptDisk {
  readonly #folder: string;
  readonly #now: () => number;
  #isLocal = false;
  #trustedFromMs = 0;

  constructor(folder: string, now: () => number = () => performance.now()) {
    this.#folder = folder;
    this.#now = now;
  }

  /** Looks at what the folder is on now. It wakes a sleeping disk up, and waits for that in a thread. */
  async look(): Promise<void> {
    if (process.platform !== "linux") return;
    const stats = await statfs(this.#folder).catch(() => undefined);
    this.#isLocal = stats !== undefined && LOCAL_TYPES.has(stats.type);
  }

  /** Whether calls may be made at once. */
  get isPrompt(): boolean {
    return this.#isLocal && this.#now() >= this.#trustedFromMs;
  }

  /** Makes a call, and remembers where it took long. */
  call<Result>(call: () => Result): Result {
    const beganMs = this.#now();
    try {
      return call();
    } finally {
      const endedMs = this.#now();
      if (endedMs - beganMs >= SLOW_CALL_MS) this.#trustedFromMs = endedMs + MISTRUST_MS;
    }
  }
}
