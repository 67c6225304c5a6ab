/** Turns a name that a sender proposes into one that is safe on every disk; it never leads out of its folder. */

import { Buffer } from "node:buffer";
import path from "node:path";
import filenamify from "filenamify";

/** Most file systems take 255 bytes; this leaves room for a number in front of the extension. */
const MAX_NAME_BYTES = 200;
const MAX_EXTENSION_BYTES = 16;
const FALLBACK_STEM = "file";

/** Taking one thing out of a name can bring another to its edge; a few rounds always settle it. */
const MAX_ROUNDS = 8;

/**
 * A safe file name from a proposed one: no folders, no reserved or invisible characters, no device names, at
 * most 200 UTF-8 bytes, NFC. `extension` (without the dot), where given, replaces the proposed one. A safe name
 * stays as it is.
 */
export function safeFileName(proposed: string, extension?: string): string {
  let name = cleaned(proposed, extension);
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const again = cleaned(name, extension);
    if (again === name) return name;
    name = again;
  }
  return extension === undefined ? FALLBACK_STEM : `${FALLBACK_STEM}.${extension}`;
}

function cleaned(proposed: string, extension: string | undefined): string {
  const last =
    proposed
      // Half a character has no bytes of its own: the disk would write another name than the one that is noted.
      .toWellFormed()
      .normalize("NFC")
      .split(/[/\\]/)
      .findLast((part) => part.trim() !== "") ?? "";
  const plain = filenamify(last, FILENAMIFY).replace(/^[~.\s-]+/, "");
  const { stem, suffix } = splitExtension(plain);
  const ending = extension === undefined || sameExtension(suffix, extension) ? suffix : `.${extension}`;
  const shortened = cutToBytes(stem, MAX_NAME_BYTES - Buffer.byteLength(ending)).replace(/[\s.]+$/, "");
  const name = `${shortened === "" || shortened === "_" ? FALLBACK_STEM : shortened}${ending}`;
  // Cutting and changing the ending can make a device's name of one that was none.
  return filenamify(name, FILENAMIFY);
}

const FILENAMIFY = { replacement: "_", maxLength: Number.MAX_SAFE_INTEGER } as const;

/** The same name with a number, for when it is taken: `cat.png` → `cat (2).png`. */
export function numberedName(name: string, number: number): string {
  const { stem, suffix } = splitExtension(name);
  return `${stem} (${number})${suffix}`;
}

function splitExtension(name: string): { stem: string; suffix: string } {
  const suffix = path.extname(name);
  const isExtension = /^\.[A-Za-z0-9]+$/.test(suffix) && suffix.length <= MAX_EXTENSION_BYTES;
  return isExtension
    ? { stem: name.slice(0, -suffix.length), suffix }
    : { stem: name.replace(/^\.+/, ""), suffix: "" };
}

/** Spellings of one type: a `.jpeg` stays one, it does not become `.jpeg.jpg`. */
const SAME_EXTENSION: Readonly<Record<string, readonly string[]>> = {
  jpg: ["jpeg", "jpe", "jfif"],
  tif: ["tiff"],
  mp4: ["m4v"],
  m4a: ["mp4"],
  ogg: ["oga", "ogv", "opus"],
  html: ["htm"],
  xml: ["svg", "rss", "xhtml"],
  zip: ["docx", "xlsx", "pptx", "jar", "epub", "apk"],
};

function sameExtension(suffix: string, extension: string): boolean {
  const given = suffix.slice(1).toLowerCase();
  return given === extension || (SAME_EXTENSION[extension]?.includes(given) ?? false);
}

const SEGMENTER = new Intl.Segmenter();

/** Cuts at whole characters as people see them, so no half of an emoji stays behind. */
function cutToBytes(text: string, maxBytes: number): string {
  if (Buffer.byteLength(text) <= maxBytes) return text;
  let cut = "";
  let bytes = 0;
  for (const { segment } of SEGMENTER.segment(text)) {
    bytes += Buffer.byteLength(segment);
    if (bytes > maxBytes) break;
    cut += segment;
  }
  return cut;
}
