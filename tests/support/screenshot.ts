/** Pictures of a whole Xvfb screen, read from its frame buffer file: no program beyond Xvfb is needed. */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import sharp from "sharp";
import { eventually } from "./eventually.ts";

/** A rectangle on the screen, in pixels from its upper left corner. */
export interface ScreenArea {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** One moment of a screen, as Xvfb keeps it: four bytes a pixel, blue first. Only what is looked at is decoded. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly bgrx: Buffer;
  /** How far a row is from the next. */
  readonly rowBytes: number;
}

/** Word numbers of the XWD header (XWDFile.h), every word 32 bits, high byte first. */
const WORD = {
  headerBytes: 0,
  width: 4,
  height: 5,
  byteOrder: 7,
  bitsPerPixel: 11,
  rowBytes: 12,
  colours: 19,
};
const COLOUR_ENTRY_BYTES = 12;
const PIXEL_BYTES = 4;
const STILL_TIMEOUT_MS = 2_000;
const STILL_INTERVAL_MS = 120;

/** Reads an XWD dump of a 32-bit-per-pixel screen, as Xvfb writes with `-fbdir`. */
export function decodeXwd(dump: Buffer): Frame {
  const word = (index: number): number => dump.readUInt32BE(index * 4);
  if (word(WORD.bitsPerPixel) !== 32 || word(WORD.byteOrder) !== 0) {
    throw new Error("only little-endian screens of 32 bits a pixel are understood");
  }
  const start = word(WORD.headerBytes) + word(WORD.colours) * COLOUR_ENTRY_BYTES;
  return {
    width: word(WORD.width),
    height: word(WORD.height),
    bgrx: dump.subarray(start),
    rowBytes: word(WORD.rowBytes),
  };
}

/** Reads the screen as it is now. */
export async function readFrame(framebufferPath: string): Promise<Frame> {
  return decodeXwd(await readFile(framebufferPath));
}

/** A short text that is the same exactly when the (part of the) screen is. */
export function fingerprint({ bgrx, rowBytes, ...frame }: Frame, area?: ScreenArea): string {
  const digest = createHash("sha1");
  const { x, y, width, height } = area ?? { x: 0, y: 0, width: frame.width, height: frame.height };
  for (let row = Math.max(0, y); row < Math.min(y + height, frame.height); row += 1) {
    const start = row * rowBytes + x * PIXEL_BYTES;
    digest.update(bgrx.subarray(start, start + width * PIXEL_BYTES));
  }
  return digest.digest("hex");
}

/**
 * Reads the screen once it no longer changes (popups fade in). What never comes to rest, such as a live
 * chart, is read as it is at the deadline.
 */
export async function readStillFrame(framebufferPath: string): Promise<Frame> {
  let last = await readFrame(framebufferPath);
  await eventually(
    "the screen to come to rest",
    async () => {
      const previous = last;
      last = await readFrame(framebufferPath);
      return previous.bgrx.equals(last.bgrx);
    },
    { timeoutMs: STILL_TIMEOUT_MS, intervalMs: STILL_INTERVAL_MS },
  ).catch(() => undefined);
  return last;
}

/** Turns a frame, or a part of it, into PNG bytes. */
export function encodePng(frame: Frame, area?: ScreenArea): Promise<Buffer> {
  const { width, height } = frame;
  const image = sharp(toRgb(frame), { raw: { width, height, channels: 3 } });
  if (area) image.extract({ left: area.x, top: area.y, width: area.width, height: area.height });
  return image.png().toBuffer();
}

function toRgb({ width, height, bgrx, rowBytes }: Frame): Buffer {
  const rgb = Buffer.allocUnsafe(width * height * 3);
  let to = 0;
  for (let row = 0; row < height; row += 1) {
    let from = row * rowBytes;
    for (let column = 0; column < width; column += 1) {
      rgb[to] = bgrx[from + 2] ?? 0;
      rgb[to + 1] = bgrx[from + 1] ?? 0;
      rgb[to + 2] = bgrx[from] ?? 0;
      from += PIXEL_BYTES;
      to += 3;
    }
  }
  return rgb;
}

/** A pixel's channels: red, green, blue. */
export function pixel({ bgrx, rowBytes }: Frame, x: number, y: number): [number, number, number] {
  const at = Math.round(y) * rowBytes + Math.round(x) * PIXEL_BYTES;
  return [bgrx[at + 2] ?? 0, bgrx[at + 1] ?? 0, bgrx[at] ?? 0];
}

/** How light a pixel is, from 0 to 765. */
export function brightness(frame: Frame, x: number, y: number): number {
  const [red, green, blue] = pixel(frame, x, y);
  return red + green + blue;
}

/** How coloured a pixel is: 0 for any grey, 255 at most. */
export function colourfulness(frame: Frame, x: number, y: number): number {
  const channels = pixel(frame, x, y);
  return Math.max(...channels) - Math.min(...channels);
}
