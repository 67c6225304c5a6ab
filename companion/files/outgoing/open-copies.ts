/** What is on its way to browsers just now, by its id: so that what is taken back is not sent to its end. */

import type { OutgoingFile } from "./outgoing-file.ts";

export class OpenCopies {
  readonly #open = new Map<string, Set<OutgoingFile>>();

  add(id: string, file: OutgoingFile): void {
    this.#open.set(id, (this.#open.get(id) ?? new Set()).add(file));
  }

  delete(id: string, file: OutgoingFile): void {
    const siblings = this.#open.get(id);
    siblings?.delete(file);
    if (siblings?.size === 0) this.#open.delete(id);
  }

  /** Nothing more of it is read. (What is open may be a second name of the user's own file, which can't be cut.) */
  revoke(id: string): void {
    for (const file of this.#open.get(id) ?? []) file.revoke();
  }
}
