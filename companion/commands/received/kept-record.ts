/** A record as the companion answers with it, for the terminal. */

/** The record alone, without what only browsers need. */
export function keptRecord(answer: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { ids: _ids, ...record } = answer;
  return record;
}

/** One line for another program: where the file is now, or that it is in the bin. */
export function keptWords({ id, path, binnedAt }: Readonly<Record<string, unknown>>): string {
  return binnedAt === undefined ? String(path) : `binned ${String(id)}`;
}
