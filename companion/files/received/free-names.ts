/** Names in the inbox that nothing has yet: what a template proposes, else `cat (2).png` and so on. */

import { lstatSync } from "node:fs";
import type { ProposedPlace } from "../../../shared/naming/place.ts";
import { message } from "../../../shared/texts/message.ts";
import { TransferRefused } from "../disk-refusal.ts";
import type { InboxFolders } from "./inbox-folders.ts";

/** How many taken names are tried one by one: nobody has that many that were not given here. */
const MAX_NAME_TRIES = 10_000;
/** How many names' last numbers are remembered: a thousand pictures called `image.jpg` are no thousand tries each. */
const MAX_REMEMBERED = 1_000;

/** A place inside the inbox: the folder with slashes, empty for the inbox itself, and the name. */
export interface InboxPlace {
  readonly folder: string;
  readonly name: string;
}

export class FreeNames {
  readonly #folders: InboxFolders;
  /** What is written beside a file under its name and one of these endings: that must be free, too. */
  readonly #endingsBeside: () => readonly string[];
  /** The number last given to a name, oldest first. */
  readonly #numbers = new Map<string, number>();
  /** Places that were given and are not on the disk yet. */
  readonly #given = new Set<string>();

  constructor(folders: InboxFolders, endingsBeside: () => readonly string[] = () => []) {
    this.#folders = folders;
    this.#endingsBeside = endingsBeside;
  }

  /** A place that is free, its folder made, kept until `release`. Throws `TransferRefused` where none is left. */
  take(proposed: ProposedPlace): InboxPlace {
    const folder = this.#folders.open(proposed.folders);
    const first = { folder, name: proposed.nameAt(1) };
    if (this.#isTaken(first)) return first;
    const key = keyOf(first);
    for (let tries = 0; tries < MAX_NAME_TRIES; tries += 1) {
      const number = (this.#numbers.get(key) ?? 1) + stepAfter(tries);
      this.#remember(key, number);
      const place = { folder, name: proposed.nameAt(number) };
      if (this.#isTaken(place)) return place;
    }
    throw new TransferRefused("disk_failed", message("files.no-free-name", { name: first.name }));
  }

  /** The place is taken on the disk now, or not needed any more. */
  release(place: InboxPlace): void {
    this.#given.delete(keyOf(place));
  }

  /** Takes a place where nothing has it. */
  #isTaken(place: InboxPlace): boolean {
    const key = keyOf(place);
    // One quick look in a folder that is in memory anyway: asking for it in the background costs ten times as much.
    const isThere = (ending: string): boolean =>
      this.#given.has(key + ending) ||
      lstatSync(this.#folders.pathOf(place.folder, place.name + ending), { throwIfNoEntry: false }) !==
        undefined;
    if (["", ...this.#endingsBeside()].some(isThere)) return false;
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

/** After a hundred tries in vain the steps grow: a rule may have numbered a hundred thousand files before this start. */
function stepAfter(tries: number): number {
  return tries < 100 ? 1 : Math.min(2 ** Math.floor((tries - 100) / 10), 1_000_000);
}

/** Case and Unicode form make no other name on many disks. */
function keyOf({ folder, name }: InboxPlace): string {
  return `${folder}/${name}`.normalize("NFC").toLowerCase();
}
