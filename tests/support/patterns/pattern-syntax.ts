/** The part of the syntax of regular expressions that this project uses, as a tree; anything else is refused. */

/** A character of a set; `source` is what stands for it in the pattern. */
export interface CharacterNode {
  readonly kind: "character";
  readonly source: string;
}
/** Something that takes nothing and can fail: `^`, `$`, `\b`, a look around. */
export interface AssertionNode {
  readonly kind: "assertion";
  readonly source: string;
  /** What a look around looks for. */
  readonly inside: PatternNode | undefined;
}
export interface SequenceNode {
  readonly kind: "sequence";
  readonly parts: readonly PatternNode[];
}
export interface ChoiceNode {
  readonly kind: "choice";
  readonly branches: readonly PatternNode[];
}
export interface RepeatNode {
  readonly kind: "repeat";
  readonly inside: PatternNode;
  readonly min: number;
  readonly max: number;
}
export type PatternNode = CharacterNode | AssertionNode | SequenceNode | ChoiceNode | RepeatNode;

const GROUP_STARTS = /\((?:\?:|\?<[A-Za-z]\w{0,40}>|(?=[^?]))/y;
const LOOK_STARTS = /\(\?<?[=!]/y;
const CLASS = /\[(?:[^\\\]]|\\.)*\]/uy;
const ESCAPE =
  /\\(?:u\{[0-9a-f]{1,6}\}|u[0-9a-f]{4}|x[0-9a-f]{2}|[pP]\{[A-Za-z_=]{1,60}\}|c[a-z]|[dDsSwWfnrtv0]|[^A-Za-z0-9])/iuy;
const COUNT = /\{(\d{1,6})(?:(,)(\d{1,6})?)?\}/y;

/** Reads a pattern. Throws where it holds what is not known here, a back reference for instance. */
export function parsePattern(source: string): PatternNode {
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(source);
    if (found) at += found[0].length;
    return found ?? undefined;
  };
  const choice = (): PatternNode => {
    const branches = [sequence()];
    while (source[at] === "|") {
      at += 1;
      branches.push(sequence());
    }
    return branches.length === 1 && branches[0] ? branches[0] : { kind: "choice", branches };
  };
  const closed = (): PatternNode => {
    const inside = choice();
    if (source[at] !== ")") throw new Error(`a group is not closed: ${source}`);
    at += 1;
    return inside;
  };
  const sequence = (): PatternNode => {
    const parts: PatternNode[] = [];
    while (at < source.length && source[at] !== "|" && source[at] !== ")") parts.push(repeated(single()));
    return { kind: "sequence", parts };
  };
  const single = (): PatternNode => {
    const start = at;
    if (take(LOOK_STARTS)) {
      const inside = closed();
      return { kind: "assertion", source: source.slice(start, at), inside };
    }
    if (take(GROUP_STARTS)) return closed();
    if (take(/[$^]|\\[bB]/y))
      return { kind: "assertion", source: source.slice(start, at), inside: undefined };
    const character = take(CLASS) ?? take(ESCAPE) ?? take(/[^\\()[\]{}*+?|]/uy);
    if (!character) throw new Error(`unknown syntax at ${at} of ${source}`);
    return { kind: "character", source: character[0] };
  };
  const repeated = (inside: PatternNode): PatternNode => {
    const [min, max] = counts();
    if (min === 1 && max === 1) return inside;
    take(/\?/y);
    return { kind: "repeat", inside, min, max };
  };
  const counts = (): readonly [number, number] => {
    const sign = take(/[*+?]/y)?.[0];
    if (sign !== undefined) return [sign === "+" ? 1 : 0, sign === "?" ? 1 : Number.POSITIVE_INFINITY];
    const count = take(COUNT);
    if (!count) return [1, 1];
    const [, min, comma, max] = count;
    return [Number(min), comma === undefined ? Number(min) : Number(max ?? Number.POSITIVE_INFINITY)];
  };
  const tree = choice();
  if (at < source.length) throw new Error(`unknown syntax at ${at} of ${source}`);
  return tree;
}
