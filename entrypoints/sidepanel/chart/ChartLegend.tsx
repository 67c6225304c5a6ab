/** What the bar under the crosshair was worth, inside the chart; without a crosshair the newest one. */

import {
  changeBetween,
  NO_PRICE,
  shownPrice,
  shownVolume,
} from "../../../shared/extension/prices/figures.ts";
import type { Bar } from "../../../shared/protocol/price.ts";
import { text } from "../../../shared/texts/text.ts";
import type { ChartContent } from "./drawn/chart-content.ts";
import { holeAt, isBar } from "./holes/slots.ts";
import { pointLabel } from "./time-labels.ts";

export function ChartLegend(props: {
  /** Its place among the slots. */
  readonly at: number;
  readonly content: ChartContent;
  readonly isPointed: boolean;
}) {
  const { at, isPointed } = props;
  const { resolution, decimals, kind, slots, holes, second } = props.content;
  const slot = slots[at];
  const hole = holeAt(holes, at);
  if (!slot) return null;
  const time = isPointed && <time>{pointLabel(slot[0], resolution)}</time>;
  if (!isBar(slot)) {
    return (
      <p class="legend" data-pointed={isPointed} data-hole={hole} aria-hidden="true">
        {time}
        <span>{text(hole === "unknown" ? "chart.unknown" : "chart.no-trade")}</span>
      </p>
    );
  }
  const [, open, high, low, close, volume] = slot;
  const secondClose = second?.bars.findLast((bar) => bar[0] <= slot[0])?.[4];
  const before = slots.findLast((one, index): one is Bar => index < at && isBar(one));
  const change = changeBetween(before?.[4] ?? open, close, decimals);
  const figures =
    kind === "candles"
      ? ([
          ["panel.open", open],
          ["panel.high", high],
          ["panel.low", low],
          ["panel.close", close],
        ] as const)
      : ([["panel.close", close]] as const);
  // The slider above it says the same aloud.
  return (
    <p
      class="legend"
      data-direction={change.direction}
      data-pointed={isPointed}
      data-beside={second && !second.inPercent}
      aria-hidden="true"
    >
      {time}
      {figures.map(([name, value]) => (
        <span key={name}>
          <i>{text(name)}</i> <b>{shownPrice(value, decimals)}</b>
        </span>
      ))}
      <b>{change.signedPercent}</b>
      <em>
        <i>{text("chart.volume-short")}</i> {shownVolume(volume)}
      </em>
      {second && (
        <em class="second">
          {second.symbol} {secondClose === undefined ? NO_PRICE : shownPrice(secondClose, second.decimals)}
        </em>
      )}
      {hole === "filled" && <em>{text("chart.filled")}</em>}
    </p>
  );
}
