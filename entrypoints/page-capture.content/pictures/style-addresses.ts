/** The addresses in a computed style's value, such as `url("a.png")` among gradients and image sets. */

interface Candidate {
  readonly address: string;
  /** Device pixels a CSS pixel, where it is one of an image set. */
  resolution: number;
}

const RESOLUTION_UNIT = "dppx";

/**
 * In the order in which they are there; what a gradient draws has none, nor has a fragment of this document without
 * `withFragments`. Of an image set the
 * one that the browser chooses for a screen of `scale` device pixels a CSS pixel (CSS Images 4 §2.4).
 */
export function addressesIn(value: string, scale: number, withFragments = false): string[] {
  const found: string[] = [];
  let set: Candidate[] | undefined;
  let depth = 0;
  let setDepth = 0;
  for (let at = 0; at < value.length; at += 1) {
    if (value.startsWith("url(", at)) {
      const { address, end } = addressAt(value, at + "url(".length);
      if (set) set.push({ address, resolution: 1 });
      else if (address !== "" && (withFragments || !address.startsWith("#"))) found.push(address);
      at = end - 1;
      continue;
    }
    if (value.startsWith("image-set(", at)) {
      set = [];
      setDepth = depth;
    } else if (value.startsWith(RESOLUTION_UNIT, at) && set) {
      const last = set.at(-1);
      if (last) last.resolution = Number.parseFloat(value.slice(value.lastIndexOf(" ", at), at)) || 1;
    }
    if (value[at] === "(") depth += 1;
    if (value[at] !== ")") continue;
    depth -= 1;
    if (!set || depth !== setDepth) continue;
    found.push(...chosenOf(set, scale));
    set = undefined;
  }
  return found;
}

function chosenOf(set: readonly Candidate[], scale: number): string[] {
  const byResolution = set.toSorted((a, b) => a.resolution - b.resolution);
  const chosen = byResolution.find(({ resolution }) => resolution >= scale) ?? byResolution.at(-1);
  return chosen ? [chosen.address] : [];
}

/** `end` is after the closing parenthesis. */
function addressAt(value: string, from: number): { address: string; end: number } {
  if (value[from] !== '"') {
    const close = value.indexOf(")", from);
    const end = close < 0 ? value.length : close;
    return { address: value.slice(from, end).trim(), end: end + 1 };
  }
  // CSS Syntax 3 §4.3.7: the browser writes addresses in double quotes and escapes quotes and backslashes alone.
  let address = "";
  let at = from + 1;
  for (; at < value.length && value[at] !== '"'; at += 1) {
    if (value[at] === "\\") at += 1;
    address += value[at] ?? "";
  }
  // Over the quote and the parenthesis.
  return { address, end: at + 2 };
}
