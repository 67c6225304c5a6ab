/** Texts that a pattern's author did not think of: its own pieces again and again, and an end that fits nothing. */

import { type PatternNode, parsePattern } from "./pattern-syntax.ts";

/** Fits no pattern's end. */
const WRONG_END = "\u0001";
const CANDIDATES = Array.from({ length: 0x3000 }, (_, code) => String.fromCodePoint(code));

/** A text of about so many characters. */
export type AttackText = (length: number) => string;

/** For each piece of a pattern the texts that repeat it. */
export function attackTexts(source: string, flags: string): AttackText[] {
  const pieces = new Set<string>();
  const plain = flags.replace(/[dgmy]/g, "");
  const wordOf = (node: PatternNode): string => {
    switch (node.kind) {
      case "character":
        return characterOf(node.source, plain);
      case "assertion":
        return "";
      case "sequence":
        return node.parts.map(wordOf).join("");
      case "choice":
        return node.branches[0] ? wordOf(node.branches[0]) : "";
      case "repeat":
        return wordOf(node.inside).repeat(node.min);
    }
  };
  const visit = (node: PatternNode): void => {
    pieces.add(wordOf(node));
    if (node.kind === "sequence") node.parts.forEach(visit);
    if (node.kind === "choice") node.branches.forEach(visit);
    if (node.kind === "repeat") visit(node.inside);
    if (node.kind === "assertion" && node.inside) visit(node.inside);
  };
  const tree = parsePattern(source);
  visit(tree);
  const start = wordOf(tree);
  pieces.delete("");
  return [...pieces].flatMap((piece) =>
    [...new Set(["", start])].map(
      (front): AttackText =>
        (length) =>
          front + piece.repeat(Math.ceil(length / piece.length)) + WRONG_END,
    ),
  );
}

function characterOf(source: string, flags: string): string {
  const pattern = new RegExp(`^(?:${source})$`, flags);
  return (
    CANDIDATES.find((character) => character > " " && pattern.test(character)) ??
    CANDIDATES.find((character) => pattern.test(character)) ??
    "\u{1F600}"
  );
}
