/** Stretches of a page put together on a canvas that grows with them. */

import type { Strip } from "./long-picture.ts";

export class CanvasStrip implements Strip {
  readonly #width: number;
  readonly #left: number;
  #canvas: OffscreenCanvas;

  /** `left`: what of each stretch lies before the strip. */
  constructor(width: number, left = 0) {
    this.#width = Math.max(1, Math.round(width));
    this.#left = Math.round(left);
    this.#canvas = new OffscreenCanvas(this.#width, 1);
  }

  grow(height: number): void {
    if (this.#canvas.height >= height) return;
    // A page that goes on and on grows at every step: half as much again each time is copied seldom.
    this.#canvas = this.#copied(Math.max(height, Math.min(Math.ceil(this.#canvas.height * 1.5), height * 2)));
  }

  draw(
    tile: ImageBitmap,
    rows: { readonly from: number; readonly to: number; readonly height: number },
  ): void {
    const { from, to, height } = rows;
    const width = Math.min(this.#width, tile.width - this.#left);
    this.#canvas.getContext("2d")?.drawImage(tile, this.#left, from, width, height, 0, to, width, height);
  }

  /** As PNG, of its first rows. */
  async png(height: number): Promise<Blob> {
    const canvas = this.#canvas.height === height ? this.#canvas : this.#copied(height);
    return await canvas.convertToBlob({ type: "image/png" });
  }

  #copied(height: number): OffscreenCanvas {
    const canvas = new OffscreenCanvas(this.#width, Math.max(1, height));
    if (this.#canvas.height > 1) canvas.getContext("2d")?.drawImage(this.#canvas, 0, 0);
    return canvas;
  }
}
