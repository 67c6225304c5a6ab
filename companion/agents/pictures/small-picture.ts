/** A picture as a model can look at it: no longer than some edge, no larger than some bytes, the whole or a part. */

import type { Sharp } from "sharp";
import { message } from "../../../shared/texts/message.ts";
import { SaidError } from "../../../shared/texts/said.ts";
import { reason } from "../../process/system-error.ts";
import { declaredSize, type Size } from "./declared-size.ts";

/** What models take without making it smaller themselves. */
const MAX_EDGE_PIXELS = 1_568;
/** In base64 that is 1 MB. */
const MAX_SHOWN_BYTES = 750_000;
/** More is no picture that anybody has sent: 8 times a camera's. What is declared decides, before anything is decoded. */
const MAX_PIXELS = 200_000_000;
/** One that takes longer was made for that. */
const DECODE_SECONDS = 20;
/** First as good as nobody sees a difference, then smaller until it fits. */
const TRIES = [
  { quality: 85, edge: MAX_EDGE_PIXELS },
  { quality: 70, edge: MAX_EDGE_PIXELS },
  { quality: 60, edge: 1_176 },
  { quality: 50, edge: 784 },
] as const;
/** Types that are handed on as they are where they are small enough. */
const AS_IT_IS = new Set(["image/png", "image/jpeg", "image/gif", "image/webp"]);

/** A part of the picture, in its own pixels as it is seen. */
export interface Crop {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface SmallPicture {
  readonly bytes: Buffer;
  readonly type: string;
  readonly shown: Size;
  /** Of the whole picture, as it is seen. */
  readonly whole: Size;
}

/** Makes one. Throws `SaidError` with one sentence where it can't be decoded, or should not be. */
export async function smallPicture(
  bytes: Buffer,
  type: string,
  name: string,
  crop?: Crop,
): Promise<SmallPicture> {
  const declared = declaredSize(bytes);
  if (declared) mustBeShowable(declared, name);
  const { default: sharp } = await import("sharp");
  // One picture at a time, and never again: what libvips would remember is memory lost.
  sharp.cache(false);
  const open = (): Sharp =>
    sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: "error" }).timeout({ seconds: DECODE_SECONDS });
  try {
    const { width, height, orientation = 1, hasAlpha, pages = 1 } = await open().metadata();
    mustBeShowable({ width, height }, name);
    const whole = orientation >= 5 ? { width: height, height: width } : { width, height };
    const isSmall = bytes.length <= MAX_SHOWN_BYTES && Math.max(width, height) <= MAX_EDGE_PIXELS;
    if (!crop && isSmall && orientation === 1 && pages === 1 && AS_IT_IS.has(type)) {
      // A header says nothing of what follows: one that is broken off is found only where all of it is decoded.
      await open().raw().toBuffer();
      return { bytes, type, shown: whole, whole };
    }
    const part = crop && partOf(crop, whole);
    const keepsEdges =
      hasAlpha === true || type === "image/png" || type === "image/gif" || type === "image/svg+xml";
    return { ...(await encoded(open, part, keepsEdges)), whole };
  } catch (error) {
    if (error instanceof SaidError) throw error;
    const why = reason(error);
    // The decoder's own words come first, those of what it was decoded for on lines of their own.
    const first = typeof why === "string" ? (why.split("\n", 1)[0] ?? "") : why;
    throw new SaidError(message("agent.not-decoded", { name, reason: first }), { cause: error });
  }
}

function mustBeShowable({ width, height }: Size, name: string): void {
  if (width > 0 && height > 0 && width * height <= MAX_PIXELS) return;
  throw new SaidError(message("agent.too-many-pixels", { name, width, height }));
}

function partOf({ left, top, width, height }: Crop, whole: Size): Crop {
  const part = {
    left,
    top,
    width: Math.min(width, whole.width - left),
    height: Math.min(height, whole.height - top),
  };
  if (part.width < 1 || part.height < 1) throw new SaidError(message("agent.crop-outside", { ...whole }));
  return part;
}

async function encoded(
  open: () => Sharp,
  part: Crop | undefined,
  keepsEdges: boolean,
): Promise<Pick<SmallPicture, "bytes" | "type" | "shown">> {
  const resized = (edge: number): Sharp => {
    const upright = open().autoOrient();
    const cut = part ? upright.extract({ ...part }) : upright;
    return cut.resize({ width: edge, height: edge, fit: "inside", withoutEnlargement: true });
  };
  if (keepsEdges) {
    const { data, info } = await resized(MAX_EDGE_PIXELS)
      .png({ compressionLevel: 6 })
      .toBuffer({ resolveWithObject: true });
    if (data.length <= MAX_SHOWN_BYTES)
      return { bytes: data, type: "image/png", shown: { width: info.width, height: info.height } };
  }
  for (const { quality, edge } of TRIES) {
    const { data, info } = await resized(edge)
      .flatten({ background: "white" })
      .jpeg({ quality })
      .toBuffer({ resolveWithObject: true });
    const isLast = quality === TRIES.at(-1)?.quality;
    if (data.length <= MAX_SHOWN_BYTES || isLast) {
      return { bytes: data, type: "image/jpeg", shown: { width: info.width, height: info.height } };
    }
  }
  throw new RangeError("There is no try.");
}
