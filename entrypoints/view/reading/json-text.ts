/** JSON as a tree, with each number as it is written: what a computer would round is shown as it stands. */

/** A number by its own digits. */
export class WrittenNumber {
  readonly digits: string;
  constructor(digits: string) {
    this.digits = digits;
  }
}

export type Json =
  | string
  | boolean
  | null
  | WrittenNumber
  | readonly Json[]
  | { readonly [key: string]: Json };

/** What TypeScript does not know yet: the text a value was read from. */
type Reviver = (key: string, value: unknown, context?: { readonly source?: string }) => unknown;

/** The tree of a text; `undefined` where it is no JSON, or nested too deep for the browser. */
export function readJson(text: string): Json | undefined {
  const reviver: Reviver = (_key, value, context) =>
    typeof value === "number" ? new WrittenNumber(context?.source ?? String(value)) : value;
  try {
    const tree: Json = JSON.parse(text.startsWith("\uFEFF") ? text.slice(1) : text, reviver);
    return tree;
  } catch {
    return undefined;
  }
}

/** The entries of what holds some; `undefined` for what holds none. */
export function entriesOf(json: Json): readonly (readonly [string, Json])[] | undefined {
  if (typeof json !== "object" || json === null || json instanceof WrittenNumber) return undefined;
  return Object.entries(json);
}

/** A value that holds no others, as JSON writes it. */
export function written(json: string | boolean | null | WrittenNumber): string {
  return json instanceof WrittenNumber ? json.digits : JSON.stringify(json);
}
