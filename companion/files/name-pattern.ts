/** Patterns of file names, as people write them: `*` stands for any characters, `?` for one. Case does not count. */

/** Whether a whole name fits a pattern. Takes at most as many steps as the product of both lengths, whatever they are. */
export function fitsPattern(name: string, pattern: string): boolean {
  const [text, wanted] = [name.toLowerCase(), pattern.toLowerCase()];
  let [at, next] = [0, 0];
  /** Where the last `*` is, and up to where it stands for the text. */
  let [star, taken] = [-1, 0];
  while (at < text.length) {
    if (wanted[next] === "*") {
      star = next;
      taken = at;
      next += 1;
    } else if (next < wanted.length && (wanted[next] === "?" || wanted[next] === text[at])) {
      at += 1;
      next += 1;
    } else if (star >= 0) {
      // The last star takes one more, and what follows it is tried again.
      taken += 1;
      at = taken;
      next = star + 1;
    } else return false;
  }
  while (wanted[next] === "*") next += 1;
  return next === wanted.length;
}
