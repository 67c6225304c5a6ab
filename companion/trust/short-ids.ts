/** Ids as people see and type them: as short as tells each from all the others. */

/** Fewer digits would soon be ambiguous when there is one more. */
export const LEAST_DIGITS = 8;

/** So many digits of each tell all of these apart. */
export function digitsFor(ids: Iterable<string>): number {
  const sorted = [...new Set(ids)].sort();
  return sorted.reduce((most, id, index) => {
    const next = sorted[index + 1];
    return next === undefined ? most : Math.max(most, sharedDigits(id, next) + 1);
  }, LEAST_DIGITS);
}

function sharedDigits(one: string, other: string): number {
  let shared = 0;
  while (shared < one.length && one[shared] === other[shared]) shared += 1;
  return shared;
}
