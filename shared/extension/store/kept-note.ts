/** A note outside the database that this browser is paired: one that has lost its database without a word knows so by it. */

import * as v from "valibot";
import { keepCommandPlace } from "./command-place.ts";
import type { Pairing } from "./database.ts";

const KEY = "paired";
const NoteSchema = v.object({
  companionId: v.string(),
  clientId: v.string(),
  /** The user has been told that it is lost. */
  isTold: v.optional(v.boolean()),
});

/** Whom this browser is paired with, and as whom. The key is in the database alone, where no script can read it. */
export type KeptNote = v.InferOutput<typeof NoteSchema>;

/** Notes it; at each start, for those that were paired before this was noted. */
export async function notePaired({ companionId, clientId }: Pairing): Promise<void> {
  await chrome.storage.local.set({ [KEY]: { companionId, clientId } });
}

/** Who this browser was, where nobody has ended that. */
export async function readKeptNote(): Promise<KeptNote | undefined> {
  const stored = await globalThis.chrome?.storage?.local?.get(KEY);
  const parsed = v.safeParse(NoteSchema, stored?.[KEY]);
  return parsed.success ? parsed.output : undefined;
}

/** The user knows that it is lost: what remains says at the next pairing who this browser was. */
export async function markLossTold(): Promise<void> {
  const note = await readKeptNote();
  if (note) await chrome.storage.local.set({ [KEY]: { ...note, isTold: true } });
}

/** The user has ended it. */
export async function forgetKeptNote(): Promise<void> {
  await globalThis.chrome?.storage?.local?.remove(KEY);
  await keepCommandPlace(undefined);
}
