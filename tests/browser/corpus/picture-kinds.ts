/** Image files that an everyday encoder does not make: rotated, animated, of other colours, or only named otherwise. */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { crc32, deflateSync } from "node:zlib";
import sharp, { type Sharp } from "sharp";
import type { ImageFile } from "../../support/image-files.ts";
import { pseudoRandomBuffer } from "../../support/pseudo-random.ts";

const FIXTURES = path.resolve(import.meta.dirname, "../../fixtures");
const [WIDTH, HEIGHT, CHANNELS] = [160, 120, 3] as const;
const FRAMES = 3;

/** Names what was made. */
export function imageFile(name: string, type: string, bytes: Buffer): ImageFile {
  return { name, type, bytes, sha256: createHash("sha256").update(bytes).digest("hex") };
}

/** Encodes noise of its own in any way `sharp` can. */
export async function encoded(
  name: string,
  type: string,
  encode: (image: Sharp) => Sharp,
): Promise<ImageFile> {
  const noise = pseudoRandomBuffer(WIDTH * HEIGHT * CHANNELS, name);
  const image = sharp(noise, { raw: { width: WIDTH, height: HEIGHT, channels: CHANNELS } });
  return imageFile(name, type, await encode(image).toBuffer());
}

/** Three frames one after another, as GIF or WebP. */
export async function animated(format: "gif" | "webp", name: string): Promise<ImageFile> {
  const noise = pseudoRandomBuffer(WIDTH * HEIGHT * CHANNELS * FRAMES, name);
  const raw = { width: WIDTH, height: HEIGHT * FRAMES, channels: CHANNELS, pageHeight: HEIGHT } as const;
  const image = sharp(noise, { raw });
  const options = { delay: Array<number>(FRAMES).fill(100), loop: 0, effort: 1 };
  const bytes = await (format === "gif"
    ? image.gif(options)
    : image.webp({ ...options, lossless: true })
  ).toBuffer();
  return imageFile(name, `image/${format}`, bytes);
}

/** An animated AVIF of three frames; no encoder here writes one, so it lies in the project. */
export async function animatedAvif(name: string): Promise<ImageFile> {
  return imageFile(name, "image/avif", await readFile(path.join(FIXTURES, "animated.avif")));
}

/** A video of one second without sound, 160 × 120; a filler at its end tells one from another. */
export async function videoClip(seed: string): Promise<ImageFile> {
  const clip = await readFile(path.join(FIXTURES, "clip.webm"));
  const filler = Buffer.from(seed);
  // EBML's element Void, with a length of one byte.
  const end = Buffer.concat([Buffer.from([0xec, 0x80 | filler.length]), filler]);
  return imageFile("clip.webm", "video/webm", Buffer.concat([clip, end]));
}

/** An AVIF whose major brand is the one of its family; "avif" stands among the others. */
export async function avifAsMif1(name: string): Promise<ImageFile> {
  const { bytes } = await encoded(name, "image/avif", (image) => image.avif({ effort: 0 }));
  bytes.write("mif1", 8, "latin1");
  if (!bytes.subarray(16, 40).includes("avif")) throw new Error("the brand avif is not among the others");
  return imageFile(name, "image/avif", bytes);
}

/** A PNG of two frames: the ending is `.png` everywhere. */
export async function animatedPng(name: string): Promise<ImageFile> {
  const still = (await encoded(name, "image/png", (image) => image.png())).bytes;
  const rows = pseudoRandomBuffer((WIDTH * CHANNELS + 1) * HEIGHT, `${name} 2`);
  for (let row = 0; row < HEIGHT; row += 1) rows[row * (WIDTH * CHANNELS + 1)] = 0;
  const chunks = pngChunks(still);
  const at = chunks.findIndex(({ type }) => type === "IDAT");
  const animation = [
    ...chunks.slice(0, at),
    { type: "acTL", data: words(2, 0) },
    { type: "fcTL", data: frameControl(0) },
    ...chunks.slice(at, -1),
    { type: "fcTL", data: frameControl(1) },
    { type: "fdAT", data: Buffer.concat([words(2), deflateSync(rows)]) },
    ...chunks.slice(-1),
  ];
  return imageFile(name, "image/png", pngOf(animation));
}

