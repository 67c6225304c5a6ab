/** The files in a zip as our own command writes it: names from the central directory, no folders, no encryption. */

import { inflateRawSync } from "node:zlib";

/** PKZIP APPNOTE 4.3.12 and 4.3.16: where a zip's end and each entry of its directory hold what is needed. */
const END = { bytes: 22, entries: 10, directoryAt: 16 };
const ENTRY = {
  bytes: 46,
  method: 10,
  packedBytes: 20,
  nameBytes: 28,
  extraBytes: 30,
  noteBytes: 32,
  at: 42,
};
const LOCAL = { bytes: 30, nameBytes: 26, extraBytes: 28 };
const DEFLATED = 8;

/** Every file of a zip without a closing comment, by its name. */
export function readZip(zip: Buffer): Map<string, Buffer> {
  const end = zip.length - END.bytes;
  const files = new Map<string, Buffer>();
  let at = zip.readUInt32LE(end + END.directoryAt);
  for (let left = zip.readUInt16LE(end + END.entries); left > 0; left -= 1) {
    const nameEnd = at + ENTRY.bytes + zip.readUInt16LE(at + ENTRY.nameBytes);
    const local = zip.readUInt32LE(at + ENTRY.at);
    const start =
      local +
      LOCAL.bytes +
      zip.readUInt16LE(local + LOCAL.nameBytes) +
      zip.readUInt16LE(local + LOCAL.extraBytes);
    const packed = zip.subarray(start, start + zip.readUInt32LE(at + ENTRY.packedBytes));
    const isDeflated = zip.readUInt16LE(at + ENTRY.method) === DEFLATED;
    files.set(
      zip.toString("utf8", at + ENTRY.bytes, nameEnd),
      isDeflated ? inflateRawSync(packed) : Buffer.from(packed),
    );
    at = nameEnd + zip.readUInt16LE(at + ENTRY.extraBytes) + zip.readUInt16LE(at + ENTRY.noteBytes);
  }
  return files;
}
