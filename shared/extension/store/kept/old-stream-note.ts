/** A stream's note as versions before the fourth kept it: all digests within the item, written anew with each piece. */

import * as v from "valibot";
import type { SentPiece } from "../../../transfer/stream-source.ts";

const OldNoteSchema = v.looseObject({
  memory: v.looseObject({
    validator: v.optional(v.string()),
    pieces: v.array(v.object({ offset: v.number(), bytes: v.number(), sha256: v.string() })),
  }),
});

/** What is in one; `undefined` where it is none. */
export function readOldNote(
  note: unknown,
): { readonly validator?: string; readonly pieces: readonly SentPiece[] } | undefined {
  const old = v.safeParse(OldNoteSchema, note);
  if (!old.success) return undefined;
  const { memory, ...rest } = old.output;
  const { validator, pieces } = memory;
  return { ...rest, ...(validator !== undefined && { validator }), pieces };
}
