/** Turns a name that a sender proposes into one that is safe on every disk; it never leads out of its folder. */

import filenamify from "filenamify/browser";
import { withoutInvisible } from "../protocol/unseen.ts";
import { charactersOf } from "../texts/characters.ts";
import { endingMayStay, type SplitName, splitName } from "./name-ending.ts";

/** Most file systems take 255 bytes; this leaves room for a number before the extension. */
export const MAX_NAME_BYTES = 200;
/** Of a longer name only the beginning and the extension are looked at: what is cleaned away is never that much. */
const MAX_LOOKED_AT_CHARACTERS = 512;
/** What a name is called of which nothing can stay. */
export const FALLBACK_STEM = "file";

/** Taking one thing out of a name can bring another to its edge; a few rounds always settle it. */
const MAX_ROUNDS = 8;

/**
 * A safe file name from a proposed one: no folders, no reserved or invisible characters, no device names, at
 * most 200 UTF-8 bytes, NFC. `extension` (without the dot) is what the content has, where that is known: it replaces a
 * proposed one that contradicts it. A safe name stays as it is.
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
  const last = proposed.split(/[/\\]/).findLast((part) => part.trim() !== "") ?? "";
  // Half a character has no bytes of its own: the disk would write another name than the one that is noted.
  const seen = withoutInvisible(lookedAt(last).toWellFormed().normalize("NFC"));
  const plain = filenamify(seen, FILENAMIFY).replace(/^[~.\s-]+/, "");
  const { stem, suffix } = withEnding(plain, extension);
  const shortened = withoutTail(cutToBytes(stem, MAX_NAME_BYTES - bytesOf(suffix)));
  const name = `${shortened === "" || shortened === "_" ? FALLBACK_STEM : shortened}${suffix}`;
  // Cutting and changing the ending can make a device's name of one that was none.
  return filenamify(name, FILENAMIFY);
}

/** The name itself where it is short. */
function lookedAt(name: string): string {
  if (name.length <= MAX_LOOKED_AT_CHARACTERS) return name;
  const { stem, suffix } = splitName(withoutTail(name));
  return `${stem.slice(0, MAX_LOOKED_AT_CHARACTERS)}${suffix}`;
}

/** Without white space and dots at the end, which Windows drops. */
function withoutTail(name: string): string {
  let end = name.length;
  while (end > 0 && (name[end - 1] === "." || name[end - 1]?.trim() === "")) end -= 1;
  return name.slice(0, end);
}

const FILENAMIFY = { replacement: "_", maxLength: Number.MAX_SAFE_INTEGER } as const;

/** The same name with a number, for when it is taken: `cat.png` → `cat (2).png`. */
export function numberedName(name: string, number: number): string {
  const { stem, suffix } = splitName(name);
  return `${stem} (${number})${suffix}`;
}

/** The name split, with the ending of its content where its own can't be that. */
function withEnding(name: string, extension: string | undefined): SplitName {
  const split = splitName(name);
  if (extension === undefined || endingMayStay(split.suffix, extension)) return split;
  // The number of a version or of a part is no ending that another could take the place of.
  return { stem: /^\.\d+$/.test(split.suffix) ? name : split.stem, suffix: `.${extension}` };
}

/** Cuts at whole characters as people see them, so no half of an emoji is left. */
export function cutToBytes(text: string, maxBytes: number): string {
  if (bytesOf(text) <= maxBytes) return text;
  let cut = "";
  let bytes = 0;
  for (const { segment } of charactersOf(text)) {
    bytes += bytesOf(segment);
    if (bytes > maxBytes) break;
    cut += segment;
  }
  return cut;
}

const ENCODER = new TextEncoder();

/** How long a text is on the disk. */
export function bytesOf(text: string): number {
  return ENCODER.encode(text).length;
}
