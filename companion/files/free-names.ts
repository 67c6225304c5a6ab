/** Names in one folder that nothing has yet: `cat.png`, else `cat (2).png` and so on. */

import { lstatSync } from "node:fs";
import path from "node:path";
import { TransferRefused } from "./disk-refusal.ts";
import { numberedName } from "./file-name.ts";

/** How many taken names are tried before a file is given up; nobody has that many that were not given here. */
const MAX_NAME_TRIES = 10_000;
/** The last number of so many names is remembered: a thousand pictures called `image.jpg` are no thousand tries each. */
const MAX_REMEMBERED = 1_000;

export class FreeNames {
  readonly #folder: string;
  /** The number last given to a name, oldest first. */
  readonly #numbers = new Map<string, number>();
  /** Names that were given and do not stand on the disk yet. */
  readonly #given = new Set<string>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** A name that is free, kept until `release`. Throws `TransferRefused` where none is left. */
  take(proposed: string): string {
    if (this.#isFree(proposed)) return proposed;
    const key = keyOf(proposed);
    for (let tries = 0; tries < MAX_NAME_TRIES; tries += 1) {
      const number = (this.#numbers.get(key) ?? 1) + 1;
      this.#remember(key, number);
      const name = numberedName(proposed, number);
      if (this.#isFree(name)) return name;
    }
    throw new TransferRefused("disk_failed", `No free name is left for ${proposed}.`);
  }

  /** The name is taken on the disk now, or not needed any more. */
  release(name: string): void {
    this.#given.delete(keyOf(name));
  }

  #isFree(name: string): boolean {
    const key = keyOf(name);
    // One quick look in a folder that is in memory anyway: asking for it in the background costs ten times as much.
    if (this.#given.has(key) || lstatSync(path.join(this.#folder, name), { throwIfNoEntry: false }))
      return false;
    this.#given.add(key);
    return true;
  }

  #remember(key: string, number: number): void {
    this.#numbers.delete(key);
    this.#numbers.set(key, number);
    if (this.#numbers.size <= MAX_REMEMBERED) return;
    for (const oldest of this.#numbers.keys()) {
      this.#numbers.delete(oldest);
      return;
    }
  }
}

/** Case and Unicode form make no other name on many disks. */
function keyOf(name: string): string {
  return name.normalize("NFC").toLowerCase();
}
