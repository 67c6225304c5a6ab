/** The disks that the inbox and the folders in it are on: where one is another than staging's, files are copied there. */

import path from "node:path";
import type { Home } from "../../home/home.ts";
import type { FreeSpace } from "../free-space.ts";
import { type DiskCopies, diskOf } from "../received/disk-copies.ts";
import type { InboxFolders } from "../received/inbox-folders.ts";
import { OtherDisk, putUnderName } from "../received/second-names.ts";

export class InboxDisk {
  readonly #folders: InboxFolders;
  readonly #copies: DiskCopies;
  readonly #stagingDisk: number | undefined;
  /** Folders into which a file could not be linked, though they are on the same disk: below a bind mount. */
  readonly #mounted = new Set<string>();

  constructor({ staging }: Home, folders: InboxFolders, copies: DiskCopies) {
    this.#folders = folders;
    this.#copies = copies;
    this.#stagingDisk = diskOf(staging);
  }

  /** The room that a file needs in its folder in the end, besides where it is staged. */
  spaceFor(folders: readonly string[]): FreeSpace | undefined {
    const folder = this.#folders.nearest(folders);
    return this.#isOtherDisk(folder) ? this.#copies.spaceAt(folder) : undefined;
  }

  /** Whether files have to be copied to get there. */
  isApart(folders: readonly string[]): boolean {
    const folder = this.#folders.nearest(folders);
    return this.#isOtherDisk(folder) || this.#isMounted(folder);
  }

  /** Copies a staged file there; returns where the copy is until `remove`. Throws as `put` does. */
  copy(staged: string, folders: readonly string[]): Promise<string> {
    return this.#copies.make(staged, this.#folders.nearest(folders));
  }

  /** Takes the name of a copy away. */
  remove(copy: string): void {
    this.#copies.remove(copy);
  }

  /**
   * Gives a staged file, or the copy of one, its name in the inbox; `false` where something has that name. Throws
   * `TransferRefused` where a copy is needed and finds no room, else the system's error.
   */
  async put(staged: string, target: string): Promise<boolean> {
    try {
      return await putUnderName(staged, target);
    } catch (error) {
      if (!(error instanceof OtherDisk)) throw error;
      const folder = path.dirname(target);
      if (!this.#isOtherDisk(folder)) this.#mounted.add(folder);
    }
    return await this.#copies.put(staged, target);
  }

  #isOtherDisk(folder: string): boolean {
    const disk = diskOf(folder);
    return disk !== undefined && disk !== this.#stagingDisk;
  }

  #isMounted(folder: string): boolean {
    if (this.#mounted.size === 0) return false;
    for (let within = folder; within !== path.dirname(within); within = path.dirname(within))
      if (this.#mounted.has(within)) return true;
    return false;
  }
}
