/** Real image files made by a real encoder, each with noise of its own that is the same in every run. */
import { createHash } from "node:crypto";
import sharp from "sharp";
import { pseudoRandomBuffer } from "./pseudo-random.ts";

/** The formats a page may hold. */
export const IMAGE_FORMATS = ["jpeg", "png", "webp", "avif", "gif", "svg"] as const;
export type ImageFormat = (typeof IMAGE_FORMATS)[number];

/** An image file as a site serves it. */
export interface ImageFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Buffer;
  /** In hex. */
  readonly sha256: string;
}

/** What the image is like; the seed tells images of one size apart. */
export interface ImageOptions {
  readonly width?: number;
  readonly height?: number;
  readonly seed?: number | string;
  readonly name?: string;
}

const EXTENSION: Record<ImageFormat, string> = {
  jpeg: "jpg",
  png: "png",
  webp: "webp",
  avif: "avif",
  gif: "gif",
  svg: "svg",
};

/** Makes one image file. */
export async function makeImageFile(format: ImageFormat, options: ImageOptions = {}): Promise<ImageFile> {
  const { width = 120, height = 80, seed = 1 } = options;
  const bytes =
    format === "svg"
      ? drawSvg(width, height, seed)
      : await encodeNoise(format, width, height, `${format} ${seed}`);
  return {
    name: options.name ?? `noise-${seed}.${EXTENSION[format]}`,
    type: format === "svg" ? "image/svg+xml" : `image/${format}`,
    bytes,
    sha256: createHash("sha256").update(bytes).digest("hex"),
  };
}

/** Makes one of each format. */
export function makeImageFiles(options: ImageOptions = {}): Promise<ImageFile[]> {
  return Promise.all(IMAGE_FORMATS.map((format) => makeImageFile(format, options)));
}

function encodeNoise(
  format: Exclude<ImageFormat, "svg">,
  width: number,
  height: number,
  seed: string,
): Promise<Buffer> {
  const noise = pseudoRandomBuffer(width * height * 3, seed);
  const image = sharp(noise, { raw: { width, height, channels: 3 } });
  switch (format) {
    case "jpeg":
      return image.jpeg({ quality: 90 }).toBuffer();
    case "png":
      return image.png().toBuffer();
    case "webp":
      return image.webp({ quality: 90, effort: 0 }).toBuffer();
    case "avif":
      return image.avif({ quality: 80, effort: 0 }).toBuffer();
    case "gif":
      return image.gif({ effort: 1 }).toBuffer();
  }
}

/** An SVG of coloured stripes, with a script that must never run. */
function drawSvg(width: number, height: number, seed: number | string): Buffer {
  const hues = [...pseudoRandomBuffer(8, `svg ${seed}`)];
  const stripes = hues.map((hue, index) => {
    const x = (index * width) / hues.length;
    return `<rect x="${x}" width="${width / hues.length}" height="${height}" fill="hsl(${hue} 80% 50%)"/>`;
  });
  const open = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">`;
  return Buffer.from(`${open}<script>parent.scriptOfSvgRan = true</script>${stripes.join("")}</svg>\n`);
}
