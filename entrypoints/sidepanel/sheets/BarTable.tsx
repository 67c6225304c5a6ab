/** The newest bars as a table: for those who read figures better than shapes, or can't see them. */

import { shownPrice, shownVolume } from "../../../shared/extension/prices/figures.ts";
import { text } from "../../../shared/texts/text.ts";
import type { ChartContent } from "../chart/drawn/chart-content.ts";
import { holeAt, isBar } from "../chart/holes/slots.ts";
import { pointLabel } from "../chart/time-labels.ts";

/** More rows than anybody reads one by one. */
const MAX_ROWS = 200;
const COLUMNS = ["time", "open", "high", "low", "close", "volume"] as const;

export function BarTable({ content }: { readonly content: ChartContent }) {
  const { symbol, slots, holes, resolution, decimals } = content;
  const rows = slots
    .map((slot, index) => ({ slot, index }))
    .slice(-MAX_ROWS)
    .reverse();
  return (
    // The sheet around it scrolls by keys only where something in it can take the focus.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: there is nothing else in the sheet that could.
    <section class="bar-table" tabIndex={0} aria-labelledby="bar-table-name">
      <table>
        <caption id="bar-table-name">{text("chart.table", { symbol })}</caption>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col">
                {text(`chart.table-${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ slot, index }) => (
            <tr key={slot[0]}>
              <th scope="row">{pointLabel(slot[0], resolution)}</th>
              {isBar(slot) ? (
                <>
                  <td>{shownPrice(slot[1], decimals)}</td>
                  <td>{shownPrice(slot[2], decimals)}</td>
                  <td>{shownPrice(slot[3], decimals)}</td>
                  <td>{shownPrice(slot[4], decimals)}</td>
                  <td>{shownVolume(slot[5])}</td>
                </>
              ) : (
                <td colSpan={5}>
                  {text(holeAt(holes, index) === "unknown" ? "chart.unknown" : "chart.no-trade")}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
