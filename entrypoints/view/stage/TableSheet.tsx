/** A table's first rows, under its first one, which stays in sight. */

import { language, text } from "../../../shared/texts/text.ts";
import { MAX_COLUMNS, MAX_ROWS, type Table } from "../reading/table-text.ts";

export interface TableSheetProps {
  readonly table: Table;
  /** The text behind it is only a beginning: how many rows there are, nobody has counted. */
  readonly isCut: boolean;
  readonly name: string;
}

/** More of one value is no pleasure in a cell. */
const MAX_CELL_CHARACTERS = 500;

export function TableSheet({ table: { rows, rowCount, columnCount }, isCut, name }: TableSheetProps) {
  const [head = [], ...body] = rows;
  const columns = Array.from({ length: Math.min(columnCount, MAX_COLUMNS) }, (_, column) => column);
  return (
    <>
      {(isCut || rowCount > rows.length) && <p class="notice">{cutRows(rowCount, isCut)}</p>}
      {columnCount > MAX_COLUMNS && (
        <p class="notice">
          {text("view.columns-cut", { shown: number(MAX_COLUMNS), columns: number(columnCount) })}
        </p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: who has no pointer moves a large table by the arrow keys */}
      <section class="sheet" tabIndex={0} aria-label={name}>
        <table>
          <thead>
            <tr>
              <th scope="col" class="number">
                <span class="unseen">{text("view.row")}</span>
              </th>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {cell(head[column]) || (
                    <span class="unseen">{text("view.column", { number: number(column + 1) })}</span>
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {body.map((row, index) => (
              <tr key={index}>
                <th scope="row" class="number">
                  {number(index + 1)}
                </th>
                {columns.map((column) => (
                  <td key={column} class={isFigure(row[column]) ? "figure" : undefined}>
                    {cell(row[column])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

function cutRows(rowCount: number, isCut: boolean): string {
  const shown = number(Math.min(rowCount - 1, MAX_ROWS));
  return isCut
    ? text("view.rows-cut-open", { shown })
    : text("view.rows-cut", { shown, rows: number(rowCount - 1) });
}

function number(value: number): string {
  return value.toLocaleString(language());
}

function cell(value = ""): string {
  return value.length > MAX_CELL_CHARACTERS ? `${value.slice(0, MAX_CELL_CHARACTERS)}…` : value;
}

function isFigure(value = ""): boolean {
  return value.trim() !== "" && Number.isFinite(Number(value));
}
