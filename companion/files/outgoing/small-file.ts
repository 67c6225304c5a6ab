/** Keeps a small file by a second name in one go, where the disk answers at once: its thousands need no thread for each call. */

import { hash } from "node:crypto";
import { closeSync, constants, fstatSync, linkSync, lstatSync, openSync, readSync, rmSync } from "node:fs";
import { KeptBeginning } from "../kept-beginning.ts";
import { NO_LINK, NO_WAIT } from "../regular-file.ts";
import { CLONE_FROM_BYTES } from "./kept-file.ts";
import { isSparse, type SourcePath } from "./source-file.ts";

/** What is smaller than a file worth a clone. */
const SMALL_BYTES = CLONE_FROM_BYTES - 1;

/** One for all: nothing else happens while it is filled and read. A byte more, to notice a file that has grown. */
let buffer: Buffer | undefined;

/** What was kept. */
export interface KeptSmall {
  readonly bytes: number;
  readonly sha256: string;
  readonly beginning: Uint8Array;
}

/**
 * Gives the file its second name and reads it. `undefined`, and nothing kept, for whatever is not plain: it is kept as
 * others are, and what is wrong with it is said there.
 */
export function keepSmall(file: SourcePath, target: string): KeptSmall | undefined {
  let descriptor: number | undefined;
  let isNamed = false;
  try {
    descriptor = openSync(file, constants.O_RDONLY | NO_WAIT | NO_LINK);
    const stats = fstatSync(descriptor);
    const { size, ino, dev, mtimeMs } = stats;
    if (!stats.isFile() || size === 0 || size > SMALL_BYTES || isSparse(stats)) return undefined;
    linkSync(file, target);
    isNamed = true;
    const named = lstatSync(target);
    buffer ??= Buffer.allocUnsafeSlow(SMALL_BYTES + 1);
    const read = readSync(descriptor, buffer, 0, buffer.length, 0);
    const now = fstatSync(descriptor);
    const isSame = named.isFile() && named.ino === ino && named.dev === dev;
    if (!isSame || read !== size || now.size !== size || now.mtimeMs !== mtimeMs) return undefined;
    isNamed = false;
    const content = buffer.subarray(0, size);
    const beginning = new KeptBeginning(size);
    beginning.take(content);
    return { bytes: size, sha256: hash("sha256", content), beginning: beginning.bytes };
  } catch {
    return undefined;
  } finally {
    if (isNamed) rmSync(target, { force: true });
    if (descriptor !== undefined) closeSync(descriptor);
  }
}
