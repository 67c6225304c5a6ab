/** Pictures in ISO's container for media (AVIF, HEIF and their kin), told by all brands in the box that begins the file. */

import type { DetectedType } from "./detected-type.ts";

const AVIF = picture("image/avif", "avif");
const HEIC = picture("image/heic", "heic");
const HEIC_SEQUENCE = picture("image/heic-sequence", "heic");

/** Brands that say how a picture is coded: AV1 (AVIF's specification), HEVC (ISO/IEC 23008-12, annex B), AVC (annex E). */
const CODED: Readonly<Record<string, DetectedType>> = {
  avif: AVIF,
  avis: AVIF,
  heic: HEIC,
  heix: HEIC,
  heim: HEIC,
  heis: HEIC,
  hevc: HEIC_SEQUENCE,
  hevx: HEIC_SEQUENCE,
  hevm: HEIC_SEQUENCE,
  hevs: HEIC_SEQUENCE,
  avci: picture("image/avci", "avci"),
  avcs: picture("image/avcs", "avcs"),
};
/** Brands that say only that it is a picture. */
const ANY_PICTURE: ReadonlySet<string> = new Set(["mif1", "mif2", "mif3", "msf1", "miaf"]);

const BRAND_BYTES = 4;
/** Length, `ftyp`; behind them the major brand, its version, and the compatible brands. */
const BOX_HEAD_BYTES = 8;

/** What the brands say; `undefined` for other files, such as films in the same container. */
export function pictureByBrands(head: Uint8Array): DetectedType | undefined {
  const [major = "", ...compatible] = brandsOf(head);
  const own = Object.hasOwn(CODED, major) ? CODED[major] : undefined;
  if (own) return own;
  // Browsers show it as AVIF whatever the first brand is.
  if (compatible.some((brand) => CODED[brand] === AVIF)) return AVIF;
  if (!ANY_PICTURE.has(major)) return undefined;
  const coded = compatible.find((brand) => Object.hasOwn(CODED, brand));
  return (coded === undefined ? undefined : CODED[coded]) ?? picture("image/heif", "heif");
}

/** The major brand first; none where the file does not begin with them. */
function brandsOf(head: Uint8Array): string[] {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  if (bytes.length < BOX_HEAD_BYTES + BRAND_BYTES || bytes.toString("latin1", 4, 8) !== "ftyp") return [];
  const end = Math.min(bytes.readUInt32BE(0), bytes.length);
  const brands: string[] = [];
  for (let at = BOX_HEAD_BYTES; at + BRAND_BYTES <= end; at += BRAND_BYTES) {
    // The second place is the version.
    if (at !== BOX_HEAD_BYTES + BRAND_BYTES) brands.push(bytes.toString("latin1", at, at + BRAND_BYTES));
  }
  return brands;
}

function picture(mediaType: string, extension: string): DetectedType {
  return { mediaType, extension, isImage: true };
}
