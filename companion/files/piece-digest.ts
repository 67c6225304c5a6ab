/** The digest that a piece comes with: its own, or that of each of its parts. */

import { createHash } from "node:crypto";
import { RANGE_PART_BYTES } from "../../shared/protocol/limits.ts";

export type PieceDigest = string | readonly string[];

/** Whether a piece is what its digest says. */
export function hasDigest(piece: Uint8Array, sha256: PieceDigest): boolean {
  if (typeof sha256 === "string") return digestOf(piece) === sha256;
  const isWhole = sha256.length === Math.ceil(piece.byteLength / RANGE_PART_BYTES);
  return isWhole && sha256.every((digest, index) => digestOf(partOf(piece, index)) === digest);
}

function partOf(piece: Uint8Array, index: number): Uint8Array {
  return piece.subarray(index * RANGE_PART_BYTES, (index + 1) * RANGE_PART_BYTES);
}

function digestOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
