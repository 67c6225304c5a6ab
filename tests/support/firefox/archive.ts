/** A folder as one archive, such as browsers install for good: its files as they are, not compressed. */

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { crc32 } from "node:zlib";

/** The signatures of the three kinds of records (APPNOTE 6.3). */
const SIGNATURE = { file: 0x04034b50, directory: 0x02014b50, end: 0x06054b50 };
const VERSION = 20;
/** Names are UTF-8. */
const FLAGS = 0x0800;
/** The first of January 1980: the earliest there is. */
const DATE = 0x21;
const HEADER_BYTES = { file: 30, directory: 46, end: 22 };

/** The bytes of a zip with every file below a folder. */
export function archiveOf(folder: string): Buffer {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
  const written: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const file of files) {
    const bytes = readFileSync(file);
    const name = Buffer.from(path.relative(folder, file).split(path.sep).join("/"));
    const facts = factsOf(bytes, name);
    const head = Buffer.alloc(HEADER_BYTES.file);
    head.writeUInt32LE(SIGNATURE.file, 0);
    facts.copy(head, 4);
    const entry = Buffer.alloc(HEADER_BYTES.directory);
    entry.writeUInt32LE(SIGNATURE.directory, 0);
    entry.writeUInt16LE(VERSION, 4);
    facts.copy(entry, 6);
    entry.writeUInt32LE(offset, 42);
    directory.push(entry, name);
    written.push(head, name, bytes);
    offset += head.length + name.length + bytes.length;
  }
  const end = Buffer.alloc(HEADER_BYTES.end);
  end.writeUInt32LE(SIGNATURE.end, 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...written, ...directory, end]);
}

/** What both records of a file say of it, from the version that it needs on. */
function factsOf(bytes: Buffer, name: Buffer): Buffer {
  const facts = Buffer.alloc(26);
  facts.writeUInt16LE(VERSION, 0);
  facts.writeUInt16LE(FLAGS, 2);
  facts.writeUInt16LE(DATE, 8);
  facts.writeUInt32LE(crc32(bytes), 10);
  facts.writeUInt32LE(bytes.length, 14);
  facts.writeUInt32LE(bytes.length, 18);
  facts.writeUInt16LE(name.length, 22);
  return facts;
}
