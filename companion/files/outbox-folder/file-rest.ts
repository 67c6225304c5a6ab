/** How long a file must lie unchanged before it counts as finished. */

const MIB = 1024 * 1024;
/** A writer that opens the file for each of its parts pauses for a second or so between them. */
const LEAST_MS = 1_500;
/** A large one is rather written by something slow: a scanner, a network, a download. */
const FIRST_MIB_MS = 1_000;
const EACH_50_MIB_MS = 1_000;
/** A writer that has paused before may pause again, and longer. */
const PAUSE_FACTOR = 2;
const MOST_MS = 10_000;
/** What comes after a longer pause is another writer, or somebody who edits. */
export const LONGEST_PAUSE_MS = MOST_MS / PAUSE_FACTOR;

/** The rest that a file of that many bytes needs, whose writer has paused for as long as this so far. */
export function restMs(bytes: number, longestPauseMs: number): number {
  const bySize = LEAST_MS + Math.min(1, bytes / MIB) * FIRST_MIB_MS + (bytes / (50 * MIB)) * EACH_50_MIB_MS;
  return Math.min(MOST_MS, Math.max(bySize, PAUSE_FACTOR * longestPauseMs));
}
