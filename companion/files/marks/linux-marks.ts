/** Marks on Linux: the extended attributes that freedesktop.org names, set by GNU tar and cp, which every desktop has. */

import { link, mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { PRIVATE_FOLDER_MODE } from "../../process/private-mode.ts";
import { findProgram, runProgram } from "../../process/system-programs.ts";
import type { Marker, OriginMark } from "./origin-mark.ts";

// https://www.freedesktop.org/wiki/CommonExtendedAttributes/
const ORIGIN_ATTRIBUTE = "user.xdg.origin.url";
const REFERRER_ATTRIBUTE = "user.xdg.referrer.url";

const BLOCK_BYTES = 512;
const NAME_BYTES = 100;

/**
 * Node can't set attributes, and the program that is made for it is rarely installed. But tar unpacks empty files that have
 * them, and cp copies attributes alone from one file to another: two programs for a batch of any size. The files are
 * reached by second names in a private folder, so that nothing can be put in their place while the programs run.
 */
export function linuxMarker(workFolder: string): Marker | undefined {
  const tar = findProgram("tar");
  const cp = findProgram("cp");
  if (!tar || !cp) return undefined;
  return {
    async mark(marks) {
      const [from, to] = [path.join(workFolder, "from"), path.join(workFolder, "to")];
      try {
        // A crash may have left names there.
        await rm(workFolder, { recursive: true, force: true });
        for (const folder of [from, to]) await mkdir(folder, { recursive: true, mode: PRIVATE_FOLDER_MODE });
        const linked = await linkAll(marks, to);
        if (linked.length === 0) return;
        await runProgram(
          tar,
          ["--extract", "--xattrs", "--xattrs-include=user.*", "--directory", from],
          archiveOf(linked),
        );
        await runProgram(cp, ["--attributes-only", "--preserve=xattr", "--recursive", `${from}/.`, to]);
      } finally {
        await rm(workFolder, { recursive: true, force: true });
      }
    },
  };
}

/** A second name for each file; one on another disk, or gone, is left out. */
async function linkAll(
  marks: readonly OriginMark[],
  folder: string,
): Promise<{ name: string; mark: OriginMark }[]> {
  const named = marks.map((mark, index) => ({ name: String(index), mark }));
  const isLinked = await Promise.all(
    named.map(({ name, mark }) =>
      link(mark.path, path.join(folder, name)).then(
        () => true,
        () => false,
      ),
    ),
  );
  return named.filter((_, index) => isLinked[index]);
}

/** A tar archive of empty files with attributes (POSIX pax format; GNU tar and star call them SCHILY.xattr). */
function archiveOf(files: readonly { readonly name: string; readonly mark: OriginMark }[]): Buffer {
  const blocks = files.flatMap(({ name, mark }) => {
    const attributes = Buffer.concat([
      paxRecord(`SCHILY.xattr.${ORIGIN_ATTRIBUTE}`, mark.url),
      ...(mark.pageUrl === undefined ? [] : [paxRecord(`SCHILY.xattr.${REFERRER_ATTRIBUTE}`, mark.pageUrl)]),
    ]);
    return [header(`pax/${name}`, "x", attributes.length), padded(attributes), header(name, "0", 0)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK_BYTES)]);
}

/** `LENGTH KEY=VALUE\n`, where the length counts its own digits too. */
function paxRecord(key: string, value: string): Buffer {
  const rest = Buffer.from(` ${key}=${value}\n`);
  let length = rest.length;
  while (String(length).length + rest.length !== length) length = String(length).length + rest.length;
  return Buffer.concat([Buffer.from(String(length)), rest]);
}

function header(name: string, type: string, bytes: number): Buffer {
  const block = Buffer.alloc(BLOCK_BYTES);
  const octal = (value: number, digits: number): string => value.toString(8).padStart(digits, "0");
  block.write(name, 0, NAME_BYTES);
  block.write(`${octal(0o600, 7)}\0`, 100);
  block.write(`${octal(0, 7)}\0${octal(0, 7)}\0`, 108);
  block.write(`${octal(bytes, 11)}\0${octal(0, 11)}\0`, 124);
  block.write(`        ${type}`, 148);
  block.write("ustar\x0000", 257);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${octal(sum, 6)}\0 `, 148);
  return block;
}

function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((BLOCK_BYTES - (bytes.length % BLOCK_BYTES)) % BLOCK_BYTES)]);
}
