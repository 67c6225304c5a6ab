/** Marks on macOS: where Finder shows "Where from", and the quarantine that makes the system ask before it opens a program. */

import { findProgram, runProgram } from "../../process/system-programs.ts";
import type { Marker, OriginMark } from "./origin-mark.ts";

const WHERE_FROM_ATTRIBUTE = "com.apple.metadata:kMDItemWhereFroms";
const QUARANTINE_ATTRIBUTE = "com.apple.quarantine";
/** Downloaded, and nobody has agreed to it yet. */
const QUARANTINE_FLAGS = "0081";

/** The system's own `xattr`, a run for each attribute of each file. */
export function macMarker(): Marker | undefined {
  const xattr = findProgram("xattr");
  if (!xattr) return undefined;
  return {
    async mark(marks) {
      for (const mark of marks) {
        for (const args of xattrArguments(mark, new Date())) await runProgram(xattr, args);
      }
    },
  };
}

/** The arguments of each run of `xattr` for one file. */
export function xattrArguments({ path, url, pageUrl }: OriginMark, now: Date): string[][] {
  const places = pageUrl === undefined ? [url] : [url, pageUrl];
  const seconds = Math.floor(now.getTime() / 1000).toString(16);
  return [
    ["-w", "-x", WHERE_FROM_ATTRIBUTE, binaryPropertyList(places).toString("hex"), path],
    ["-w", QUARANTINE_ATTRIBUTE, `${QUARANTINE_FLAGS};${seconds};Pagewire;`, path],
  ];
}

/** A binary property list of a few texts: the only form that the metadata importer reads. */
export function binaryPropertyList(texts: readonly string[]): Buffer {
  const array = Buffer.from([0xa0 | texts.length, ...texts.map((_, index) => index + 1)]);
  const objects = [array, ...texts.map(textObject)];
  const offsets: number[] = [];
  let at = 8;
  for (const object of objects) {
    offsets.push(at);
    at += object.length;
  }
  const offsetBytes = at < 256 ? 1 : 2;
  const table = Buffer.alloc(offsets.length * offsetBytes);
  for (const [index, offset] of offsets.entries())
    table.writeUIntBE(offset, index * offsetBytes, offsetBytes);
  const trailer = Buffer.alloc(32);
  trailer[6] = offsetBytes;
  trailer[7] = 1;
  trailer.writeBigUInt64BE(BigInt(objects.length), 8);
  trailer.writeBigUInt64BE(BigInt(at), 24);
  return Buffer.concat([Buffer.from("bplist00"), ...objects, table, trailer]);
}

/** An address is ASCII once it is parsed. */
function textObject(text: string): Buffer {
  const bytes = Buffer.from(text, "latin1");
  return Buffer.concat([textHead(bytes.length), bytes]);
}

function textHead(length: number): Buffer {
  if (length < 15) return Buffer.from([0x50 | length]);
  return Buffer.from(length < 256 ? [0x5f, 0x10, length] : [0x5f, 0x11, length >> 8, length & 0xff]);
}