/** A PNG with a long text before its pixels, as picture generators write it. */
export async function pngWithLongText(name: string): Promise<ImageFile> {
  const chunks = pngChunks((await encoded(name, "image/png", (image) => image.png())).bytes);
  const data = Buffer.from(`prompt\0\0\0\0\0${"a harbour at dawn, ".repeat(1_300)}`);
  return imageFile(
    name,
    "image/png",
    pngOf([...chunks.slice(0, 1), { type: "iTXt", data }, ...chunks.slice(1)]),
  );
}

/** A PNG of 40 kB that says it has 60,000 pixels in each direction, one bit each. */
export function pixelBomb(name: string): ImageFile {
  const side = 60_000;
  const head = Buffer.concat([words(side, side), Buffer.from([1, 0, 0, 0, 0])]);
  const rows = deflateSync(Buffer.alloc((side / 8 + 1) * 4_000));
  const chunks = [
    { type: "IHDR", data: head },
    { type: "IDAT", data: rows },
    { type: "IEND", data: Buffer.of() },
  ];
  return imageFile(name, "image/png", pngOf(chunks));
}

/** A bitmap of 24 bits a pixel. */
export function bitmap(name: string): ImageFile {
  const rows = pseudoRandomBuffer(WIDTH * HEIGHT * CHANNELS, name);
  const head = Buffer.alloc(54);
  head.write("BM", 0, "latin1");
  head.writeUInt32LE(head.length + rows.length, 2);
  head.writeUInt32LE(head.length, 10);
  head.writeUInt32LE(40, 14);
  head.writeInt32LE(WIDTH, 18);
  head.writeInt32LE(HEIGHT, 22);
  head.writeUInt16LE(1, 26);
  head.writeUInt16LE(24, 28);
  return imageFile(name, "image/bmp", Buffer.concat([head, rows]));
}

/** An icon file that holds one PNG. */
export async function icon(name: string): Promise<ImageFile> {
  const { bytes } = await encoded(name, "image/png", (image) => image.png());
  const head = Buffer.alloc(22);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(1, 4);
  head.writeUInt8(WIDTH, 6);
  head.writeUInt8(HEIGHT, 7);
  head.writeUInt16LE(1, 10);
  head.writeUInt16LE(24, 12);
  head.writeUInt32LE(bytes.length, 14);
  head.writeUInt32LE(head.length, 18);
  return imageFile(name, "image/x-icon", Buffer.concat([head, bytes]));
}

/** An SVG of these bytes. */
export function svgOf(name: string, content: string | Buffer): ImageFile {
  return imageFile(name, "image/svg+xml", Buffer.from(content));
}

interface Chunk {
  readonly type: string;
  readonly data: Buffer;
}

const SIGNATURE = Buffer.from("89504e470d0a1a0a", "hex");

function pngChunks(png: Buffer): Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = SIGNATURE.length; at < png.length; ) {
    const length = png.readUInt32BE(at);
    chunks.push({
      type: png.toString("latin1", at + 4, at + 8),
      data: png.subarray(at + 8, at + 8 + length),
    });
    at += length + 12;
  }
  return chunks;
}

function pngOf(chunks: readonly Chunk[]): Buffer {
  const parts = chunks.map(({ type, data }) => {
    const named = Buffer.concat([Buffer.from(type, "latin1"), data]);
    return Buffer.concat([words(data.length), named, words(crc32(named))]);
  });
  return Buffer.concat([SIGNATURE, ...parts]);
}

/** One frame over the whole picture, for a tenth of a second. */
function frameControl(sequence: number): Buffer {
  return Buffer.concat([words(sequence, WIDTH, HEIGHT, 0, 0), Buffer.from([0, 1, 0, 10, 0, 0])]);
}

function words(...values: readonly number[]): Buffer {
  const buffer = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) buffer.writeUInt32BE(value, index * 4);
  return buffer;
}
