/**
 * Whether a pattern takes linear time on any text, by its structure alone: after what repeats without end, and at
 * each choice inside of it, the next character decides; so there is nothing to try a second way.
 */

import { type PatternNode, parsePattern } from "./pattern-syntax.ts";

/** In how many ways a pattern without endless repeats may be tried at one place. */
const MAX_WAYS = 1_000;
/** How long what is tried at each place may be. */
const MAX_LENGTH = 512;
/** Of each kind of character enough to tell sets apart. */
const SAMPLE: readonly string[] = [
  ...Array.from({ length: 0x530 }, (_, code) => code),
  ...Array.from({ length: 0x170 }, (_, code) => 0x1ff0 + code),
  ...[0x0905, 0x094d, 0x1100, 0x3000, 0x3042, 0x4e00, 0xac00, 0xd800, 0xe000, 0xfe0f, 0xfeff, 0xfffd, 0xffff],
  ...[0x1f300, 0x1f600, 0x1f680, 0xe0041, 0x10ffff],
].map((code) => String.fromCodePoint(code));

/** What may follow a place in the pattern. */
interface Rest {
  /** What it may begin with. */
  readonly first: ReadonlySet<string>;
  /** Whether it may take nothing. */
  readonly canBeEmpty: boolean;
  /** Whether it can't fail, whatever comes. */
  readonly isSure: boolean;
}

const END: Rest = { first: new Set(), canBeEmpty: true, isSure: true };

/** Why a pattern may take more than linear time; `undefined` where it can't. */
export function superlinear(source: string, flags: string): string | undefined {
  try {
    const tree = parsePattern(source);
    const judge = new Judge(flags);
    if (!isEndless(tree)) return judge.faultOfBounded(tree);
    const isAnchored = flags.includes("y") || (!flags.includes("m") && beginsAtStart(tree));
    judge.visit(tree, END, isAnchored);
    return judge.fault;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

class Judge {
  fault: string | undefined;
  readonly #flags: string;
  readonly #sets = new Map<string, ReadonlySet<string>>();

  constructor(flags: string) {
    this.#flags = flags.replace(/[dgmy]/g, "");
  }

  /** Without endless repeats the ways are counted: each of them is tried at each place. */
  faultOfBounded(tree: PatternNode): string | undefined {
    if (longest(tree) > MAX_LENGTH) return `it may take more than ${MAX_LENGTH} characters at each place`;
    return ways(tree) > MAX_WAYS ? `there are more than ${MAX_WAYS} ways to try it` : undefined;
  }

  visit(node: PatternNode, rest: Rest, isAnchored: boolean): void {
    switch (node.kind) {
      case "character":
        return;
      case "assertion":
        if (node.inside && isEndless(node.inside)) this.#found("a look around has no end");
        else if (node.inside) this.fault ??= this.faultOfBounded(node.inside);
        return;
      case "sequence":
        for (const [index, part] of node.parts.entries()) {
          const after = this.restOf({ kind: "sequence", parts: node.parts.slice(index + 1) }, rest);
          this.visit(part, after, isAnchored);
        }
        return;
      case "choice":
        this.#choice(node.branches.map((branch) => this.restOf(branch, rest)));
        for (const branch of node.branches) this.visit(branch, rest, isAnchored);
        return;
      case "repeat":
        this.#repeat(node, rest, isAnchored);
    }
  }

  #choice(branches: readonly Rest[]): void {
    const seen = new Set<string>();
    for (const { first } of branches) {
      for (const character of first) {
        if (seen.has(character)) this.#found(`two branches begin with ${JSON.stringify(character)}`);
      }
      for (const character of first) seen.add(character);
    }
    if (branches.filter(({ canBeEmpty }) => canBeEmpty).length > 1) this.#found("two branches may be empty");
  }

  #repeat(node: PatternNode & { kind: "repeat" }, rest: Rest, isAnchored: boolean): void {
    const inside = this.restOf(node.inside, END);
    if (inside.canBeEmpty) this.#found("what repeats may be empty");
    if (!rest.isSure && node.min !== node.max) {
      const both = [...inside.first].find((character) => rest.first.has(character));
      if (both !== undefined) this.#found(`${JSON.stringify(both)} may repeat or be what follows`);
    }
    if (node.max === Number.POSITIVE_INFINITY && !isAnchored && !rest.isSure)
      this.#found("it may begin anywhere, and after what repeats without end something may fail");
    const again: Rest =
      node.max === 1
        ? rest
        : { first: new Set([...inside.first, ...rest.first]), canBeEmpty: rest.canBeEmpty, isSure: false };
    this.visit(node.inside, again, isAnchored);
  }

  #found(fault: string): void {
    this.fault ??= fault;
  }

  /** What a place sees that stands in front of this node and of what follows it. */
  restOf(node: PatternNode, rest: Rest): Rest {
    switch (node.kind) {
      case "character":
        return { first: this.#setOf(node.source), canBeEmpty: false, isSure: false };
      case "assertion":
        return { ...rest, isSure: false };
      case "sequence":
        return node.parts.reduceRight((after, part) => this.restOf(part, after), rest);
      case "choice": {
        const branches = node.branches.map((branch) => this.restOf(branch, rest));
        return {
          first: new Set(branches.flatMap(({ first }) => [...first])),
          canBeEmpty: branches.some(({ canBeEmpty }) => canBeEmpty),
          isSure: false,
        };
      }
      case "repeat": {
        const once = this.restOf(node.inside, rest);
        if (node.min > 0) return once;
        return {
          first: new Set([...once.first, ...rest.first]),
          canBeEmpty: once.canBeEmpty || rest.canBeEmpty,
          isSure: rest.isSure,
        };
      }
    }
  }

  /** The characters of the sample that a set holds, asked of the engine itself. */
  #setOf(source: string): ReadonlySet<string> {
    const known = this.#sets.get(source);
    if (known) return known;
    const pattern = new RegExp(`^(?:${source})$`, this.#flags);
    const set = new Set(SAMPLE.filter((character) => pattern.test(character)));
    if (set.size === 0) throw new Error(`no character of the sample is in ${source}`);
    this.#sets.set(source, set);
    return set;
  }
}

function isEndless(node: PatternNode): boolean {
  return longest(node) === Number.POSITIVE_INFINITY;
}

/** How many characters it looks at, at most. */
function longest(node: PatternNode): number {
  switch (node.kind) {
    case "character":
      return 1;
    case "assertion":
      return node.inside ? longest(node.inside) : 0;
    case "sequence":
      return node.parts.reduce((sum, part) => sum + longest(part), 0);
    case "choice":
      return Math.max(...node.branches.map(longest));
    case "repeat":
      return longest(node.inside) === 0 ? 0 : longest(node.inside) * node.max;
  }
}

/** In how many ways it can be tried, at most. */
function ways(node: PatternNode): number {
  switch (node.kind) {
    case "character":
      return 1;
    case "assertion":
      return node.inside ? ways(node.inside) : 1;
    case "sequence":
      return node.parts.reduce((product, part) => product * ways(part), 1);
    case "choice":
      return node.branches.reduce((sum, branch) => sum + ways(branch), 0);
    case "repeat":
      return (node.max - node.min + 1) * ways(node.inside) ** node.max;
  }
}

/** Whether every way through it begins with `^`. */
function beginsAtStart(node: PatternNode): boolean {
  if (node.kind === "assertion") return node.source === "^";
  if (node.kind === "sequence") return node.parts[0] !== undefined && beginsAtStart(node.parts[0]);
  return node.kind === "choice" && node.branches.every(beginsAtStart);
}
