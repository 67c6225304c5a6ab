/** What the reader of a stream can be shown: how wide it is, and whether in colour. */

/** How a piece of a line looks. */
export type Style = "bold" | "dim" | "red" | "green" | "yellow";

/** A piece of a line; what is said of elsewhere is made printable before it gets its look. */
export interface Piece {
  readonly text: string;
  readonly style?: Style | undefined;
}

export type Line = string | readonly Piece[];

export interface Look {
  /** Columns of the terminal; `undefined` where the reader is none, and takes lines whole. */
  readonly columns: number | undefined;
  readonly isColoured: boolean;
}

const DEFAULT_COLUMNS = 80;

/** The select graphic rendition of ECMA-48, and what ends each. */
const CODES = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
} as const satisfies Record<Style, readonly [number, number]>;

/** What the stream is, and what its user wants: `NO_COLOR` and `FORCE_COLOR` as https://no-color.org and Node have them. */
export function lookOf(
  stream: { readonly isTTY?: boolean; readonly columns?: number },
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Look {
  const isTerminal = stream.isTTY === true;
  return {
    columns: isTerminal ? stream.columns || DEFAULT_COLUMNS : undefined,
    isColoured: wantsColour(environment) ?? (isTerminal && environment.TERM !== "dumb"),
  };
}

/** A text that is printable already, as the look has it. */
export function styled(text: string, style: Style | undefined, { isColoured }: Look): string {
  if (!isColoured || style === undefined || text === "") return text;
  const [begin, end] = CODES[style];
  return `\u001b[${begin}m${text}\u001b[${end}m`;
}

/** What somebody has asked for; `undefined` where nobody has. */
function wantsColour({
  FORCE_COLOR,
  NO_COLOR,
}: Readonly<Record<string, string | undefined>>): boolean | undefined {
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== "0" && FORCE_COLOR !== "false";
  return NO_COLOR ? false : undefined;
}
