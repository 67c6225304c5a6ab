/** A short moving picture of a screen: still frames with the time each is shown, and a line of a terminal where one is typed. */

import sharp from "sharp";
import type { Desktop } from "./desktop.ts";

/** What README readers see is narrower than the screen that was filmed. */
const WIDTH = 900;
const QUALITY = 78;

interface TakenFrame {
  readonly png: Buffer;
  readonly milliseconds: number;
}

export class MovingPicture {
  readonly #desktop: Desktop;
  readonly #file: string;
  readonly #frames: TakenFrame[] = [];

  /** `file` is where each frame passes through the disk. */
  constructor(desktop: Desktop, file: string) {
    this.#desktop = desktop;
    this.#file = file;
  }

  /** Takes the screen as it is now; `typed` stands over it as a line of a terminal. */
  async take(milliseconds: number, typed?: string): Promise<void> {
    await this.#desktop.screenshot(this.#file);
    // What is read under one name twice would be remembered from the first time.
    sharp.cache(false);
    const screen = sharp(this.#file).resize({ width: WIDTH });
    const png = await screen.png().toBuffer();
    this.#frames.push({ png: typed === undefined ? png : await withLine(png, typed), milliseconds });
  }

  /** Writes all of it as one WebP that goes round for ever. */
  async write(file: string): Promise<void> {
    await sharp(
      this.#frames.map(({ png }) => png),
      { join: { animated: true } },
    )
      .webp({
        quality: QUALITY,
        effort: 6,
        loop: 0,
        delay: this.#frames.map(({ milliseconds }) => milliseconds),
      })
      .toFile(file);
  }
}

async function withLine(png: Buffer, typed: string): Promise<Buffer> {
  const { height = 0 } = await sharp(png).metadata();
  const line = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}">
    <rect x="40" y="${height - 96}" width="520" height="64" rx="10" fill="#15171c"/>
    <text x="64" y="${height - 57}" font-family="DejaVu Sans Mono, monospace" font-size="19" fill="#eceff3"><tspan fill="#62d28d">$</tspan> ${typed}</text>
  </svg>`;
  return await sharp(png)
    .composite([{ input: Buffer.from(line) }])
    .png()
    .toBuffer();
}
