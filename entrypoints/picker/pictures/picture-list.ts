/** All pictures that were found so far, with what has become known of them; tells once a frame of the screen that there is news. */

import type { PagePicture } from "./picture.ts";

export class PictureList {
  readonly #pictures = new Map<string, PagePicture>();
  readonly #listeners = new Set<() => void>();
  #sorted: readonly PagePicture[] | undefined;
  #isTelling = false;

  /** In the order in which they stand on their pages. The same array as long as nothing has changed. */
  get all(): readonly PagePicture[] {
    this.#sorted ??= [...this.#pictures.values()].sort((a, b) => a.order - b.order);
    return this.#sorted;
  }

  get(id: string): PagePicture | undefined {
    return this.#pictures.get(id);
  }

  add(pictures: readonly PagePicture[]): void {
    for (const picture of pictures) this.#pictures.set(picture.id, picture);
    if (pictures.length > 0) this.#tell();
  }

  change(id: string, change: Partial<PagePicture>): void {
    const picture = this.#pictures.get(id);
    if (!picture) return;
    this.#pictures.set(id, { ...picture, ...change });
    this.#tell();
  }

  clear(): void {
    this.#pictures.clear();
    this.#tell();
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tell(): void {
    this.#sorted = undefined;
    if (this.#isTelling) return;
    this.#isTelling = true;
    // A tab that is not in front has no frames; then nobody waits to see it.
    requestAnimationFrame(() => {
      this.#isTelling = false;
      for (const listener of [...this.#listeners]) listener();
    });
  }
}
