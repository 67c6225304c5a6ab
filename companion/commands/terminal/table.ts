/** A list as a table: aligned, and on a terminal no wider than it; another program gets the same lines whole. */

import type { Line, Piece, Style } from "./look.ts";
import { columnsOf, fitted, fittedMiddle } from "./printable.ts";
import type { Terminal } from "./terminal.ts";

export interface Column {
  /** Above it, on a terminal. */
  readonly title: string;
  readonly isAtEnd?: boolean;
  /** Which part goes where the terminal is too narrow; whole without it. */
  readonly cut?: "middle" | "end";
  /** How short it may be cut; cut shorter than that it says nothing. */
  readonly least?: number;
  /** A column that can be done without where even that is too wide: the highest number goes first. */
  readonly spare?: number;
}

export type Cell = string | { readonly text: string; readonly style?: Style | undefined };

/** So many rows are looked at for the widths; later ones keep to them. */
const MEASURED_ROWS = 256;
const GAP = 2;
/** Where nothing is cut, one long name does not push what is behind all the others away. */
const MOST_PADDED_COLUMNS = 48;
/** Cut shorter than this a name says nothing. */
const LEAST_COLUMNS = 12;
/** And what can be done without is left out rather than cut shorter than this. */
const LEAST_SPARE_COLUMNS = 18;

interface Row {
  readonly object: Readonly<Record<string, unknown>>;
  readonly cells: readonly Piece[];
}

export class Table {
  readonly #terminal: Terminal;
  readonly #columns: readonly Column[];
  #rows: Row[] = [];
  #widths: readonly number[] | undefined;

  constructor(terminal: Terminal, columns: readonly Column[]) {
    this.#terminal = terminal;
    this.#columns = columns;
  }

  /** Adds a row; `false` where nobody reads any more. It may be shown only at `end`, with those that follow. */
  async row(object: Readonly<Record<string, unknown>>, cells: readonly Cell[]): Promise<boolean> {
    const { json, printable } = this.#terminal;
    if (json) {
      this.#terminal.data(object, "");
      return await this.#terminal.taken();
    }
    const pieces = cells.map((cell): Piece => {
      const { text, style }: Piece = typeof cell === "string" ? { text: cell } : cell;
      return { text: printable(text), style };
    });
    this.#rows.push({ object, cells: pieces });
    if (this.#widths === undefined && this.#rows.length < MEASURED_ROWS) return true;
    return await this.end();
  }

  /** Shows what has been added; rows that follow are shown at once. */
  async end(): Promise<boolean> {
    if (this.#rows.length === 0) return await this.#terminal.taken();
    if (this.#widths === undefined) {
      this.#widths = this.#measured();
      if (this.#terminal.look.columns !== undefined) this.#head(this.#widths);
    }
    for (const { object, cells } of this.#rows.splice(0)) {
      this.#terminal.data(object, this.#line(cells, this.#widths));
      if (!(await this.#terminal.taken())) return false;
    }
    return true;
  }

  /** The titles are for people: they are no datum. */
  #head(widths: readonly number[]): void {
    const titles = this.#columns.map(({ title }): Piece => ({ text: title, style: "dim" }));
    this.#terminal.line(this.#line(titles, widths));
  }

  #line(cells: readonly Piece[], widths: readonly number[]): Line {
    const shown = [...widths.keys()].filter((index) => widths[index] !== 0);
    return shown.flatMap((index, place): Piece[] => {
      const { text, style } = cells[index] ?? { text: "" };
      const width = widths[index] ?? 0;
      const column = this.#columns[index];
      const kept = this.#terminal.look.columns === undefined ? text : cutTo(text, width, column?.cut);
      const padding = " ".repeat(Math.max(0, width - columnsOf(kept)));
      const isLast = place === shown.length - 1;
      const gap = isLast ? "" : " ".repeat(GAP);
      if (column?.isAtEnd) return [{ text: padding }, { text: kept, style }, { text: gap }];
      return [{ text: kept, style }, { text: isLast ? "" : padding + gap }];
    });
  }

  /** How wide each column is: 0 where it is left out, because it is empty or there is no room for it. */
  #measured(): number[] {
    const { columns } = this.#terminal.look;
    const widths = this.#columns.map(({ title }, index) => {
      const widest = Math.max(0, ...this.#rows.map(({ cells }) => columnsOf(cells[index]?.text ?? "")));
      if (columns === undefined) return Math.min(widest, MOST_PADDED_COLUMNS);
      return widest === 0 ? 0 : Math.max(widest, columnsOf(title));
    });
    // A character in the last column would make some terminals begin a new line.
    if (columns !== undefined) this.#fit(widths, columns - 1);
    return widths;
  }

  #fit(widths: number[], columns: number): void {
    const spare = [...this.#columns.keys()]
      .filter((index) => this.#spare(index) > 0)
      .sort((one, other) => this.#spare(other) - this.#spare(one));
    for (;;) {
      const gaps = GAP * (widths.filter((width) => width > 0).length - 1);
      const least = widths.map((width, index) =>
        this.#columns[index]?.cut ? Math.min(width, this.#least(index)) : width,
      );
      const room = columns - gaps;
      const dropped = sum(least) > room ? spare.shift() : undefined;
      if (dropped === undefined) return this.#shrink(widths, least, room);
      widths[dropped] = 0;
    }
  }

  /** Takes from what can be done without, then from the widest that may be cut, until all have room. */
  #shrink(widths: number[], least: readonly number[], room: number): void {
    for (let over = sum(widths) - room; over > 0; over -= 1) {
      const [given] = [...widths.keys()]
        .filter((index) => (widths[index] ?? 0) > (least[index] ?? 0))
        .sort(
          (one, other) => this.#spare(other) - this.#spare(one) || (widths[other] ?? 0) - (widths[one] ?? 0),
        );
      if (given === undefined) return;
      widths[given] = (widths[given] ?? 0) - 1;
    }
  }

  #least(index: number): number {
    return this.#columns[index]?.least ?? (this.#spare(index) > 0 ? LEAST_SPARE_COLUMNS : LEAST_COLUMNS);
  }

  #spare(index: number): number {
    return this.#columns[index]?.spare ?? 0;
  }
}

function cutTo(text: string, width: number, cut: Column["cut"]): string {
  return cut === "middle" ? fittedMiddle(text, width) : fitted(text, width);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
