/** The folders inside the inbox: made when a file goes there, and never ones that lead out of it. */

import { lstatSync, mkdirSync } from "node:fs";
import path from "node:path";
import { message } from "../../../shared/texts/message.ts";
import { syncFolder } from "../../home/durable.ts";
import { giveMode, PRIVATE_FOLDER_MODE } from "../../process/private-mode.ts";
import { TransferRefused } from "../disk-refusal.ts";

/** How often another name is tried where a file or a link has a folder's. */
const MAX_FOLDER_TRIES = 100;

export class InboxFolders {
  readonly #inbox: string;
  /** Folders in which new ones were made that are not flushed yet. */
  readonly #changed = new Set<string>();

  constructor(inbox: string) {
    this.#inbox = inbox;
  }

  /**
   * Opens a folder by its safe names, from the outside in, and returns it with slashes. Where a file or a link has a
   * name, another is used: a link may lead anywhere. Throws `TransferRefused` where none is free, else the system's error.
   */
  open(names: readonly string[]): string {
    let folder = "";
    for (const name of names) folder = this.#within(folder, name);
    return folder;
  }

  /** The full path of the folder that is there already, of those that lead to where these names do: makes none. */
  nearest(names: readonly string[]): string {
    let place = this.#inbox;
    for (const name of names) {
      const next = path.join(place, name);
      if (!lstatSync(next, { throwIfNoEntry: false })?.isDirectory()) break;
      place = next;
    }
    return place;
  }

  /** Its full path. */
  pathOf(folder: string, name = ""): string {
    return path.join(this.#inbox, folder, name);
  }

  /** Flushes the entries of folders, and those of the ones that new folders were made in. */
  async sync(folders: Iterable<string>): Promise<void> {
    const all = new Set([...this.#changed, ...folders]);
    await Promise.all([...all].map((folder) => syncFolder(this.pathOf(folder))));
    for (const folder of all) this.#changed.delete(folder);
  }

  #within(parent: string, name: string): string {
    for (let number = 1; number <= MAX_FOLDER_TRIES; number += 1) {
      const own = number === 1 ? name : `${name} (${number})`;
      const folder = parent === "" ? own : `${parent}/${own}`;
      const place = this.pathOf(folder);
      const stats = lstatSync(place, { throwIfNoEntry: false });
      if (stats?.isDirectory()) return folder;
      if (stats) continue;
      mkdirSync(place, { recursive: true, mode: PRIVATE_FOLDER_MODE });
      giveMode(place, PRIVATE_FOLDER_MODE);
      this.#changed.add(parent);
      return folder;
    }
    throw new TransferRefused("disk_failed", message("files.no-free-name", { name }));
  }
}
