/** Waiting for a condition with a deadline: the only way the browser tests wait. */

/** How long a wait may take, and how often it looks where that is to stay the same. */
export interface WaitOptions {
  readonly timeoutMs?: number;
  readonly intervalMs?: number;
}

/** Long enough for a machine of a third of the speed that does much else: only what fails takes that long. */
export const PATIENCE_MS = 90_000;
/** For what an alarm or two come before. */
export const LONG: WaitOptions & { readonly timeoutMs: number } = { timeoutMs: 120_000 };
/** The first looks are quick; whoever waits longer looks less often, since each look costs both processes work. */
const FIRST_INTERVAL_MS = 25;
const INTERVAL_GROWTH = 1.2;
const LONGEST_INTERVAL_MS = 150;

/** Sleeps between two looks at a condition; no test synchronises on it. */
export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/**
 * Looks until `look` gives something other than `undefined`, `null` or `false`, and returns that.
 * A look that throws counts as "not yet"; its error is the cause of the one thrown at the deadline.
 */
export async function eventually<Value>(
  what: string,
  look: () => Value | undefined | null | false | Promise<Value | undefined | null | false>,
  { timeoutMs = PATIENCE_MS, intervalMs }: WaitOptions = {},
): Promise<Value> {
  let untilNextMs = intervalMs ?? FIRST_INTERVAL_MS;
  const deadline = Date.now() + timeoutMs;
  let cause: unknown;
  for (;;) {
    try {
      const value = await look();
      if (value !== undefined && value !== null && value !== false) return value;
      cause = undefined;
    } catch (error) {
      cause = error;
    }
    if (Date.now() >= deadline) throw new Error(`waited ${timeoutMs} ms in vain for ${what}`, { cause });
    await pause(untilNextMs);
    if (intervalMs === undefined) untilNextMs = Math.min(untilNextMs * INTERVAL_GROWTH, LONGEST_INTERVAL_MS);
  }
}
