/** The chart in words, for people who do not see it; pure. */

import { shownPrice } from "../../../shared/extension/prices/figures.ts";
import { type Bar, DEMO_SYMBOL, type Resolution } from "../../../shared/protocol/price.ts";
import { type Message, message } from "../../../shared/texts/message.ts";
import { text } from "../../../shared/texts/text.ts";
import type { Charted } from "./drawn/chart-content.ts";
import { type HoleKind, isBar, type Slot } from "./holes/slots.ts";
import { fullLabel, type Reader } from "./time-labels.ts";

/** One sentence: what is drawn, from when to when, between which prices. */
export function chartSummary({ symbol, resolution, bars, decimals }: Charted, reader: Reader = {}): string {
  const name = symbol === DEMO_SYMBOL ? text("panel.simulated-name", { symbol }) : symbol;
  const about = (drawn: Message): string => text(`panel.chart-${resolution}`, { name, bars: drawn });
  const [first, last] = [bars.at(0), bars.at(-1)];
  if (!first || !last) return about(message("panel.chart-empty"));
  const low = bars.reduce((least, bar) => Math.min(least, bar[3]), Number.POSITIVE_INFINITY);
  const high = bars.reduce((most, bar) => Math.max(most, bar[2]), 0);
  return about(
    message("panel.chart-span", {
      count: bars.length,
      first: fullLabel(first[0], resolution, reader),
      last: fullLabel(last[0], resolution, reader),
      low: shownPrice(low, decimals),
      high: shownPrice(high, decimals),
    }),
  );
}

/** One place on the time axis, as it is read aloud. */
export function slotInWords(
  slot: Slot,
  hole: HoleKind | undefined,
  resolution: Resolution,
  decimals: number,
  reader: Reader = {},
): string {
  if (isBar(slot)) return barInWords(slot, resolution, decimals, reader);
  const time = fullLabel(slot[0], resolution, reader);
  return text(hole === "unknown" ? "chart.slot-unknown" : "chart.slot-quiet", { time });
}

/** One bar, as it is read aloud. */
export function barInWords(
  [time, open, high, low, close]: Bar,
  resolution: Resolution,
  decimals: number,
  reader: Reader = {},
): string {
  return text("panel.bar-words", {
    time: fullLabel(time, resolution, reader),
    open: shownPrice(open, decimals),
    high: shownPrice(high, decimals),
    low: shownPrice(low, decimals),
    close: shownPrice(close, decimals),
  });
}
